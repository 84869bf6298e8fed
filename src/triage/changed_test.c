/* SPDX-License-Identifier: Apache-2.0 */
/* Two verdicts side by side; lines and repositories are whole runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "load/source.h"
#include "triage/changed.h"

enum { MOST = 8 };

struct side {
	struct finding room[MOST];
	struct finding *findings[MOST];
	size_t count;
};

static const struct lines untouched_lines;
static struct line_range second = { 2, 2 };
static const struct lines second_line = { &second, 1, false, true };
static const struct source untouched = { .lines = &untouched_lines };
static const struct source edited = { .lines = &second_line };
static const struct rule about_objects = { .id = "object" };

static void
check_problem(struct pass *pass, const struct problem *problem)
{
	(void)pass;
	(void)problem;
}

static struct finding *
add(struct side *side, const char *kin, enum severity severity,
	const struct source *source, uint32_t line)
{
	struct finding *finding = &side->room[side->count];

	side->findings[side->count++] = finding;
	*finding = (struct finding){
		.rule = &about_objects,
		.severity = severity,
		.place = { source, { { line, 1 }, { line, 5 } } },
		.kin = str_of(kin),
		.fingerprint = str_of(kin),
	};
	return finding;
}

/* The states of NOW after a comparison with THEN, a letter each. */
static const char *
compare(struct arena *arena, struct side *now, struct side *then)
{
	struct verdict now_verdict = { .findings = now->findings,
		.count = now->count,
		.identified = true };
	struct verdict then_verdict = { .findings = then->findings,
		.count = then->count,
		.identified = true };
	char *letters = arena_alloc(arena, now->count + 1);

	changed_apply(arena, &now_verdict, &then_verdict);
	for (size_t i = 0; i < now->count; i++)
		letters[i] = "shicu"[now->room[i].state];
	return letters;
}

/* Of those alike, as many are known as there were. */
static void
counts_those_alike(void **state)
{
	struct arena arena = { 0 };
	struct side now = { 0 }, then = { 0 };

	(void)state;
	add(&now, "a", SEVERITY_ERROR, &untouched, 1);
	add(&now, "a", SEVERITY_ERROR, &edited, 2);
	add(&now, "a", SEVERITY_ERROR, &untouched, 3);
	add(&now, "a", SEVERITY_ERROR, &untouched, 4);
	add(&now, "b", SEVERITY_ERROR, &untouched, 1);
	add(&now, "c", SEVERITY_ERROR, &untouched, 1);
	add(&then, "c", SEVERITY_ERROR, &untouched, 9);
	add(&then, "a", SEVERITY_ERROR, &untouched, 9);
	add(&then, "a", SEVERITY_ERROR, &untouched, 9);
	assert_string_equal(compare(&arena, &now, &then), "usussu");
	arena_release(&arena);
}

static void
knows_what_got_worse(void **state)
{
	struct arena arena = { 0 };
	struct side now = { 0 }, then = { 0 };

	(void)state;
	add(&now, "a", SEVERITY_ERROR, &untouched, 1);
	add(&now, "a", SEVERITY_NOTE, &untouched, 1);
	add(&now, "b", SEVERITY_NOTE, &untouched, 1);
	add(&then, "a", SEVERITY_WARNING, &untouched, 1);
	add(&then, "b", SEVERITY_ERROR, &untouched, 1);
	assert_string_equal(compare(&arena, &now, &then), "suu");
	arena_release(&arena);
}

/* What was excused then and is not now is news; what is excused now stays. */
static void
leaves_other_states_alone(void **state)
{
	struct arena arena = { 0 };
	struct side now = { 0 }, then = { 0 };

	(void)state;
	add(&now, "a", SEVERITY_ERROR, &untouched, 1);
	add(&now, "b", SEVERITY_ERROR, &untouched, 1)->state = FINDING_IGNORED;
	add(&now, "c", SEVERITY_ERROR, &edited, 2)->state = FINDING_IN_CONTEXT;
	add(&then, "a", SEVERITY_ERROR, &untouched, 1)->state = FINDING_IGNORED;
	add(&then, "b", SEVERITY_ERROR, &untouched, 1);
	assert_string_equal(compare(&arena, &now, &then), "sic");
	arena_release(&arena);
}

static void
asks_related_places(void **state)
{
	struct related related[] = {
		{ .place = { &untouched, { { 2, 1 }, { 2, 2 } } } },
		{ .place = { &edited, { { 1, 1 }, { 3, 2 } } } },
	};
	struct arena arena = { 0 };
	struct side now = { 0 }, then = { 0 };
	struct finding *finding = add(&now, "a", SEVERITY_ERROR, &untouched, 1);

	(void)state;
	add(&then, "a", SEVERITY_ERROR, &untouched, 1);
	finding->related = related;
	finding->related_count = 1;
	assert_string_equal(compare(&arena, &now, &then), "u");
	finding->state = FINDING_SHOWN;
	finding->related_count = 2;
	assert_string_equal(compare(&arena, &now, &then), "s");
	arena_release(&arena);
}

/* What is wrong with a file depends on nothing else. */
static void
knows_files_that_are_as_they_were(void **state)
{
	static const struct rule syntax = { .id = "syntax",
		.check_problem = check_problem,
		.problem = PROBLEM_SYNTAX };
	static const struct rule key = { .id = "key",
		.check_problem = check_problem,
		.problem = PROBLEM_DUPLICATE_KEY };
	struct arena arena = { 0 };
	struct side now = { 0 }, then = { 0 };

	(void)state;
	add(&now, "new", SEVERITY_ERROR, &untouched, 1)->rule = &syntax;
	add(&now, "old", SEVERITY_ERROR, &edited, 1)->rule = &syntax;
	add(&now, "new", SEVERITY_ERROR, &untouched, 1)->rule = &key;
	add(&now, "old", SEVERITY_ERROR, &edited, 1)->rule = &key;
	add(&now, "new", SEVERITY_ERROR, &edited, 1)->rule = &key;
	add(&then, "old", SEVERITY_ERROR, &untouched, 1);
	assert_string_equal(compare(&arena, &now, &then), "usuus");
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_those_alike),
		cmocka_unit_test(knows_what_got_worse),
		cmocka_unit_test(leaves_other_states_alone),
		cmocka_unit_test(asks_related_places),
		cmocka_unit_test(knows_files_that_are_as_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
