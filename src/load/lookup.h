/* SPDX-License-Identifier: Apache-2.0 */
/* From lines and columns to bytes, one place after the other: a file may be
 * one line, and places are asked for nearly in order. */
#ifndef LOAD_LOOKUP_H
#define LOAD_LOOKUP_H

#include "load/source.h"

/* The place that was looked up last; zero-initialised there is none. */
struct lookup {
	const struct source *source;
	struct str line;  /* without its break */
	struct mark mark; /* in the line at byte OFFSET */
	size_t offset;
};

/* Moves LOOKUP to MARK of SOURCE, or to the end of its line when that is
 * shorter. */
void lookup_find(
	struct lookup *lookup, const struct source *source, struct mark mark);

/* As source_offset, from where LOOKUP was before. */
size_t lookup_offset(
	struct lookup *lookup, const struct source *source, struct mark mark);

#endif
