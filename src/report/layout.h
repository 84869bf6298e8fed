/* SPDX-License-Identifier: Apache-2.0 */
/* A source line as a terminal shows it: for each character its column. */
#ifndef REPORT_LAYOUT_H
#define REPORT_LAYOUT_H

#include "base/visible.h"
#include "judge/judge.h"
#include "load/lookup.h"

/* One character as it is shown: itself, an escape, blanks for a tab, or, of a
 * concealed value, a mask of one width for all of it. */
struct cell {
	size_t column; /* of the terminal, from 0 */
	size_t len;
	char text[VISIBLE_MOST];
};

struct layout {
	struct cell *cells; /* one for each character, and one at the end */
	size_t count;       /* of characters */
	uint32_t first;     /* the first cell's column in the source */
	size_t from, to;    /* columns that are printed, ellipses included */
	bool before, after; /* something was cut off there */
};

/* Lays out, in ARENA, the line on which SPAN of SOURCE starts; a line wider
 * than WIDTH columns is cut around the span. */
struct layout layout_line(struct arena *arena, struct lookup *lookup,
	const struct verdict *verdict, const struct source *source,
	struct span span, size_t width);

/* Whether all that SPAN covers of the line is printed. */
bool layout_shows(const struct layout *layout, struct span span);

/* Stores the columns that SPAN covers of what is printed, from 0 and at least
 * one; of several lines only the first counts. */
void layout_extent(const struct layout *layout, struct span span, size_t *start,
	size_t *end);

/* What is printed from column START up to END, in ARENA: ellipses belong to the
 * first column and to the last. */
struct str layout_text(struct arena *arena, const struct layout *layout,
	size_t start, size_t end);

#endif
