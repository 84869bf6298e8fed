/* SPDX-License-Identifier: Apache-2.0 */
/* Which of some numbered things a selector matches, in three values. */
#include "analysis/network/match.h"

#include <string.h>

enum { WORD = 64 };

static size_t
words(size_t size)
{
	return (size + WORD - 1) / WORD;
}

/* The bits of the last word that stand for something. */
static uint64_t
tail(size_t size)
{
	return size % WORD ? ((uint64_t)1 << size % WORD) - 1 : UINT64_MAX;
}

static void
fill(uint64_t *bits, size_t size)
{
	if (!size)
		return;
	memset(bits, 0xff, words(size) * sizeof(*bits));
	bits[words(size) - 1] = tail(size);
}

struct match
match_none(struct arena *arena, size_t size)
{
	size_t count = words(size);
	uint64_t *bits = arena_array(arena, 2 * count, sizeof(*bits));

	return (struct match){ bits, bits + count, size };
}

struct match
match_all(struct arena *arena, size_t size)
{
	struct match match = match_none(arena, size);

	fill(match.must, size);
	fill(match.may, size);
	return match;
}

struct match
match_unknown(struct arena *arena, size_t size)
{
	struct match match = match_none(arena, size);

	fill(match.may, size);
	return match;
}

struct match
match_copy(struct arena *arena, const struct match *match)
{
	struct match copy = match_none(arena, match->size);

	match_or(&copy, match);
	return copy;
}

void
match_and(struct match *a, const struct match *b)
{
	for (size_t i = 0; i < words(a->size); i++) {
		a->must[i] &= b->must[i];
		a->may[i] &= b->may[i];
	}
}

void
match_or(struct match *a, const struct match *b)
{
	for (size_t i = 0; i < words(a->size); i++) {
		a->must[i] |= b->must[i];
		a->may[i] |= b->may[i];
	}
}

void
match_not(struct match *a)
{
	size_t count = words(a->size);

	for (size_t i = 0; i < count; i++) {
		uint64_t must = a->must[i];
		uint64_t mask = i + 1 == count ? tail(a->size) : UINT64_MAX;

		a->must[i] = ~a->may[i] & mask;
		a->may[i] = ~must & mask;
	}
}

void
match_add(struct match *match, size_t index, enum truth truth)
{
	uint64_t bit = (uint64_t)1 << index % WORD;

	if (truth == TRUTH_YES)
		match->must[index / WORD] |= bit;
	if (truth != TRUTH_NO)
		match->may[index / WORD] |= bit;
}

void
match_remove(struct match *match, size_t index)
{
	uint64_t bit = (uint64_t)1 << index % WORD;

	match->must[index / WORD] &= ~bit;
	match->may[index / WORD] &= ~bit;
}

void
match_doubt(struct match *match)
{
	if (match->size)
		memset(match->must, 0,
			words(match->size) * sizeof(*match->must));
}

enum truth
match_get(const struct match *match, size_t index)
{
	uint64_t bit = (uint64_t)1 << index % WORD;

	if (match->must[index / WORD] & bit)
		return TRUTH_YES;
	return match->may[index / WORD] & bit ? TRUTH_MAYBE : TRUTH_NO;
}

bool
match_has_doubt(const struct match *match)
{
	for (size_t i = 0; i < words(match->size); i++)
		if (match->may[i] != match->must[i])
			return true;
	return false;
}

size_t
match_next(const struct match *match, size_t start)
{
	for (size_t i = start; i < match->size; i++) {
		uint64_t rest = match->may[i / WORD] >> i % WORD;

		if (rest & 1)
			return i;
		if (!rest)
			i = i / WORD * WORD + WORD - 1;
	}
	return match->size;
}

size_t
match_count(const struct match *match)
{
	size_t count = 0;

	MATCH_EACH(i, match)
		count++;
	return count;
}
