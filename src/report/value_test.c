/* SPDX-License-Identifier: Apache-2.0 */
/* JSON that can be shown to a terminal or a CI server as it is. */
#include "testing.h"

#include "report/value.h"

static struct arena arena;

static struct str
written(const char *text)
{
	FILE *out = tmpfile();

	assert_non_null(out);
	assert_true(value_write(out, value_text(text)));
	return take_stream(&arena, out);
}

static void
strings_come_back(void **state)
{
	static const char *const texts[] = { "", "plain # text", "\"\\/\n\t",
		"é日本\xF0\x9F\x98\x80", "\x7f\x01", "##[x] ###vso[y]\x7f##[",
		"\xE2\x80\xAE\xE2\x80\xAC\xC2\x9B", NULL };

	(void)state;
	for (size_t i = 0; texts[i]; i++) {
		struct str text = written(texts[i]);
		json_t *value =
			json_loadb(text.ptr, text.len, JSON_DECODE_ANY, NULL);

		assert_non_null(value);
		assert_string_equal(json_string_value(value), texts[i]);
		json_decref(value);
	}
}

static void
nothing_is_obeyed(void **state)
{
	(void)state;
	assert_true(str_is(
		written("\xC2\x9B\x7f\033"), "\"\\u009B\\u007f\\u001B\""));
	assert_true(str_is(
		written("# ##[add-mask]x"), "\"# \\u0023#[add-mask]x\""));
	assert_true(str_is(written("##vso[x]"), "\"\\u0023#vso[x]\""));
}

static void
bytes_that_are_no_utf8_are_shown(void **state)
{
	(void)state;
	assert_true(str_is(written("a\xFF"), "\"a\\\\xff\""));
}

static void
a_full_disk_is_noticed(void **state)
{
	FILE *full = fopen("/dev/full", "wb");

	(void)state;
	assert_non_null(full);
	setvbuf(full, NULL, _IONBF, 0);
	assert_false(value_write(full, value_text("x")));
	fclose(full);
}

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_come_back),
		cmocka_unit_test(nothing_is_obeyed),
		cmocka_unit_test(bytes_that_are_no_utf8_are_shown),
		cmocka_unit_test(a_full_disk_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
