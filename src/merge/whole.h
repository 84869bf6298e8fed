/* SPDX-License-Identifier: Apache-2.0 */
/* Whether parts make a whole, and which. */
#ifndef MERGE_WHOLE_H
#define MERGE_WHOLE_H

#include "merge/part.h"

/* Whether PARTS, at least one, can be joined; else says which one cannot. */
bool whole_check(struct arena *arena, const struct part *parts, size_t count,
	struct error *error);

/* Joins PARTS that go together. */
void whole_make(struct part *whole, struct arena *arena,
	const struct part *parts, size_t count);

#endif
