/* SPDX-License-Identifier: Apache-2.0 */
/* Looks up lines among ranges. */
#include "load/lines.h"

const struct lines lines_all = { .all = true, .differs = true };

bool
lines_touch(const struct lines *lines, struct span span)
{
	if (lines->all)
		return true;
	for (size_t i = 0; i < lines->count; i++) {
		const struct line_range *range = &lines->ranges[i];

		if (range->first > span.end.line)
			return false;
		if (range->last >= span.start.line)
			return true;
	}
	return false;
}
