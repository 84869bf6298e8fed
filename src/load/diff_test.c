/* SPDX-License-Identifier: Apache-2.0 */
/* git's output as git prints it, names that try to be hunks included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "load/diff.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define PARSE(diff_, text_) parse(diff_, STR(text_))

static void
parse(struct diff *diff, struct str text)
{
	struct error error;

	assert_true(diff_parse(diff, &arena, text, &error));
}

static void
expect_lines(const struct diff *diff, const char *path, const char *expected)
{
	const struct changed_file *file = diff_find(diff, str_of(path));
	struct str text = { 0 };

	assert_non_null(file);
	for (size_t i = 0; i < file->lines.count; i++)
		text = arena_printf(&arena, "%.*s%s%u-%u", STR_ARG(text),
			i ? " " : "", file->lines.ranges[i].first,
			file->lines.ranges[i].last);
	if (file->lines.all)
		text = STR("all");
	assert_string_equal(text.len ? text.ptr : "", expected);
}

static void
reads_hunks(void **state)
{
	struct diff diff;

	(void)state;
	PARSE(&diff,
		":100644 100644 1 0 M\0b.yaml\0:100644 000000 1 0 D\0gone\0"
		":000000 100644 0 0 A\0a\0:100644 100644 1 1 R090\0old\0new\0"
		":100644 100644 1 0 M\0same\0\0"
		"diff --git a/b.yaml b/b.yaml\nindex 1..0 100644\n"
		"--- a/b.yaml\n+++ b/b.yaml\n"
		"@@ -1 +1,2 @@ head: +++ b/a\n-x\n+y\n+z\n"
		"@@ -5,2 +5,0 @@\n-x\n-y\n@@ -9,0 +8 @@\n+x\n"
		"\\ No newline at end of file\n"
		"diff --git a/gone b/gone\ndeleted file mode 100644\n"
		"--- a/gone\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
		"diff --git a/a b/a\nnew file mode 100644\n--- /dev/null\n"
		"+++ b/a\n@@ -0,0 +1,3 @@\n+1\n+2\n+3\n"
		"diff --git a/old b/new\nsimilarity index 90%\n"
		"rename from old\nrename to new\n--- a/old\n+++ b/new\n"
		"@@ -4 +4 @@\n-x\n+y\n");
	assert_int_equal(diff.count, 5);
	expect_lines(&diff, "b.yaml", "1-2 8-8");
	expect_lines(&diff, "a", "1-3");
	expect_lines(&diff, "new", "4-4");
	expect_lines(&diff, "same", "");
	assert_false(diff_find(&diff, STR("same"))->lines.differs);
	assert_true(diff_find(&diff, STR("b.yaml"))->lines.differs);
	assert_true(str_is(diff_find(&diff, STR("new"))->old_path, "old"));
	assert_int_equal(diff_find(&diff, STR("a"))->old_path.len, 0);
	assert_null(diff_find(&diff, STR("gone")));
	assert_null(diff_find(&diff, STR("old")));
	assert_null(diff_find(&diff, STR("")));
	assert_non_null(diff_find_gone(&diff, STR("gone")));
	assert_null(diff_find_gone(&diff, STR("b.yaml")));
}

/* Only lines between "+++" and the next hunk's end are the file's. */
static void
is_not_fooled_by_lines(void **state)
{
	struct diff diff;

	(void)state;
	PARSE(&diff,
		":100644 100644 1 0 M\0a\0:100644 100644 1 0 M\0b\0\0"
		"diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,4 +1,3 @@\n"
		"-- a/b\n--- a/b\n-@@ -1 +1 @@\n-diff --git a/b b/b\n"
		"+++ b/b\n+@@ -7 +7 @@\n+diff --git a/b b/b\n"
		"@@ -9 +9 @@\n-x\n+y\n"
		"diff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -2 +2 @@\n-x\n+y\n");
	expect_lines(&diff, "a", "1-3 9-9");
	expect_lines(&diff, "b", "2-2");
}

static void
reads_names(void **state)
{
	struct diff diff;

	(void)state;
	PARSE(&diff,
		":100644 100644 1 0 M\0a b\0"
		":100644 100644 1 0 M\0x\n+++ b/a b\n@@ -1 +1 @@\0"
		":100644 100644 1 0 M\0\xC3\xBC\t\"\\\0\0"
		"diff --git a/a b b/a b\n--- a/a b\t\n+++ b/a b\t\n"
		"@@ -1 +1 @@\n-x\n+y\n"
		"diff --git \"a/x\\n\" \"b/x\\n\"\n"
		"--- \"a/x\\n+++ b/a b\\n@@ -1 +1 @@\"\t\n"
		"+++ \"b/x\\n+++ b/a b\\n@@ -1 +1 @@\"\t\n"
		"@@ -2 +2 @@\n-x\n+y\n"
		"diff --git x y\n--- \"a/\\303\\274\\t\\\"\\\\\"\t\n"
		"+++ \"b/\\303\\274\\t\\\"\\\\\"\t\n@@ -3 +3 @@\n-x\n+y\n");
	expect_lines(&diff, "a b", "1-1");
	expect_lines(&diff, "x\n+++ b/a b\n@@ -1 +1 @@", "2-2");
	expect_lines(&diff, "\xC3\xBC\t\"\\", "3-3");
}

/* In conflict, and of another type: all of it is new. */
static void
takes_all_of_the_rest(void **state)
{
	struct diff diff;

	(void)state;
	PARSE(&diff,
		":000000 000000 0 0 U\0c\0:100644 100644 1 0 M\0c\0"
		":100644 120000 1 0 T\0t\0\0"
		"* Unmerged path c\ndiff --git a/c b/c\n--- a/c\n+++ b/c\n"
		"@@ -2 +2 @@\n-x\n+y\n"
		"diff --git a/t b/t\n--- a/t\n+++ /dev/null\n@@ -1 +0,0 @@\n"
		"-x\ndiff --git a/t b/t\n--- /dev/null\n+++ b/t\n"
		"@@ -0,0 +1 @@\n+y\n");
	expect_lines(&diff, "c", "all");
	expect_lines(&diff, "t", "all");
}

static void
refuses_what_it_cannot_read(void **state)
{
	struct diff diff;
	struct error error;

	(void)state;
	PARSE(&diff, "");
	assert_int_equal(diff.count, 0);
	assert_false(diff_parse(&diff, &arena, STR(":100644"), &error));
	assert_false(diff_parse(&diff, &arena, STR(":1 2 M\0"), &error));
	assert_string_equal(
		error.text, "git: a record of its difference cannot be read");
	assert_false(diff_parse(&diff, &arena,
		STR(":1 2 M\0a\0\0+++ b/a\n@@ -1 -1 @@\n"), &error));
	assert_string_equal(
		error.text, "git: a hunk of its patch cannot be read");
}

static void
finds_lines(void **state)
{
	struct line_range ranges[] = { { 3, 4 }, { 8, 8 } };
	const struct lines lines = { .ranges = ranges, .count = 2 };
	const struct lines all = { .all = true };
	static const struct {
		uint32_t first, last;
		bool touched;
	} cases[] = { { 1, 2, false }, { 1, 3, true }, { 4, 4, true },
		{ 4, 9, true }, { 5, 7, false }, { 5, 8, true },
		{ 9, 20, false }, { 1, 20, true } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct span span = { { cases[i].first, 1 },
			{ cases[i].last, 9 } };

		assert_int_equal(lines_touch(&lines, span), cases[i].touched);
		assert_true(lines_touch(&all, span));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(reads_hunks, release),
		cmocka_unit_test_teardown(is_not_fooled_by_lines, release),
		cmocka_unit_test_teardown(reads_names, release),
		cmocka_unit_test_teardown(takes_all_of_the_rest, release),
		cmocka_unit_test_teardown(refuses_what_it_cannot_read, release),
		cmocka_unit_test(finds_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
