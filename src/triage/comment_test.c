/* SPDX-License-Identifier: Apache-2.0 */
/* Which '#' begins a comment, and what the comment stands for. */
#include "testing.h"

#include "load/parse.h"
#include "triage/comment.h"

#define DEEP "a:\n  b:\n    - name: x\n      c: 1\n"

/* Each comment as "LINE:COLUMN FROM-TO TEXT", or "-" for no scope; '^' marks
 * those at the top of the file. */
static const struct {
	const char *what, *text, *found;
} cases[] = {
	/* Where the comment stands. */
	{ "no comment", "a: 1\n", "" },
	{ "a comment for others", "a: 1 # b\n# agentlint\n#agent lint:\n", "" },
	{ "at the end of a line", "a: 1 # agentlint: x y\nb: 2\n",
		"1:6 1:1-1:5 x y\n" },
	{ "without blanks", "a: 1 #agentlint:x\n", "1:6 1:1-1:5 x\n" },
	{ "with tabs", "a: 1\t#\tagentlint:\tx\t\n", "1:6 1:1-1:5 x\n" },
	{ "nothing behind it", "a: 1 # agentlint:\n", "1:6 1:1-1:5 \n" },
	{ "at the end of the file", "a: 1 # agentlint: x", "1:6 1:1-1:5 x\n" },
	{ "no blank before it", "a: b# agentlint: x\n", "" },
	{ "behind another comment", "a: 1 # b # agentlint: x\n",
		"1:10 1:1-1:5 x\n" },
	{ "two in one line", "a: 1 # agentlint: x # agentlint: y\n",
		"1:6 1:1-1:5 x # agentlint: y\n" },
	{ "columns of code points",
		"\"\xC3\xBC\xE2\x82\xAC\": 1 # agentlint: x\n",
		"1:9 1:1-1:8 x\n" },
	/* On a line of its own. */
	{ "above a document", "# agentlint: x\na: 1\nb: 2\n",
		"1:1^ 1:1-3:5 x\n" },
	{ "above others", "a: 1\n# agentlint: x\n\n# y\nb: 2\nc: 3\n",
		"2:1 5:1-5:5 x\n" },
	{ "above a value with all below", "z: 1\n# agentlint: x\n" DEEP,
		"2:1 3:1-6:11 x\n" },
	{ "above an item", "a:\n  # agentlint: x\n  - name: x\n    c: 1\n",
		"2:3 3:5-4:9 x\n" },
	{ "above a lone dash", "a:\n  # agentlint: x\n  -\n    b: 1\n",
		"2:3 4:5-4:9 x\n" },
	{ "above nothing", "a: 1\n# agentlint: x\n", "2:1 - x\n" },
	{ "indented otherwise", "a: 1\n      # agentlint: x\nb: 2\n",
		"2:7 3:1-3:5 x\n" },
	/* What a line holds. */
	{ "the first key", "a: 1 # agentlint: x\nb: 2\n", "1:6 1:1-1:5 x\n" },
	{ "a key without a value yet",
		"z: 1\n"
		"a: # agentlint: x\n  b: 1\n  c: 2\n",
		"2:4 2:1-4:7 x\n" },
	{ "a list's item", "a:\n  - b: 1 # agentlint: x\n    c: 2\n",
		"2:10 2:5-3:9 x\n" },
	{ "a list as document", "- b: 1 # agentlint: x\n  c: 2\n- d\n",
		"1:8 1:3-2:7 x\n" },
	{ "a later key of an item", "a:\n  - b: 1\n    c: 2 # agentlint: x\n",
		"3:10 3:5-3:9 x\n" },
	{ "a lone dash", "a:\n  - # agentlint: x\n    b: 1\n  - c\n",
		"2:5 3:5-3:9 x\n" },
	{ "an item of an item", "- - a # agentlint: x\n  - b\n",
		"1:7 1:3-2:6 x\n" },
	{ "the end of a value", "a: \"b\n  c\" # agentlint: x\nd: 1\n",
		"2:6 1:1-2:5 x\n" },
	{ "what begins with a dash", "a: b\n  -c # agentlint: x\nd: 1\n",
		"2:6 1:1-2:5 x\n" },
	{ "a scalar as document", "b # agentlint: x\n", "1:3 1:1-1:2 x\n" },
	/* Flow style. */
	{ "a flow document", "{a: 1, b: 2} # agentlint: x\n",
		"1:14 1:1-1:13 x\n" },
	{ "a flow document's end", "{a: 1,\n b: 2 # agentlint: x\n}\n",
		"2:7 2:2-2:6 x\n" },
	{ "a closing bracket", "z: 1\na: [b,\n  c\n] # agentlint: x\n",
		"4:3 2:1-4:2 x\n" },
	{ "the next of two",
		"a: [{b: 1,\n  c: 2}, {d: 3, # agentlint: x\n e: 4}]",
		"2:17 2:3-2:7 x\n" },
	{ "JSON", "{\n  # agentlint: x\n  \"a\": {\n    \"b\": 1\n  }\n}\n",
		"2:3 3:3-5:4 x\n" },
	{ "JSON with tabs", "{\n\t\"a\": 1, # agentlint: x\n\t\"b\": 2}\n",
		"2:10 2:2-2:8 x\n" },
	/* Text is no comment. */
	{ "in double quotes", "a: \"b # agentlint: x\"\n", "" },
	{ "in single quotes", "a: 'b # agentlint: x'\n", "" },
	{ "in a quoted key", "\"b # agentlint: x\": 1\n", "" },
	{ "in quotes, then behind them",
		"a: \"b # agentlint: x\" # agentlint: y\n",
		"1:23 1:1-1:22 y\n" },
	{ "in quotes over several lines",
		"a: \"b\n  # agentlint: x\n  c\"\nd: 1\n", "" },
	{ "behind quotes whose last line looks like a comment",
		"a: \"b\n  # c\" # agentlint: x\nd: 1\n", "2:8 1:1-2:7 x\n" },
	{ "in a literal block", "a: |\n  # agentlint: x\n  b\nc: 1\n", "" },
	{ "in a folded block", "a: >-\n  b\n\n  # agentlint: x\nc: 1\n", "" },
	{ "in a block of an item", "- |\n # agentlint: x\n- b\n", "" },
	{ "in a block at the file's end", "a: |\n  b\n  # agentlint: x", "" },
	{ "behind a block", "a: |\n  b\n# agentlint: x\nc: 1\n",
		"3:1 4:1-4:5 x\n" },
	{ "behind a block, then text again",
		"a:\n  b: |\n    c\n  # agentlint: x\n  d: |\n"
		"    # agentlint: y\n",
		"4:3 5:3-7:1 x\n" },
	{ "on a block's header",
		"a: | # agentlint: x\n  # agentlint: y\nb: 1\n",
		"1:6 1:1-3:1 x\n" },
	{ "on the header behind a tag",
		"a: !!str |- # agentlint: x\n  # agentlint: y\nb: 1\n",
		"1:13 1:1-3:1 x\n" },
	{ "on the header below an anchor",
		"a: &b # c | d\n  | # agentlint: x\n  # agentlint: y\nb: 1\n",
		"2:5 1:1-4:1 x\n" },
	/* Aliases and merge keys. */
	{ "an alias", "a: &a\n  b: 1\nc: *a # agentlint: x\nd: 1\n",
		"3:7 3:1-3:6 x\n" },
	{ "what an alias names", "a: &a\n  b: 1 # agentlint: x\nc: *a\n",
		"2:8 2:3-2:7 x\n" },
	{ "a merge key", "a: &a\n  b: 1\nc:\n  <<: *a # agentlint: x\n  d: 1\n",
		"4:10 4:3-4:5 x\n" },
	/* Documents, breaks and encodings. */
	{ "above a marker", "a: 1\n---\n# agentlint: x\n---\nb: 1\n",
		"3:1 1:5-5:5 x\n" },
	{ "beside a marker", "a: 1\n--- # agentlint: x\nb: 1\nc: 2\n",
		"2:5 1:5-4:5 x\n" },
	{ "at a document's end", "a: 1\n# agentlint: x\n---\nb: 1\n",
		"2:1 1:5-4:5 x\n" },
	{ "behind the last document", "a: 1\n...\n# agentlint: x\n",
		"3:1 - x\n" },
	{ "behind a directive", "# b\n%YAML 1.1\n---\n# agentlint: x\na: 1\n",
		"4:1^ 1:1-5:5 x\n" },
	{ "in a document without content", "---\n# agentlint: x\n---\na: 1\n",
		"2:1^ 1:1-4:5 x\n" },
	{ "in a file without content", "# agentlint: x\n", "1:1^ - x\n" },
	{ "CR and LF", "# agentlint: x\r\na: 1 # agentlint: y\r\nb: 2\r\n",
		"1:1^ 1:1-3:5 x\n2:6 2:1-2:5 y\n" },
	{ "CR alone", "a: 1 # agentlint: x\rb: 2\r", "1:6 1:1-1:5 x\n" },
	{ "a BOM", "\xEF\xBB\xBF# agentlint: x\na: 1\n", "1:1^ 1:1-2:5 x\n" },
	{ "a line separator", "a: 1\xE2\x80\xA8# agentlint: x\nb: 2\n",
		"2:1 3:1-3:5 x\n" },
	/* What could not be parsed. */
	{ "a broken document", "a: [\n# agentlint: x\n---\nb: 1\n",
		"2:1 1:1-4:5 x\n" },
	{ "text of a broken document",
		"a: |\n  # agentlint: x\n  b\nc: [\n---\nd: 1\n", "2:3 - x\n" },
	{ "beside a broken document", "a: [ # agentlint: x\n---\nd: 1\n",
		"1:6 - x\n" },
};

static struct str
print_mark(struct arena *arena, struct str out, struct mark mark)
{
	return arena_printf(
		arena, "%.*s%u:%u", STR_ARG(out), mark.line, mark.column);
}

static struct str
print_comment(
	struct arena *arena, struct str out, const struct comment *comment)
{
	out = print_mark(arena, out, comment->place.span.start);
	out = arena_printf(arena, "%.*s%s", STR_ARG(out),
		comment->heads_file ? "^ " : " ");
	if (comment->scope.source) {
		out = print_mark(arena, out, comment->scope.span.start);
		out = arena_printf(arena, "%.*s-", STR_ARG(out));
		out = print_mark(arena, out, comment->scope.span.end);
	} else {
		out = arena_printf(arena, "%.*s-", STR_ARG(out));
	}
	return arena_printf(
		arena, "%.*s %.*s\n", STR_ARG(out), STR_ARG(comment->text));
}

static struct str
find(struct arena *arena, struct str text)
{
	struct source source = { 0 };
	struct comments comments;
	struct str out = STR("");

	source_set_text(&source, STR("a.yaml"), text);
	parse_source(&source, &limits_default);
	comments = comments_find(arena, &source);
	for (size_t i = 0; i < comments.count; i++)
		out = print_comment(arena, out, &comments.items[i]);
	arena_release(&source.arena);
	return out;
}

static void
finds_what_is_a_comment(void **state)
{
	struct arena arena = { 0 };
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str found = find(&arena, str_of(cases[i].text));

		if (str_is(found, cases[i].found))
			continue;
		print_error("%s: expected\n%sfound\n%.*s", cases[i].what,
			cases[i].found, STR_ARG(found));
		wrong++;
	}
	arena_release(&arena);
	assert_int_equal(wrong, 0);
}

static void
reads_utf16(void **state)
{
	static const char text[] = "a: 1 # agentlint: x\n";
	struct arena arena = { 0 };
	char bytes[2 * sizeof(text)] = "\xFF\xFE";

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(text); i++)
		bytes[2 * i + 2] = text[i];
	assert_true(str_is(find(&arena, (struct str){ bytes, sizeof(bytes) }),
		"1:6 1:1-1:5 x\n"));
	arena_release(&arena);
}

/* The same line again and again, alone or many to a line, is read once. */
static void
finds_many(void **state)
{
	enum { MANY = 20000 };
	static const char one[] = "\"# agentlint: x\", ";
	struct arena arena = { 0 };
	struct source source = { 0 };
	char *text = arena_alloc(&arena, 2 * sizeof(one) * MANY + 64);
	struct comments comments;
	size_t len = 0;

	(void)state;
	for (size_t i = 0; i < MANY; i++)
		len += (size_t)snprintf(text + len, 64, "# agentlint: x\n");
	len += (size_t)snprintf(text + len, 64, "a: [");
	for (size_t i = 0; i < MANY / 2; i++)
		len += (size_t)snprintf(text + len, 64, "%s", one);
	len += (size_t)snprintf(text + len, 64, "] # agentlint: x\n");
	source_set_text(&source, STR("a.yaml"), (struct str){ text, len });
	parse_source(&source, &limits_default);
	comments = comments_find(&arena, &source);
	assert_int_equal(comments.count, MANY + 1);
	assert_int_equal(comments.items[0].scope.span.start.line, 1);
	assert_true(comments.items[MANY - 1].heads_file);
	assert_int_equal(comments.items[MANY].place.span.start.line, MANY + 1);
	arena_release(&source.arena);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_is_a_comment),
		cmocka_unit_test(reads_utf16),
		cmocka_unit_test(finds_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
