/* SPDX-License-Identifier: Apache-2.0 */
/* Paths as they are cut, joined and compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/path.h"

static void
cuts_and_joins(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_true(str_is(path_parent(STR("/a/b")), "/a"));
	assert_true(str_is(path_parent(STR("/a")), "/"));
	assert_true(str_is(path_parent(STR("/")), "/"));
	assert_true(str_is(path_parent(STR("a/b")), "a"));
	assert_true(str_is(path_parent(STR("a")), ""));
	assert_true(str_is(path_name(STR("/a/b")), "b"));
	assert_true(str_is(path_name(STR("b")), "b"));
	assert_true(str_is(path_name(STR("a/")), ""));
	assert_true(str_is(path_join(&arena, STR("/a"), "b"), "/a/b"));
	assert_true(str_is(path_join(&arena, STR("/"), "b"), "/b"));
	assert_true(str_is(path_join(&arena, STR(""), "b"), "b"));
	assert_true(str_is(path_from(STR("/a/b/c"), STR("/a")), "b/c"));
	assert_true(str_is(path_from(STR("/a"), STR("/a")), ""));
	assert_true(str_is(path_from(STR("/a"), STR("/")), "a"));
	arena_release(&arena);
}

static void
knows_what_is_below(void **state)
{
	(void)state;
	assert_true(path_is_below(STR("/a/b"), STR("/a")));
	assert_true(path_is_below(STR("/a"), STR("/a")));
	assert_true(path_is_below(STR("/ab"), STR("/")));
	assert_false(path_is_below(STR("/ab"), STR("/a")));
	assert_false(path_is_below(STR("/a"), STR("/a/b")));
	assert_false(path_is_below(STR("/a"), STR("")));
}

static void
asks_the_file_system(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_true(
		str_is(path_real(&arena, "/dev/../dev/./null"), "/dev/null"));
	assert_int_equal(path_real(&arena, "/nowhere/at/all").len, 0);
	assert_true(path_exists("/dev/null"));
	assert_false(path_exists("/dev/null/x"));
	assert_true(path_is_folder("/"));
	assert_false(path_is_folder("/dev/null"));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_and_joins),
		cmocka_unit_test(knows_what_is_below),
		cmocka_unit_test(asks_the_file_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
