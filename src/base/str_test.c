/* SPDX-License-Identifier: Apache-2.0 */
/* Views of bytes, at their edges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <agentlint/str.h>

static void
compares(void **state)
{
	(void)state;
	assert_true(str_is(STR("a"), "a"));
	assert_false(str_is(STR("a"), "ab"));
	assert_true(str_is((struct str){ 0 }, ""));
	assert_true(str_is_nocase(STR("CAP_sys"), "cap_SYS"));
	assert_false(str_is_nocase(STR("cap"), "capa"));
	assert_true(str_compare(STR("a"), STR("ab")) < 0);
	assert_true(str_compare(STR("b"), STR("ab")) > 0);
	assert_int_equal(str_compare(STR(""), (struct str){ 0 }), 0);
}

static void
searches(void **state)
{
	(void)state;
	assert_true(str_contains(STR("xyz"), "yz"));
	assert_true(str_contains(STR(""), ""));
	assert_false(str_contains(STR("xyz"), "zz"));
	assert_true(str_starts(STR("xyz"), "xy"));
	assert_false(str_starts(STR("x"), "xy"));
	assert_true(str_ends(STR("xyz"), "yz"));
	assert_int_equal(str_find(STR("xyz"), 'q'), 3);
}

static void
cuts(void **state)
{
	struct str rest = STR("a,b");

	(void)state;
	assert_true(str_is(str_cut(&rest, ','), "a"));
	assert_true(str_is(str_cut(&rest, ','), "b"));
	assert_true(str_is(str_cut(&rest, ','), ""));
	assert_true(str_is(str_trim(STR(" \t a b\n")), "a b"));
	assert_true(str_is(str_trim(STR("  ")), ""));
	assert_true(str_is(str_from(STR("abc"), 5), ""));
	assert_true(str_is(str_head(STR("abc"), 9), "abc"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares),
		cmocka_unit_test(searches),
		cmocka_unit_test(cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
