/* SPDX-License-Identifier: Apache-2.0 */
/* Places far apart, or of several files, take an excerpt each. */
#include "report/underline.h"

#include <stdlib.h>
#include <string.h>

enum { SAME_EXCERPT = 8 }; /* lines that may lie between two places of one */

static int
compare(const void *left, const void *right)
{
	const struct underline *a = left;
	const struct underline *b = right;
	int order = mark_compare(a->place.span.start, b->place.span.start);

	return order ? order : (a->with == '-') - (b->with == '-');
}

static bool
is_near(struct place a, struct place b)
{
	uint32_t x = a.span.start.line;
	uint32_t y = b.span.start.line;

	return a.source == b.source && (x > y ? x - y : y - x) <= SAME_EXCERPT;
}

struct underline *
underlines_of(struct arena *arena, const struct finding *finding)
{
	struct underline *underlines = arena_array(
		arena, finding->related_count + 1, sizeof(*underlines));

	underlines[0] = (struct underline){ finding->place, finding->label, '^',
		paint_of(finding->severity) };
	for (size_t i = 0; i < finding->related_count; i++)
		underlines[i + 1] =
			(struct underline){ finding->related[i].place,
				finding->related[i].label, '-', PAINT_RELATED };
	return underlines;
}

size_t
underlines_gather(struct underline *underlines, size_t count)
{
	struct place place = underlines[0].place;
	size_t near = 1;

	for (size_t i = 1; i < count; i++) {
		struct underline moved = underlines[i];

		if (!is_near(place, moved.place))
			continue;
		memmove(&underlines[near + 1], &underlines[near],
			(i - near) * sizeof(*underlines));
		underlines[near++] = moved;
	}
	qsort(underlines, near, sizeof(*underlines), compare);
	return near;
}
