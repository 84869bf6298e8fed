/* SPDX-License-Identifier: Apache-2.0 */
/* Which of some numbered things a selector matches, in three values. */
#include "analysis/network/match.h"

#include <string.h>

static size_t
words(size_t size)
{
	return (size + MATCH_WORD - 1) / MATCH_WORD;
}

/* The bits of the last word that stand for something. */
static uint64_t
tail(size_t size)
{
	return size % MATCH_WORD ? ((uint64_t)1 << size % MATCH_WORD) - 1
				 : UINT64_MAX;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
end_of(const struct match *match)
{
	return match->first + match->count;
}

static bool
holds(const struct match *match, size_t word)
{
	return word >= match->first && word < end_of(match);
}

/* An empty window from word FIRST to word END. */
static struct match
window(struct arena *arena, size_t size, size_t first, size_t end)
{
	size_t count = end - first;
	uint64_t *bits = arena_array(arena, 2 * count, sizeof(*bits));

	return (struct match){ bits, bits + count, first, count, size };
}

static void
copy_into(struct match *wide, const struct match *match)
{
	size_t at = match->first - wide->first;

	if (!match->count)
		return;
	memcpy(wide->must + at, match->must,
		match->count * sizeof(*match->must));
	memcpy(wide->may + at, match->may, match->count * sizeof(*match->may));
}

/* Lets the window reach from word FIRST to word END at least; it grows by its
 * own width, so that adding things one by one stays cheap. */
static void
widen(struct arena *arena, struct match *match, size_t first, size_t end)
{
	size_t room = match->count;
	struct match wide;

	if (room && first >= match->first && end <= end_of(match))
		return;
	if (room && first >= match->first)
		first = match->first;
	else if (room)
		first = least(first, match->first - least(match->first, room));
	if (room && end <= end_of(match))
		end = end_of(match);
	else if (room)
		end = least(words(match->size), end + room);
	wide = window(arena, match->size, first, end);
	copy_into(&wide, match);
	*match = wide;
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
match_none(size_t size)
{
	return (struct match){ .size = size };
}

struct match
match_all(struct arena *arena, size_t size)
{
	struct match match = window(arena, size, 0, words(size));

	fill(match.must, size);
	fill(match.may, size);
	return match;
}

struct match
match_unknown(struct arena *arena, size_t size)
{
	struct match match = window(arena, size, 0, words(size));

	fill(match.may, size);
	return match;
}

struct match
match_copy(struct arena *arena, const struct match *match)
{
	struct match part = *match;
	struct match copy;

	while (part.count && !part.may[part.count - 1])
		part.count--;
	while (part.count && !*part.may) {
		part.must++;
		part.may++;
		part.first++;
		part.count--;
	}
	if (!part.count)
		return match_none(match->size);
	copy = window(arena, part.size, part.first, end_of(&part));
	copy_into(&copy, &part);
	return copy;
}

/* Narrows the window to words from FIRST to END. */
static void
narrow(struct match *match, size_t first, size_t end)
{
	if (match->count && first > match->first) {
		size_t left_out = least(first - match->first, match->count);

		match->must += left_out;
		match->may += left_out;
		match->first += left_out;
		match->count -= left_out;
	}
	if (end < end_of(match))
		match->count = end > match->first ? end - match->first : 0;
}

void
match_and(struct match *a, const struct match *b)
{
	narrow(a, b->first, end_of(b));
	for (size_t i = 0; i < a->count; i++) {
		a->must[i] &= b->must[a->first - b->first + i];
		a->may[i] &= b->may[a->first - b->first + i];
	}
}

void
match_or(struct arena *arena, struct match *a, const struct match *b)
{
	if (!b->count)
		return;
	widen(arena, a, b->first, end_of(b));
	for (size_t i = 0; i < b->count; i++) {
		a->must[b->first - a->first + i] |= b->must[i];
		a->may[b->first - a->first + i] |= b->may[i];
	}
}

void
match_not(struct arena *arena, struct match *a)
{
	size_t count = words(a->size);

	widen(arena, a, 0, count);
	for (size_t i = 0; i < count; i++) {
		uint64_t must = a->must[i];
		uint64_t mask = i + 1 == count ? tail(a->size) : UINT64_MAX;

		a->must[i] = ~a->may[i] & mask;
		a->may[i] = ~must & mask;
	}
}

void
match_add(struct arena *arena, struct match *match, size_t index,
	enum truth truth)
{
	uint64_t bit = (uint64_t)1 << index % MATCH_WORD;
	size_t word = index / MATCH_WORD;

	if (truth == TRUTH_NO)
		return;
	widen(arena, match, word, word + 1);
	if (truth == TRUTH_YES)
		match->must[word - match->first] |= bit;
	match->may[word - match->first] |= bit;
}

void
match_add_range(struct arena *arena, struct match *match, size_t start,
	size_t end, enum truth truth)
{
	if (truth == TRUTH_NO || start >= end)
		return;
	widen(arena, match, start / MATCH_WORD, words(end));
	for (size_t i = start; i < end;) {
		size_t word = i / MATCH_WORD;
		size_t stop = least(end, (word + 1) * MATCH_WORD);
		uint64_t bits = tail(stop - word * MATCH_WORD) &
				UINT64_MAX << i % MATCH_WORD;

		if (truth == TRUTH_YES)
			match->must[word - match->first] |= bits;
		match->may[word - match->first] |= bits;
		i = stop;
	}
}

void
match_remove(struct match *match, size_t index)
{
	uint64_t bit = (uint64_t)1 << index % MATCH_WORD;
	size_t word = index / MATCH_WORD;

	if (!holds(match, word))
		return;
	match->must[word - match->first] &= ~bit;
	match->may[word - match->first] &= ~bit;
}

void
match_doubt(struct match *match)
{
	if (match->count)
		memset(match->must, 0, match->count * sizeof(*match->must));
}

bool
match_has_doubt(const struct match *match)
{
	for (size_t i = 0; i < match->count; i++)
		if (match->may[i] != match->must[i])
			return true;
	return false;
}

size_t
match_next(const struct match *match, size_t start)
{
	size_t end = end_of(match) * MATCH_WORD;

	if (start < match->first * MATCH_WORD)
		start = match->first * MATCH_WORD;
	for (size_t i = start; i < end; i++) {
		uint64_t rest = match->may[i / MATCH_WORD - match->first] >>
				i % MATCH_WORD;

		if (rest & 1)
			return i;
		if (!rest)
			i = i / MATCH_WORD * MATCH_WORD + MATCH_WORD - 1;
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
