/* SPDX-License-Identifier: Apache-2.0 */
/* Matches against a plain array of truths: the windows must not show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "analysis/network/match.h"

enum { SIZE = 300, STEPS = 4000, SLOTS = 4 };

struct twin {
	struct match match;
	enum truth truths[SIZE];
};

static unsigned
random_below(unsigned *state, unsigned bound)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % bound;
}

static enum truth
weaker(enum truth a, enum truth b)
{
	return a < b ? a : b;
}

static enum truth
stronger(enum truth a, enum truth b)
{
	return a > b ? a : b;
}

static void
combine(struct twin *a, const struct twin *b,
	enum truth (*truth)(enum truth, enum truth))
{
	for (size_t i = 0; i < SIZE; i++)
		a->truths[i] = truth(a->truths[i], b->truths[i]);
}

static void
add_some(struct arena *arena, struct twin *twin, unsigned *state)
{
	size_t start = random_below(state, SIZE);
	size_t count = random_below(state, 5);

	for (size_t i = start; i < start + count && i < SIZE; i++) {
		enum truth truth = (enum truth)random_below(state, 3);

		match_add(arena, &twin->match, i, truth);
		twin->truths[i] = stronger(twin->truths[i], truth);
	}
}

static void
add_range(struct arena *arena, struct twin *twin, unsigned *state)
{
	size_t start = random_below(state, SIZE);
	size_t end = start + random_below(state, (unsigned)(SIZE - start) + 1);
	enum truth truth = (enum truth)random_below(state, 3);

	match_add_range(arena, &twin->match, start, end, truth);
	for (size_t i = start; i < end; i++)
		twin->truths[i] = stronger(twin->truths[i], truth);
}

static void
set_all(struct arena *arena, struct twin *twin, enum truth truth)
{
	twin->match = truth == TRUTH_NO    ? match_none(SIZE)
		      : truth == TRUTH_YES ? match_all(arena, SIZE)
					   : match_unknown(arena, SIZE);
	for (size_t i = 0; i < SIZE; i++)
		twin->truths[i] = truth;
}

static void
change(struct arena *arena, struct twin *a, const struct twin *b,
	unsigned *state)
{
	size_t index = random_below(state, SIZE);

	switch (random_below(state, 9)) {
	case 0:
		match_and(&a->match, &b->match);
		combine(a, b, weaker);
		break;
	case 1:
		match_or(arena, &a->match, &b->match);
		combine(a, b, stronger);
		break;
	case 2:
		match_not(arena, &a->match);
		for (size_t i = 0; i < SIZE; i++)
			a->truths[i] = (enum truth)(TRUTH_YES - a->truths[i]);
		break;
	case 3:
		match_remove(&a->match, index);
		a->truths[index] = TRUTH_NO;
		break;
	case 4:
		match_doubt(&a->match);
		for (size_t i = 0; i < SIZE; i++)
			a->truths[i] = weaker(a->truths[i], TRUTH_MAYBE);
		break;
	case 5:
		*a = *b;
		a->match = match_copy(arena, &b->match);
		break;
	case 6:
		set_all(arena, a, (enum truth)random_below(state, 3));
		break;
	case 7:
		add_range(arena, a, state);
		break;
	default:
		add_some(arena, a, state);
	}
}

static void
assert_alike(const struct twin *twin)
{
	size_t possible = 0;
	size_t doubtful = 0;
	size_t next = 0;

	for (size_t i = 0; i < SIZE; i++) {
		assert_int_equal(match_get(&twin->match, i), twin->truths[i]);
		possible += twin->truths[i] != TRUTH_NO;
		doubtful += twin->truths[i] == TRUTH_MAYBE;
	}
	assert_int_equal(match_count(&twin->match), possible);
	assert_int_equal(match_has_doubt(&twin->match), doubtful > 0);
	MATCH_EACH(i, &twin->match) {
		for (; next < i; next++)
			assert_int_equal(twin->truths[next], TRUTH_NO);
		assert_int_not_equal(twin->truths[next++], TRUTH_NO);
	}
}

static void
behaves_as_an_array(void **unused)
{
	struct arena arena = { 0 };
	struct twin twins[SLOTS];
	unsigned state = 1;

	(void)unused;
	for (size_t i = 0; i < SLOTS; i++)
		set_all(&arena, &twins[i], TRUTH_NO);
	for (size_t i = 0; i < STEPS; i++) {
		size_t a = random_below(&state, SLOTS);
		size_t b = (a + 1 + random_below(&state, SLOTS - 1)) % SLOTS;

		change(&arena, &twins[a], &twins[b], &state);
		assert_alike(&twins[a]);
		assert_alike(&twins[b]);
	}
	arena_release(&arena);
}

static void
keeps_a_copy_small(void **unused)
{
	struct arena arena = { 0 };
	struct match match = match_all(&arena, SIZE);
	struct match one = match_none(SIZE);
	struct match copy;

	(void)unused;
	match_add(&arena, &one, SIZE - 1, TRUTH_YES);
	match_and(&match, &one);
	copy = match_copy(&arena, &match);
	assert_int_equal(copy.count, 1);
	assert_int_equal(match_next(&copy, 0), SIZE - 1);
	one = match_none(SIZE);
	assert_int_equal(match_copy(&arena, &one).count, 0);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(behaves_as_an_array),
		cmocka_unit_test(keeps_a_copy_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
