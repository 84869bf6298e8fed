/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts the findings out of a report's text, so that each can be parsed by
 * itself: a tree of all of them takes ten times the memory of the text. */
#ifndef MERGE_SLICES_H
#define MERGE_SLICES_H

#include <stdbool.h>

#include "base/arena.h"

struct slices {
	struct str *items; /* one for each element, in their order */
	size_t count, capacity;
	struct str array; /* from its '[' to its ']', both included */
};

/* Finds in TEXT the array under KEY, that key being inside DEPTH brackets, and
 * its elements. False when there is none or it does not end; whether anything
 * is JSON is left to the parser. */
bool slices_find(struct slices *slices, struct arena *arena, struct str text,
	const char *key, size_t depth);

#endif
