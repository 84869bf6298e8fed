/* SPDX-License-Identifier: Apache-2.0 */
/* Lines are broken at spaces and as wide as they look. */
#include "testing.h"

#include "base/wrap.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
assert_wraps(const char *text, size_t width, size_t indent, size_t used,
	const char *expected)
{
	FILE *out = tmpfile();
	struct str printed;

	wrap(out, str_of(text), width, indent, used);
	printed = take_stream(&arena, out);
	if (!str_is(printed, expected))
		fail_msg("printed:\n%.*s", STR_ARG(printed));
}

static void
breaks_at_spaces(void **state)
{
	(void)state;
	assert_wraps("one two three", 7, 0, 0, "one two\nthree\n");
	assert_wraps("one two three", 11, 2, 0, "  one two\n  three\n");
	assert_wraps("one two three", 11, 2, 2, "one two\n  three\n");
	assert_wraps("one two three", 11, 4, 1, "   one two\n    three\n");
	assert_wraps(" one   two ", 80, 0, 0, "one   two\n");
	assert_wraps("", 80, 0, 0, "\n");
}

static void
a_long_word_stands_alone(void **state)
{
	(void)state;
	assert_wraps("a sesquipedalian b", 5, 0, 0, "a\nsesquipedalian\nb\n");
	assert_wraps("a b", 2, 4, 0, "    a\n    b\n");
}

static void
quotes_are_kept_together(void **state)
{
	(void)state;
	assert_wraps("set 'a: b' in it", 8, 0, 0, "set\n'a: b'\nin it\n");
	assert_wraps(
		"set 'a' in it's place", 11, 0, 0, "set 'a' in\nit's place\n");
	assert_wraps("an 'open one", 8, 0, 0, "an 'open\none\n");
	assert_wraps("'1 3 5 7 9 1 3 5 7 9 1 3 5 7 9 1 3 5 7 9 1 3 5 7 9 1'",
		20, 0, 0,
		"'1 3 5 7 9 1 3 5 7 9\n1 3 5 7 9 1 3 5 7 9\n"
		"1 3 5 7 9 1'\n");
}

static void
wide_characters_count_twice(void **state)
{
	(void)state;
	assert_int_equal(text_width(STR("日本é")), 5);
	assert_int_equal(text_width(STR("e\xCC\x81x")), 2);
	assert_int_equal(text_width(STR("\xFFx")), 2);
	assert_wraps("日本 日本 日本", 9, 0, 0, "日本 日本\n日本\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(breaks_at_spaces),
		cmocka_unit_test(a_long_word_stands_alone),
		cmocka_unit_test(quotes_are_kept_together),
		cmocka_unit_test(wide_characters_count_twice),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
