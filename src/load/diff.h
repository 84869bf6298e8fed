/* SPDX-License-Identifier: Apache-2.0 */
/* What git prints of the difference between a tree and the files of today. */
#ifndef LOAD_DIFF_H
#define LOAD_DIFF_H

#include "base/arena.h"
#include "base/error.h"
#include "load/lines.h"

/* Paths count from the repository's root. */
struct changed_file {
	struct str path;     /* today; empty: it is gone */
	struct str old_path; /* then; empty: it was not there */
	struct lines lines;  /* of today's */
	size_t capacity;
};

struct diff {
	struct changed_file *files; /* sorted by path; what is gone first */
	size_t count;
	size_t capacity;
};

/* Reads TEXT, the output of "git diff-index -z --raw -p -U0" with the prefixes
 * "a/" and "b/". Names may hold anything. What does not look like it is an
 * error. */
bool diff_parse(struct diff *diff, struct arena *arena, struct str text,
	struct error *error);

/* What became of the file that is at PATH today, or NULL when it is the same;
 * what became of one that was at OLD_PATH and is gone, or NULL. */
const struct changed_file *diff_find(const struct diff *diff, struct str path);
const struct changed_file *diff_find_gone(
	const struct diff *diff, struct str old_path);

#endif
