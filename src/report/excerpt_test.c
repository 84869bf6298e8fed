/* SPDX-License-Identifier: Apache-2.0 */
/* Carets stand under what they are about. */
#include "testing.h"

#include "load/parse.h"
#include "report/excerpt.h"

static struct arena arena;

static struct source *
source_of(const char *text)
{
	struct source *source = arena_alloc(&arena, sizeof(*source));

	source_set_text(source, STR("t.yaml"), str_of(text));
	parse_source(source, &limits_default);
	assert_int_equal(source->document_count, 1);
	return source;
}

static struct place
at(const struct source *source, uint32_t line, uint32_t start, uint32_t end)
{
	return (struct place){ source, { { line, start }, { line, end } } };
}

static struct str
print(const struct underline *underlines, size_t count, struct place *concealed,
	size_t concealed_count)
{
	struct verdict verdict = { .concealed = { .places = concealed,
					   .count = concealed_count } };
	struct excerpt excerpt = {
		.out = tmpfile(), .gutter = 2, .verdict = &verdict
	};

	excerpt_print(&excerpt, underlines, count);
	return take_stream(&arena, excerpt.out);
}

static void
assert_excerpt(struct str printed, const char *expected)
{
	if (!str_is(printed, expected))
		fail_msg("printed:\n%.*s", STR_ARG(printed));
}

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
underlines_columns(void **state)
{
	struct source *source = source_of("key: \"日本\tx\"\n");
	struct underline underlines[] = {
		{ at(source, 1, 1, 4), STR("the key"), '^', PAINT_ERROR },
		{ at(source, 1, 10, 11), STR("behind a tab"), '-',
			PAINT_RELATED },
	};

	(void)state;
	assert_excerpt(print(underlines, 2, NULL, 0),
		" 1 | key: \"日本  x\"\n"
		"   | ^^^ the key\n"
		"   |             - behind a tab\n");
	arena_release(&source->arena);
}

static void
combining_characters_take_no_column(void **state)
{
	struct source *source = source_of("e\xCC\x81: x\n");
	struct underline underline = { at(source, 1, 5, 6), STR("x"), '^',
		PAINT_ERROR };

	(void)state;
	assert_excerpt(print(&underline, 1, NULL, 0), " 1 | e\xCC\x81: x\n"
						      "   |    ^ x\n");
	arena_release(&source->arena);
}

static void
several_lines_are_shown_by_their_first(void **state)
{
	struct source *source = source_of("a:\n  b: 1\n  c: 2\nd: 3\n");
	struct underline underlines[] = {
		{ { source, { { 2, 3 }, { 3, 7 } } }, STR("both"), '^',
			PAINT_ERROR },
		{ at(source, 4, 1, 2), STR(""), '-', PAINT_RELATED },
	};

	(void)state;
	assert_excerpt(print(underlines, 2, NULL, 0), " 2 |   b: 1\n"
						      "   |   ^^^^ both\n"
						      "....\n"
						      " 4 | d: 3\n"
						      "   | -\n");
	arena_release(&source->arena);
}

static void
an_empty_place_is_one_caret(void **state)
{
	struct source *source = source_of("a: 1\n");
	struct underline past = { at(source, 1, 9, 9), STR("here"), '^',
		PAINT_ERROR };

	(void)state;
	assert_excerpt(print(&past, 1, NULL, 0), " 1 | a: 1\n"
						 "   |     ^ here\n");
	arena_release(&source->arena);
}

static void
secrets_are_masked_at_one_width(void **state)
{
	struct source *source = source_of("{a: secret, b: 1}\n");
	struct place secret = node_place(node_get(source->documents[0], "a"));
	struct underline underline = { at(source, 1, 13, 14), STR("b"), '^',
		PAINT_ERROR };

	(void)state;
	assert_excerpt(print(&underline, 1, &secret, 1),
		" 1 | {a: ********, b: 1}\n"
		"   |               ^ b\n");
	arena_release(&source->arena);
}

static void
every_line_of_a_secret_is_masked(void **state)
{
	struct source *source = source_of("a: |\n  one\n  two\nb: 1\n");
	struct place secret = node_place(node_get(source->documents[0], "a"));
	struct underline underlines[] = {
		{ at(source, 2, 3, 4), STR(""), '^', PAINT_ERROR },
		{ at(source, 3, 5, 6), STR(""), '^', PAINT_ERROR },
	};

	(void)state;
	assert_excerpt(print(underlines, 2, &secret, 1), " 2 |   ********\n"
							 "   |   ^^^^^^^^\n"
							 " 3 |   ********\n"
							 "   |           ^\n");
	arena_release(&source->arena);
}

static void
long_lines_are_cut_around_the_place(void **state)
{
	struct str text = STR("{x: 1");
	struct source *source;
	struct underline underline = { .with = '^' };
	struct str printed;

	(void)state;
	for (int i = 0; i < 60; i++)
		text = arena_printf(
			&arena, "%.*s, key%02d: 1", STR_ARG(text), i);
	text = arena_printf(&arena, "%.*s}\n", STR_ARG(text));
	source = source_of(text.ptr);
	underline.place =
		node_key_place(node_get(source->documents[0], "key40"));
	printed = print(&underline, 1, NULL, 0);
	assert_true(str_contains(printed, "key40: 1"));
	assert_false(str_contains(printed, "key02"));
	while (printed.len)
		assert_true(str_cut(&printed, '\n').len <= 80);
	arena_release(&source->arena);
}

static void
both_ends_of_a_long_line_are_cut(void **state)
{
	static const char line[] =
		"a: 日本日本日本日本日本日本日本日本 0123456789 0123456789 "
		"x日本日本日本日本日本日本日本日本日本日本日本日本日本日本\n";
	struct source *source = source_of(line);
	struct underline underlines[] = {
		{ at(source, 1, 1, 2), STR("start"), '^', PAINT_ERROR },
		{ at(source, 1, 43, 44), STR("middle"), '-', PAINT_RELATED },
		{ at(source, 1, 71, 72), STR("end"), '-', PAINT_RELATED },
	};

	(void)state;
	assert_excerpt(print(underlines, 3, NULL, 0),
		" 1 | a: 日本日本日本日本日本日本日本日本 0123456789 "
		"0123456789 x日本日本日本...\n"
		"   | ^ start\n"
		"   |                                                           "
		"- middle\n"
		" 1 | ... 本日本日本日本日本日本\n"
		"   |                         -- end\n");
	arena_release(&source->arena);
}

static void
a_line_may_be_a_whole_file(void **state)
{
	enum { COUNT = 20000 };
	FILE *file = tmpfile();
	struct source *source;
	struct underline underline = { .with = '^', .label = STR("here") };
	char key[16];

	(void)state;
	fputs("{x: 1", file);
	for (int i = 0; i < COUNT; i++)
		fprintf(file, ", é%05d: 1", i);
	fputs("}\n", file);
	source = source_of(take_stream(&arena, file).ptr);
	snprintf(key, sizeof(key), "é%05d", COUNT - 1);
	underline.place = node_key_place(node_get(source->documents[0], key));
	assert_excerpt(print(&underline, 1, NULL, 0),
		" 1 | ...19997: 1, é19998: 1, é19999: 1}\n"
		"   |                         ^^^^^^ here\n");
	snprintf(key, sizeof(key), "é%05d", COUNT / 2);
	underline.place = node_key_place(node_get(source->documents[0], key));
	assert_true(str_contains(
		print(&underline, 1, NULL, 0), "é10000: 1, é10001: 1"));
	arena_release(&source->arena);
}

static void
labels_are_wrapped(void **state)
{
	struct source *source =
		source_of("key: value                                  far\n");
	struct underline underlines[] = {
		{ at(source, 1, 1, 4),
			STR("a label that is so long that it needs more than "
			    "what is left of the first line, \033[m included"),
			'^', PAINT_ERROR },
		{ at(source, 1, 45, 48),
			STR("too far on the right for one that is as long as "
			    "this, so it goes below"),
			'-', PAINT_RELATED },
	};

	(void)state;
	assert_excerpt(print(underlines, 2, NULL, 0),
		" 1 | key: value                                  far\n"
		"   | ^^^ a label that is so long that it needs more than what "
		"is left of the\n"
		"   |     first line, \\x1b[m included\n"
		"   |                                             ---\n"
		"   |                                             too far on "
		"the right for one\n"
		"   |                                             that is as "
		"long as this, so it\n"
		"   |                                             goes below\n");
	arena_release(&source->arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(underlines_columns),
		cmocka_unit_test(combining_characters_take_no_column),
		cmocka_unit_test(several_lines_are_shown_by_their_first),
		cmocka_unit_test(an_empty_place_is_one_caret),
		cmocka_unit_test(secrets_are_masked_at_one_width),
		cmocka_unit_test(every_line_of_a_secret_is_masked),
		cmocka_unit_test(long_lines_are_cut_around_the_place),
		cmocka_unit_test(both_ends_of_a_long_line_are_cut),
		cmocka_unit_test(a_line_may_be_a_whole_file),
		cmocka_unit_test(labels_are_wrapped),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
