/* SPDX-License-Identifier: Apache-2.0 */
/* Comments that speak to agentlint: "# agentlint: ...". Comments are no events
 * of YAML: they are found in the text, where no scalar is. */
#ifndef TRIAGE_COMMENT_H
#define TRIAGE_COMMENT_H

#include "base/arena.h"
#include "load/source.h"

struct comment {
	struct place place; /* from the '#' to the end of the line */
	struct str text;    /* behind "agentlint:", trimmed; the source's */
	struct place scope; /* what it stands beside or above, with all below
			       that; source is NULL when there is nothing */
	bool heads_file;    /* nothing but comments stands before it */
};

struct comments {
	struct comment *items; /* in the order of the file */
	size_t count;
};

/* Finds those of SOURCE, which has been parsed. At the end of a line, the scope
 * is the first node that starts there, else the innermost one around the
 * line's start; on a line of its own, the next node that starts. Above a
 * document's first key that is the document, and what stands above it. Of
 * several in one line the first one counts. */
struct comments comments_find(struct arena *arena, const struct source *source);

#endif
