/* SPDX-License-Identifier: Apache-2.0 */
/* Which lines of a file have changed. */
#ifndef LOAD_LINES_H
#define LOAD_LINES_H

#include <agentlint/node.h>

struct line_range {
	uint32_t first;
	uint32_t last; /* itself included */
};

struct lines {
	struct line_range *ranges; /* changed or added, ascending */
	size_t count;
	bool all;     /* every line */
	bool differs; /* the file is not what it was, if only by lines that
			 are gone */
};

/* Every line. */
extern const struct lines lines_all;

/* Whether any line that SPAN covers is among LINES. */
bool lines_touch(const struct lines *lines, struct span span);

#endif
