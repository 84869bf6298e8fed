/* SPDX-License-Identifier: Apache-2.0 */
/* From bytes to nodes: places, aliases, merges, broken documents, budgets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "load/parse.h"

static struct source source;

static const struct node *
parse_bytes(struct str bytes, const struct limits *limits)
{
	arena_release(&source.arena);
	source = (struct source){ 0 };
	source_set_text(&source, STR("t.yaml"), bytes);
	parse_source(&source, limits);
	return source.document_count ? source.documents[0] : NULL;
}

static const struct node *
parse(const char *text)
{
	return parse_bytes(str_of(text), &limits_default);
}

static int
release(void **state)
{
	(void)state;
	arena_release(&source.arena);
	return 0;
}

static void
assert_mark(struct mark mark, uint32_t line, uint32_t column)
{
	assert_int_equal(mark.line, line);
	assert_int_equal(mark.column, column);
}

static void
knows_places(void **state)
{
	const struct node *root = parse("a:\n  b: [x, \"y z\"]\nc: |\n  t\n"
					"d:\n  e:\n  - f\n  g: {h: [ ] }\n");
	const struct node *y = node_item(node_path(root, "a.b"), 1);

	(void)state;
	assert_int_equal(source.problem_count, 0);
	assert_mark(y->span.start, 2, 10);
	assert_mark(y->span.end, 2, 15);
	assert_mark(node_path(root, "a.b")->key_start, 2, 3);
	assert_mark(node_key_span(node_path(root, "a.b")).end, 2, 4);
	assert_true(node_get(root, "c")->block);
	assert_true(str_is(node_text(node_get(root, "c")), "t\n"));
	assert_ptr_equal(y->parent->parent, node_get(root, "a"));
	/* A block mapping ends with its last child, not before the next key. */
	assert_mark(node_get(root, "a")->span.end, 2, 16);
	assert_mark(node_path(root, "d.e")->span.end, 7, 6);
	assert_mark(node_get(root, "d")->span.end, 8, 15);
	assert_mark(root->span.end, 8, 15);
}

static void
knows_places_of_parts(void **state)
{
	static const struct {
		const char *text;
		uint32_t start, end; /* of "bc" */
	} rows[] = {
		{ "a: b:bc\n", 6, 8 },
		{ "a: '\xc3\xa9:bc'\n", 7, 9 },
		{ "a: \"bc\"\n", 5, 7 },
		/* The whole value. */
		{ "a: \"\\x41bc\"\n", 4, 12 },
		{ "a: 'it''s:bc'\n", 4, 14 },
		{ "a: !!str bc\n", 4, 12 },
		{ "a: {b: &xbc abcd, a: *xbc }\n", 22, 26 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct node *root = node_get(parse(rows[i].text), "a");
		const struct node *inner = node_get(root, "a");
		const struct node *node = inner ? inner : root;
		struct str text = node_text(node);
		struct place place =
			node_part_place(node, str_from(text, text.len - 2));

		print_message("%s", rows[i].text);
		assert_mark(place.span.start, 1, rows[i].start);
		assert_mark(place.span.end, 1, rows[i].end);
	}
}

static void
counts_characters_not_bytes(void **state)
{
	const struct node *root = parse("{\"ключ\": \"日本\", b: 1}\n");
	const struct node *b = node_get(root, "b");

	(void)state;
	assert_mark(b->key_start, 1, 16);
	assert_int_equal(source_column_offset(source_line(&source, 1), 16), 23);
	assert_true(node_is(node_get(root, "ключ"), "日本"));
}

static void
line_breaks_are_those_of_yaml(void **state)
{
	const struct node *root = parse("a: 1\r\nb: 2\rc: 3\xC2\x85"
					"d: 4\xE2\x80\xA8"
					"e: 5\n");

	(void)state;
	assert_mark(node_get(root, "c")->key_start, 3, 1);
	assert_mark(node_get(root, "e")->key_start, 5, 1);
	assert_true(str_is(source_line(&source, 5), "e: 5"));
	assert_true(str_is(source_line(&source, 1), "a: 1"));
	assert_true(str_is(source_line(&source, 99), ""));
}

static void
finds_lines_behind_checkpoints(void **state)
{
	struct arena arena = { 0 };
	struct str text = { 0 };
	struct str line;

	(void)state;
	for (int i = 0; i < 200; i++)
		text = arena_printf(&arena, "%.*sk%03d: 1\n", STR_ARG(text), i);
	parse(text.ptr);
	for (uint32_t i = 1; i <= 200; i++) {
		struct str expected = arena_printf(&arena, "k%03u: 1", i - 1);

		line = source_line(&source, i);
		assert_true(str_equal(line, expected));
	}
	arena_release(&arena);
}

static void
an_alias_is_a_copy_with_its_own_place(void **state)
{
	const struct node *root = parse("a: &x {b: 1, c: [2]}\nd: *x\ne: *x\n");
	const struct node *d = node_get(root, "d");

	(void)state;
	assert_mark(d->span.start, 2, 4);
	assert_mark(node_anchor(d)->span.start, 1, 4);
	assert_mark(node_get(d, "b")->span.start, 1, 11);
	assert_ptr_equal(node_get(d, "b")->parent, d);
	assert_ptr_equal(node_alias(node_item(node_get(d, "c"), 0)), d);
	assert_null(node_alias(node_get(root, "a")));
	assert_ptr_not_equal(
		node_get(d, "b"), node_get(node_get(root, "e"), "b"));
}

static void
merges(void **state)
{
	const struct node *root = parse("x: &x {a: 1, b: 1}\n"
					"y: &y {b: 2, c: 2}\n"
					"one: {<<: *x, b: 9}\n"
					"two: {a: 9, <<: [*x, *y]}\n");
	const struct node *two = node_get(root, "two");

	(void)state;
	assert_int_equal(source.problem_count, 0);
	assert_true(node_is_int(node_path(root, "one.a"), 1));
	assert_true(node_is_int(node_path(root, "one.b"), 9));
	assert_true(node_get(node_get(root, "one"), "a")->merged);
	assert_true(node_is_int(node_get(two, "a"), 9));
	assert_true(node_is_int(node_get(two, "b"), 1));
	assert_true(node_is_int(node_get(two, "c"), 2));
	assert_int_equal(node_count(two), 3);
	assert_null(node_get(two, "<<"));
}

static void
assert_problem(
	size_t index, enum problem_kind kind, uint32_t line, const char *part)
{
	const struct problem *problem = &source.problems[index];

	assert_true(index < source.problem_count);
	assert_int_equal(problem->kind, kind);
	assert_int_equal(problem->place.span.start.line, line);
	if (!str_contains(problem->message, part))
		fail_msg("'%.*s' does not say '%s'", STR_ARG(problem->message),
			part);
}

static void
says_what_is_wrong(void **state)
{
	(void)state;
	parse("a: 1\n\tb: 2\n");
	assert_problem(0, PROBLEM_SYNTAX, 2, "tab");
	parse("a: *x\n");
	assert_problem(0, PROBLEM_SYNTAX, 1, "no anchor");
	parse("a: &x [*x]\n");
	assert_problem(0, PROBLEM_SYNTAX, 1, "contains itself");
	parse("{[1]: 2}\n");
	assert_problem(0, PROBLEM_SYNTAX, 1, "cannot be a key");
	parse("a: {<<: 3}\n");
	assert_problem(0, PROBLEM_SYNTAX, 1, "'<<'");
	parse("a: 'x\n");
	assert_problem(0, PROBLEM_SYNTAX, 2, "end of stream");
}

static void
duplicates_are_reported_and_the_last_wins(void **state)
{
	const struct node *root = parse("a: 1\nb: 2\na: 3\n");
	struct arena arena = { 0 };
	struct str many = { 0 };

	(void)state;
	assert_problem(0, PROBLEM_DUPLICATE_KEY, 3, "'a'");
	assert_int_equal(source.problems[0].related.span.start.line, 1);
	assert_true(node_is_int(node_get(root, "a"), 3));
	for (int i = 0; i < 40; i++)
		many = arena_printf(&arena, "%.*sk%03d: 1\n", STR_ARG(many), i);
	many = arena_printf(&arena, "%.*sk007: 2\n", STR_ARG(many));
	root = parse(many.ptr);
	assert_int_equal(source.problem_count, 1);
	assert_problem(0, PROBLEM_DUPLICATE_KEY, 41, "'k007'");
	assert_true(node_is_int(node_get(root, "k007"), 2));
	arena_release(&arena);
}

static void
neighbours_of_a_broken_document_are_kept(void **state)
{
	(void)state;
	parse("a: 1\n---\nb: [\n---\nc: 3\n---\n'x\n--- \nd: 4\n");
	assert_int_equal(source.document_count, 3);
	assert_int_equal(source.problem_count, 2);
	assert_mark(node_get(source.documents[1], "c")->key_start, 5, 1);
	assert_mark(node_get(source.documents[2], "d")->key_start, 9, 1);
}

static void
ends_on_any_broken_text(void **state)
{
	static const char *const texts[] = { "---", "--- ]", "]\n---\n]\n---\n",
		"%YAML 9.9\n---\n", "- - - - ]", "\"\\x\"", "? ? ?", "{{{{",
		"&a &b c", "!<", "a: b: c", "" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		parse(texts[i]);
}

static void
budgets_are_problems(void **state)
{
	struct limits limits = limits_default;

	(void)state;
	limits.depth = 3;
	parse_bytes(STR("[[[[1]]]]\n---\na: 1\n"), &limits);
	assert_problem(0, PROBLEM_BUDGET, 1, "levels");
	assert_int_equal(source.document_count, 1);
	parse_bytes(
		STR("- &a [1]\n- &b [*a]\n- *b\n- &c x\n- [[*c]]\n"), &limits);
	assert_int_equal(source.problem_count, 0);
	parse_bytes(STR("- &a [1]\n- &b [*a]\n- [*b]\n"), &limits);
	assert_problem(0, PROBLEM_BUDGET, 3, "levels");
	limits = limits_default;
	limits.alias_nodes = 20;
	parse_bytes(STR("a: &a [1,1,1,1]\nb: &b [*a,*a,*a]\nc: [*b,*b]\n"),
		&limits);
	assert_problem(0, PROBLEM_BUDGET, 3, "aliases");
	limits = limits_default;
	limits.events = 5;
	parse_bytes(STR("a: 1\n---\nb: 2\n---\nc: 3\n"), &limits);
	assert_problem(0, PROBLEM_BUDGET, 2, "events");
	limits = limits_default;
	limits.bytes = 3;
	parse_bytes(STR("a: 1\n"), &limits);
	assert_problem(0, PROBLEM_BUDGET, 1, "bytes");
}

static void
takes_every_encoding(void **state)
{
	static const char utf16_le[] = "\xFF\xFE"
				       "a\0:\0 \0=\xD8\0\xDE\n\0";
	static const char utf16_be[] = "\xFE\xFF"
				       "\0a\0:\0 \0b\0\n";

	(void)state;
	parse("\xEF\xBB\xBF"
	      "a: 1\n");
	assert_mark(source.documents[0]->children[0].key_start, 1, 1);
	parse_bytes((struct str){ utf16_le, sizeof(utf16_le) - 1 },
		&limits_default);
	assert_true(node_is(
		node_get(source.documents[0], "a"), "\xF0\x9F\x98\x80"));
	parse_bytes((struct str){ utf16_be, sizeof(utf16_be) - 1 },
		&limits_default);
	assert_true(node_is(node_get(source.documents[0], "a"), "b"));
}

static void
bad_characters_are_problems_with_a_place(void **state)
{
	(void)state;
	parse("a: 1\nb: \xFFx\n");
	assert_problem(0, PROBLEM_SYNTAX, 2, "0xff");
	assert_int_equal(source.problems[0].place.span.start.column, 4);
	assert_true(
		node_is(node_get(source.documents[0], "b"), "\xEF\xBF\xBDx"));
	assert_true(source.problems[0].passed);
	parse_bytes(STR("a: x\0y\n"), &limits_default);
	assert_problem(0, PROBLEM_SYNTAX, 1, "U+0000");
	/* One for each line; of a binary file, the first few lines. */
	parse("a: \x01\x02\nb: x\nc: \xFF\x01\n");
	assert_int_equal(source.problem_count, 2);
	assert_problem(0, PROBLEM_SYNTAX, 1, "U+0001");
	assert_problem(1, PROBLEM_SYNTAX, 3, "0xff");
	parse("- \x01\n- \x01\n- \x01\n- \x01\n- \x01\n- \x01\n- \x01\n"
	      "- \x01\n- \x01\n- \x01\n");
	assert_int_equal(source.problem_count, 8);
}

static void
half_of_a_character_is_a_problem(void **state)
{
	static const char *const texts[] = { "\0a\0:\0 \xD8\x3D\0\n\0",
		"\0a\0:\0 \xDE\0\0\n\0", "\0-\0\n\0-\0 \0\0" };
	char bytes[2 + 10] = "\xFE\xFF";

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		memcpy(bytes + 2, texts[i], 10);
		parse_bytes((struct str){ bytes, 12 }, &limits_default);
		assert_int_equal(source.problem_count, 1);
		assert_problem(0, PROBLEM_SYNTAX, 1, "UTF-16");
		assert_int_equal(source.problems[0].place.span.start.column, 4);
		assert_true(node_is(
			node_get(source.documents[0], "a"), "\xEF\xBF\xBD"));
	}
	memcpy(bytes + 2, texts[2], 9);
	parse_bytes((struct str){ bytes, 11 }, &limits_default);
	assert_int_equal(source.problem_count, 1);
	assert_problem(0, PROBLEM_SYNTAX, 2, "UTF-16");
}

static void
tags_and_quotes_decide_types(void **state)
{
	const struct node *root = parse("a: !!str 12\nb: \"true\"\n"
					"c: !!bool \"yes\"\nd: ! 3\n"
					"e: null\nf:\n");

	(void)state;
	assert_true(node_is(node_get(root, "a"), "12"));
	assert_false(node_is_true(node_get(root, "b")));
	assert_true(node_is_true(node_get(root, "c")));
	assert_true(node_is(node_get(root, "d"), "3"));
	assert_null(node_get(root, "e"));
	assert_non_null(node_find(root, "e"));
	assert_null(node_get(root, "f"));
}

static void
json_is_yaml(void **state)
{
	const struct node *root =
		parse("{\n\t\"a\": {\"b\": [true, null, \"\\u00e9\\/\"]}\n}\n");

	(void)state;
	assert_int_equal(source.problem_count, 0);
	assert_true(node_is_true(node_item(node_path(root, "a.b"), 0)));
	assert_true(node_is(node_item(node_path(root, "a.b"), 2), "é/"));
}

static void
navigation_takes_null(void **state)
{
	int64_t value;

	(void)state;
	assert_null(node_path(NULL, "a.b"));
	assert_null(node_item(NULL, 0));
	assert_int_equal(node_count(NULL), 0);
	assert_false(node_is_true(NULL));
	assert_false(node_int(NULL, &value));
	assert_null(node_place(NULL).source);
	assert_false(node_is_placeholder(NULL));
	NODE_EACH(item, NULL)
		fail_msg("there is no %p", (const void *)item);
}

/* Each names the last anchor before it that is called so, in its document. */
static void
finds_each_of_many_anchors(void **state)
{
	const size_t many = 500;
	struct arena arena = { 0 };
	struct str text = STR("");

	(void)state;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < many; i++)
			text = arena_printf(&arena, "%.*s- &a%zu v%zu-%d\n",
				STR_ARG(text), i, i, round);
	for (size_t i = 0; i < many; i++)
		text = arena_printf(&arena, "%.*s- *a%zu\n", STR_ARG(text), i);
	text = arena_printf(&arena, "%.*s---\n- *a7\n", STR_ARG(text));
	parse_bytes(text, &limits_default);
	assert_int_equal(source.document_count, 1);
	for (size_t i = 0; i < many; i++) {
		struct str wanted = arena_printf(&arena, "v%zu-1", i);

		assert_true(str_equal(wanted,
			node_text(
				node_item(source.documents[0], 2 * many + i))));
	}
	assert_int_equal(source.problem_count, 1);
	assert_problem(0, PROBLEM_SYNTAX, (int)(3 * many) + 2, "no anchor");
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_places),
		cmocka_unit_test(knows_places_of_parts),
		cmocka_unit_test(counts_characters_not_bytes),
		cmocka_unit_test(line_breaks_are_those_of_yaml),
		cmocka_unit_test(finds_lines_behind_checkpoints),
		cmocka_unit_test(an_alias_is_a_copy_with_its_own_place),
		cmocka_unit_test(finds_each_of_many_anchors),
		cmocka_unit_test(merges),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(duplicates_are_reported_and_the_last_wins),
		cmocka_unit_test(neighbours_of_a_broken_document_are_kept),
		cmocka_unit_test(ends_on_any_broken_text),
		cmocka_unit_test(budgets_are_problems),
		cmocka_unit_test(takes_every_encoding),
		cmocka_unit_test(bad_characters_are_problems_with_a_place),
		cmocka_unit_test(half_of_a_character_is_a_problem),
		cmocka_unit_test(tags_and_quotes_decide_types),
		cmocka_unit_test(json_is_yaml),
		cmocka_unit_test(navigation_takes_null),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
