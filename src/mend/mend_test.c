/* SPDX-License-Identifier: Apache-2.0 */
/* What several fixes make of one text, by hand-made findings. */
#include "testing.h"

#include "mend/mend.h"

static struct arena arena;
static struct source source;
static struct finding room[8];
static struct finding *findings[8];
static struct verdict verdict;

static void
begin(const char *text)
{
	arena_release(&source.arena);
	source = (struct source){ 0 };
	source_set_text(&source, STR("a.yaml"), str_of(text));
	parse_source(&source, &limits_default);
	verdict = (struct verdict){ .findings = findings };
}

/* A finding whose fix writes TEXT in place of columns FIRST to LAST (behind the
 * last) of LINE. */
static struct finding *
add(bool safe, uint32_t line, uint32_t first, uint32_t last, const char *text)
{
	struct finding *finding = &room[verdict.count];

	*finding = (struct finding){
		.state = FINDING_SHOWN,
		.fix_is_safe = safe,
		.edits = arena_alloc(&arena, sizeof(*finding->edits)),
		.edit_count = 1,
	};
	finding->edits[0] = (struct edit){
		.place = { &source, { { line, first }, { line, last } } },
		.text = str_of(text),
	};
	findings[verdict.count++] = finding;
	return finding;
}

static void
expect(bool unsafe, size_t fixes, const char *text)
{
	struct mending mending = mending_of(&arena, &verdict, unsafe);

	assert_int_equal(mending.file_count, text != NULL);
	if (!text)
		return;
	assert_int_equal(mending.files[0].fixes, fixes);
	assert_ptr_equal(mending.files[0].source, &source);
	assert_string_equal(arena_str(&arena, mending.files[0].text).ptr, text);
}

static void
applies_all_from_the_front_to_the_end(void **state)
{
	(void)state;
	begin("a: 1\nb: \xC3\xBC 2\nc: 3\n");
	add(true, 3, 4, 5, "three");
	add(true, 1, 4, 5, "one");
	add(true, 2, 6, 7, "two");
	expect(false, 3, "a: one\nb: \xC3\xBC two\nc: three\n");
}

static void
asks_for_what_is_unsafe(void **state)
{
	(void)state;
	begin("a: 1\nb: 2\n");
	add(true, 1, 4, 5, "one");
	add(false, 2, 4, 5, "two");
	add(true, 2, 1, 2, "B")->state = FINDING_IGNORED;
	expect(false, 1, "a: one\nb: 2\n");
	assert_int_equal(mending_of(&arena, &verdict, false).unsafe, 1);
	expect(true, 2, "a: one\nb: two\n");
}

static void
the_later_of_two_waits(void **state)
{
	(void)state;
	begin("a: one two\n");
	add(true, 1, 4, 11, "three");
	add(true, 1, 8, 11, "four");
	expect(false, 1, "a: three\n");
	begin("a: one two\n");
	add(true, 1, 8, 11, "four");
	add(true, 1, 4, 11, "three");
	expect(false, 1, "a: one four\n");
}

/* An anchor is judged wherever it is used. */
static void
the_same_twice_is_once(void **state)
{
	(void)state;
	begin("a: 1\n");
	add(true, 1, 4, 5, "one");
	add(true, 1, 4, 5, "one");
	expect(false, 2, "a: one\n");
	begin("a:\n  z: 1\n");
	for (size_t i = 0; i < 2; i++) {
		add(true, 2, 3, 3, "b: 1\n  ");
		add(true, 2, 3, 3, "c: 2\n  ");
	}
	expect(false, 4, "a:\n  b: 1\n  c: 2\n  z: 1\n");
}

static void
one_place_takes_several_keys_and_none_twice(void **state)
{
	(void)state;
	begin("a:\n  z: 1\n");
	add(true, 2, 3, 3, "b: 1\n  ");
	add(true, 2, 3, 3, "c: 2\n  ");
	add(true, 2, 3, 3, "b: 3\n  ");
	expect(false, 2, "a:\n  b: 1\n  c: 2\n  z: 1\n");
}

static void
keeps_the_line_breaks_of_the_file(void **state)
{
	(void)state;
	begin("a:\r\n  z: 1\r\n");
	add(true, 2, 3, 3, "b: 1\n  ");
	expect(false, 1, "a:\r\n  b: 1\r\n  z: 1\r\n");
}

static void
never_breaks_a_file(void **state)
{
	(void)state;
	begin("a: 1\nb: 2\n");
	add(true, 1, 4, 5, "[");
	add(true, 2, 4, 5, "two");
	expect(false, 0, NULL);
	begin("a: 1\n");
	add(true, 1, 1, 1, "x: 1\n---\n");
	expect(false, 0, NULL);
	begin("a: 1\nb: 2\n");
	add(true, 2, 1, 1, "a: 3\n");
	expect(false, 0, NULL);
}

/* The limits are those of the run. */
static void
knows_how_deep_a_file_may_be(void **state)
{
	const struct limits limits = { 1 << 20, 2, 10, 100 };

	(void)state;
	begin("a: {b: 1}\n");
	source.limits = limits;
	add(true, 1, 8, 9, "{c: 1}");
	expect(false, 0, NULL);
	source.limits.depth = 3;
	expect(false, 1, "a: {b: {c: 1}}\n");
}

static void
nothing_to_do_is_nothing_done(void **state)
{
	(void)state;
	begin("a: 1\n");
	expect(true, 0, NULL);
	add(true, 1, 4, 5, "1");
	expect(true, 0, NULL);
}

static int
release(void **state)
{
	(void)state;
	arena_release(&source.arena);
	arena_release(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(applies_all_from_the_front_to_the_end),
		cmocka_unit_test(asks_for_what_is_unsafe),
		cmocka_unit_test(the_later_of_two_waits),
		cmocka_unit_test(the_same_twice_is_once),
		cmocka_unit_test(one_place_takes_several_keys_and_none_twice),
		cmocka_unit_test(keeps_the_line_breaks_of_the_file),
		cmocka_unit_test(never_breaks_a_file),
		cmocka_unit_test(knows_how_deep_a_file_may_be),
		cmocka_unit_test(nothing_to_do_is_nothing_done),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
