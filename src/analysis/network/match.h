/* SPDX-License-Identifier: Apache-2.0 */
/* Which of some numbered things a selector matches, in three values. */
#ifndef ANALYSIS_NETWORK_MATCH_H
#define ANALYSIS_NETWORK_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <agentlint/reach.h>

#include "base/arena.h"

enum { MATCH_WORD = 64 }; /* bits */

/* Two sets of bits over SIZE things: those that match, and those that may.
 * The first is always within the second. Of both, only a window of words is
 * kept: most selectors match few of many things, and those stand together. */
struct match {
	uint64_t *must;
	uint64_t *may;
	size_t first; /* index of the window's first word */
	size_t count; /* of words; outside of them nothing matches */
	size_t size;
};

/* Nothing, everything, or perhaps everything, of SIZE things. */
struct match match_none(size_t size);
struct match match_all(struct arena *arena, size_t size);
struct match match_unknown(struct arena *arena, size_t size);

/* A copy of MATCH in ARENA, with no wider a window than it needs. */
struct match match_copy(struct arena *arena, const struct match *match);

/* Changes *A to what matches both, either, or not; ARENA is for what it lacks
 * of room, here and below. */
void match_and(struct match *a, const struct match *b);
void match_or(struct arena *arena, struct match *a, const struct match *b);
void match_not(struct arena *arena, struct match *a);

/* Lets the INDEX-th thing match at least as surely as TRUTH. */
void match_add(struct arena *arena, struct match *match, size_t index,
	enum truth truth);

/* The same for those from START up to END. */
void match_add_range(struct arena *arena, struct match *match, size_t start,
	size_t end, enum truth truth);

/* Takes the INDEX-th thing out. */
void match_remove(struct match *match, size_t index);

/* What is certain becomes possible only. */
void match_doubt(struct match *match);

static inline enum truth
match_get(const struct match *match, size_t index)
{
	uint64_t bit = (uint64_t)1 << index % MATCH_WORD;
	size_t word = index / MATCH_WORD - match->first;

	/* What is before the window wraps around to behind it. */
	if (word >= match->count)
		return TRUTH_NO;
	if (match->must[word] & bit)
		return TRUTH_YES;
	return match->may[word] & bit ? TRUTH_MAYBE : TRUTH_NO;
}

/* Whether something may match that does not surely match. */
bool match_has_doubt(const struct match *match);

/* The first index from START on that may match, or the size. */
size_t match_next(const struct match *match, size_t start);

/* How many may match. */
size_t match_count(const struct match *match);

/* For each INDEX_ (a name that it declares) that may match. */
#define MATCH_EACH(index_, match_) \
	for (size_t index_ = match_next(match_, 0); index_ < (match_)->size; \
		index_ = match_next(match_, index_ + 1))

#endif
