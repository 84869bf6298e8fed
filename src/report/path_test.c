/* SPDX-License-Identifier: Apache-2.0 */
/* What other programs find a file by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "report/path.h"

static struct arena arena;

static void
assert_path(struct str path, const char *expected)
{
	if (!str_is(path, expected))
		fail_msg("'%.*s' is not '%s'", STR_ARG(path), expected);
}

static void
paths_lose_their_detours(void **state)
{
	(void)state;
	assert_path(path_from_here(&arena, STR("./a.yaml")), "a.yaml");
	assert_path(path_from_here(&arena, STR("a//b/./c.yaml")), "a/b/c.yaml");
	assert_path(path_from_here(&arena, STR("a/../b.yaml")), "b.yaml");
	assert_path(path_from_here(&arena, STR("<stdin>")), "<stdin>");
	assert_path(path_from_here(&arena, STR("/x/../y.yaml")), "/y.yaml");
	assert_path(path_from_here(&arena, STR("/../../y.yaml")), "/y.yaml");
}

static void
absolute_paths_below_become_relative(void **state)
{
	char folder[4096];
	struct str here, beside;

	(void)state;
	assert_non_null(getcwd(folder, sizeof(folder)));
	here = arena_printf(&arena, "%s/deploy/a.yaml", folder);
	beside = arena_printf(&arena, "%s-other/a.yaml", folder);
	assert_path(path_from_here(&arena, here), "deploy/a.yaml");
	assert_path(path_from_here(&arena, beside), beside.ptr);
}

static void
outside_is_absolute(void **state)
{
	struct str outside = path_from_here(&arena, STR("../x.yaml"));

	(void)state;
	assert_true(str_starts(outside, "/"));
	assert_true(str_ends(outside, "/x.yaml"));
	assert_false(str_contains(outside, ".."));
	assert_path(
		path_from_here(&arena, STR("../../../../../../../../../..")),
		"");
}

static void
the_root_folder_holds_everything(void **state)
{
	char folder[4096];

	(void)state;
	assert_non_null(getcwd(folder, sizeof(folder)));
	assert_int_equal(chdir("/"), 0);
	assert_path(path_from_here(&arena, STR("/x/a.yaml")), "x/a.yaml");
	assert_path(path_from_here(&arena, STR("a.yaml")), "a.yaml");
	assert_int_equal(chdir(folder), 0);
}

static void
uris_are_encoded(void **state)
{
	(void)state;
	assert_path(path_uri(&arena, STR("a b/ü.yaml")), "a%20b/%C3%BC.yaml");
	assert_path(path_uri(&arena, STR("a:b.yaml")), "a%3Ab.yaml");
	assert_path(
		path_uri(&arena, STR("/x/#1?.yaml")), "file:///x/%231%3F.yaml");
	assert_path(path_uri(&arena, STR("<stdin>")), "%3Cstdin%3E");
	assert_path(path_uri(&arena, STR("a\nb\xFF")), "a%0Ab%FF");
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
		cmocka_unit_test(paths_lose_their_detours),
		cmocka_unit_test(absolute_paths_below_become_relative),
		cmocka_unit_test(outside_is_absolute),
		cmocka_unit_test(the_root_folder_holds_everything),
		cmocka_unit_test(uris_are_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
