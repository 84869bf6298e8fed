/* SPDX-License-Identifier: Apache-2.0 */
/* From paths to parsed sources: the whole stage. */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include <stdio.h>

#include "load/parse.h"
#include "load/paths.h"

enum { LOAD_MOST_JOBS = 64 };

struct load {
	struct limits limits;
	FILE *in;                   /* read for the path "-" */
	const char *stdin_filename; /* shown for it; NULL: "<stdin>" */
	size_t jobs;                /* threads, LOAD_MOST_JOBS at most; 0: one
				       for each processor */
	FILE *progress; /* a terminal that is told on long runs; or NULL */
};

struct sources {
	struct source **items; /* sorted by path */
	size_t count;
};

/* Reads and parses INPUTS; a file that cannot be read is a source with role
 * SOURCE_UNREADABLE. Never fails; sources live until sources_release. */
struct sources sources_load(const struct load *load, struct arena *arena,
	const struct inputs *inputs);

/* The sources, each that was taken from another one as that one: what places
 * are compared with. */
const struct source *const *sources_originals(
	const struct sources *sources, struct arena *arena);

void sources_release(struct sources *sources);

#endif
