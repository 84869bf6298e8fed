/* SPDX-License-Identifier: Apache-2.0 */
/* Findings that are known already: a file of them, one a line, for people to
 * review. The last word of a line is the fingerprint, and all that counts. */
#ifndef TRIAGE_BASELINE_H
#define TRIAGE_BASELINE_H

#include "base/arena.h"
#include "base/error.h"
#include "judge/judge.h"

struct baseline {
	struct str *fingerprints; /* sorted */
	size_t count;
};

/* Reads the file PATH. Empty lines and those that begin with '#' say nothing;
 * a line without a fingerprint is an error with its place. */
bool baseline_load(struct baseline *baseline, struct arena *arena,
	const char *path, struct error *error);

/* Excuses the findings of VERDICT that BASELINE lists. */
void baseline_apply(const struct baseline *baseline, struct verdict *verdict);

/* Writes the findings of VERDICT that are shown into the file PATH, sorted;
 * returns their number in *COUNT. */
bool baseline_write(const char *path, struct arena *arena,
	const struct verdict *verdict, size_t *count, struct error *error);

#endif
