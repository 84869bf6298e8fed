/* SPDX-License-Identifier: Apache-2.0 */
/* Files inside files know where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "load/embedded.h"
#include "load/parse.h"

static struct source source;
static struct arena arena;

static struct embedded
parse_within(const struct limits *limits, const char *text, const char *path)
{
	arena_release(&source.arena);
	source = (struct source){ 0 };
	source_set_text(&source, STR("t.yaml"), str_of(text));
	parse_source(&source, limits);
	assert_int_equal(source.document_count, 1);
	return embedded_parse(&arena, node_path(source.documents[0], path));
}

static struct embedded
parse(const char *text, const char *path)
{
	return parse_within(&limits_default, text, path);
}

static int
release(void **state)
{
	(void)state;
	arena_release(&source.arena);
	arena_release(&arena);
	return 0;
}

static void
assert_at(struct mark mark, uint32_t line, uint32_t column)
{
	assert_int_equal(mark.line, line);
	assert_int_equal(mark.column, column);
}

static void
is_exact_in_literal_blocks(void **state)
{
	struct embedded inner = parse("data:\n"
				      "  a: |\n"
				      "\n"
				      "    {\n"
				      "      \"x\": [1,\n"
				      "        2]\n"
				      "    }\n"
				      "other: 1\n",
		"data.a");
	const struct node *two;

	(void)state;
	assert_int_equal(inner.document_count, 1);
	two = node_item(node_get(inner.documents[0], "x"), 1);
	assert_true(node_is_int(two, 2));
	assert_ptr_equal(node_source(two), &source);
	assert_at(two->span.start, 6, 9);
	assert_at(node_get(inner.documents[0], "x")->key_start, 5, 7);
}

static void
finds_indentation_and_documents(void **state)
{
	struct embedded inner = parse("a: |2\n"
				      "    x: 1\n"
				      "  y: 2\n",
		"a");

	(void)state;
	assert_int_equal(inner.problem_count, 1);
	assert_at(inner.problems[0].place.span.start, 3, 3);
	inner = parse("a: |-\n"
		      "  x: 1\n"
		      "  ---\n"
		      "  y: &y {z: 2}\n"
		      "  w: {<<: *y}\n",
		"a");
	assert_int_equal(inner.problem_count, 0);
	assert_int_equal(inner.document_count, 2);
	assert_at(node_get(inner.documents[1], "y")->key_start, 4, 3);
	assert_at(node_path(inner.documents[1], "y.z")->span.start, 4, 13);
	assert_at(node_path(inner.documents[1], "w.z")->span.start, 4, 13);
}

static void
points_at_other_scalars_as_a_whole(void **state)
{
	struct embedded inner = parse("a: \"{\\\"x\\\": 1}\"\n", "a");

	(void)state;
	assert_int_equal(inner.document_count, 1);
	assert_true(node_is_int(node_get(inner.documents[0], "x"), 1));
	assert_at(node_get(inner.documents[0], "x")->span.start, 1, 4);
	inner = parse("a: >\n  x: 1\n", "a");
	assert_at(node_get(inner.documents[0], "x")->span.start, 1, 4);
}

static void
takes_anything(void **state)
{
	(void)state;
	assert_int_equal(parse("a: |\n  {\n", "a").problem_count, 1);
	assert_int_equal(parse("a: |\n  {\n", "a").document_count, 0);
	assert_int_equal(parse("a: \"\"\n", "a").document_count, 0);
	assert_int_equal(parse("a: |\n  \n", "a").document_count, 0);
	assert_int_equal(embedded_parse(&arena, NULL).document_count, 0);
}

static void
has_the_limits_of_its_file(void **state)
{
	const struct limits limits = { 1 << 10, 2, 10, 20 };
	struct embedded inner;

	(void)state;
	inner = parse_within(&limits, "a: |\n  x: [1]\n", "a");
	assert_int_equal(inner.problem_count, 0);
	inner = parse_within(&limits, "a: |\n  x: [[1]]\n", "a");
	assert_int_equal(inner.problem_count, 1);
	assert_int_equal(inner.problems[0].kind, PROBLEM_BUDGET);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_exact_in_literal_blocks),
		cmocka_unit_test(finds_indentation_and_documents),
		cmocka_unit_test(points_at_other_scalars_as_a_whole),
		cmocka_unit_test(takes_anything),
		cmocka_unit_test(has_the_limits_of_its_file),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
