/* SPDX-License-Identifier: Apache-2.0 */
/* "Did you mean": the known name that a mistyped word is nearest to.
 *
 *     struct nearest nearest = nearest_to(word);
 *     for (...)
 *             nearest_offer(&nearest, name);
 *     if (nearest.found.len)
 *             "...; did you mean 'NAME'?" */
#ifndef AGENTLINT_NEAREST_H
#define AGENTLINT_NEAREST_H

#include <agentlint/str.h>

struct nearest {
	struct str word;
	struct str found; /* the best so far; empty: none is near */
	size_t distance;  /* of found; before, the least that is too far */
};

/* Starts the search for names near WORD. */
struct nearest nearest_to(struct str word);

/* Takes NAME when it is nearer than all names before it. Near is: made of the
 * word by at most one edit for every three characters of it, at least one; an
 * edit adds, drops or changes a character or swaps two neighbours. Upper and
 * lower case count as the same. Words longer than 64 bytes are near nothing. */
void nearest_offer(struct nearest *nearest, struct str name);

/* The one of NAMES (ends with NULL) that is nearest to WORD; empty when none
 * is near. */
struct str nearest_of(struct str word, const char *const *names);

#endif
