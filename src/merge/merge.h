/* SPDX-License-Identifier: Apache-2.0 */
/* Reports of several runs as the report of one. Shards of one input give what
 * a single run would have printed, byte by byte. Of reports of whole runs, each
 * over an input of its own, findings alike (by their fingerprints) are kept
 * once, and what was counted is added up. */
#ifndef MERGE_MERGE_H
#define MERGE_MERGE_H

#include "merge/part.h"

struct merge {
	struct part whole; /* its findings are in order */
	struct part *parts;
	size_t part_count;
};

/* Reads the reports in the files of PATHS ("-": IN). Those that cannot be
 * joined, because one is missing, there twice, of another format, version or
 * input, are an error. To be released in either case. */
bool merge_read(struct merge *merge, struct arena *arena,
	const struct str_list *paths, FILE *in, struct error *error);

/* Prints the report of the whole; false when the stream fails. */
bool merge_write(FILE *out, const struct merge *merge);

void merge_release(struct merge *merge);

#endif
