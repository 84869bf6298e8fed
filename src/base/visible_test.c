/* SPDX-License-Identifier: Apache-2.0 */
/* What a terminal would obey is shown instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/visible.h"

static void
shows_what_would_be_obeyed(void **state)
{
	static const struct {
		const char *text, *shown;
	} table[] = {
		{ "plain", "plain" },
		{ "\033[31mred", "\\x1b[31mred" },
		{ "a\nb\tc\r", "a\\nb\\tc\\r" },
		{ "\x7f", "\\x7f" },
		{ "\xE2\x80\xAEx", "<U+202E>x" },
		{ "\xC2\x9B", "<U+009B>" },
		{ "a\xFF\xC3z", "a\\xff\\xc3z" },
		{ "日本é", "日本é" },
		{ "a: 1 ##[add-mask]b", "a: 1 \\x23#[add-mask]b" },
		{ "### [x] #", "### [x] #" },
		{ "###[x]", "#\\x23#[x]" },
		{ "##VSO[task.x]", "\\x23#VSO[task.x]" },
		{ "##teamcity[x]", "\\x23#teamcity[x]" },
		{ "::error file=x::y", "\\x3a:error file=x::y" },
		{ "::endgroup::", "\\x3a:endgroup::" },
		{ "é ::debug::x", "é \\x3a:debug::x" },
		{ "cidr: ::/0", "cidr: ::/0" },
		{ "::ffff:0:0/96 ::1", "::ffff:0:0/96 ::1" },
		{ "arn:aws:iam::aws:policy/x", "arn:aws:iam::aws:policy/x" },
	};
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct str shown = visible_str(&arena, str_of(table[i].text));

		if (!str_is(shown, table[i].shown))
			fail_msg("'%.*s' is not '%s'", STR_ARG(shown),
				table[i].shown);
	}
	arena_release(&arena);
}

static void
measures_columns(void **state)
{
	FILE *out = tmpfile();

	(void)state;
	assert_int_equal(visible_print(out, STR("日本é")), 5);
	assert_int_equal(visible_print(out, STR("e\xCC\x81x")), 2);
	assert_int_equal(visible_print(out, STR("\033x")), 5);
	assert_int_equal(visible_print(out, (struct str){ 0 }), 0);
	fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shows_what_would_be_obeyed),
		cmocka_unit_test(measures_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
