/* SPDX-License-Identifier: Apache-2.0 */
/* Findings that are known already: a file of them, one a line, for people to
 * review: path, rule, object, field and fingerprint, blanks in them escaped.
 * The fingerprint is what a finding is known by; a line may hold no more. */
#ifndef TRIAGE_BASELINE_H
#define TRIAGE_BASELINE_H

#include "base/arena.h"
#include "base/error.h"
#include "judge/judge.h"

struct baseline_entry {
	struct str fingerprint;
	struct str line;  /* without blanks around it */
	struct str above; /* comments between it and the entry before */
	size_t number;    /* of the line */
	bool used;        /* there is a finding */
	bool stale;       /* there is none, though it would have been found */
};

struct baseline {
	const char *path;               /* NULL: there is none */
	struct baseline_entry *entries; /* sorted by fingerprint */
	size_t count;
	struct str head; /* what stands before the first entry */
	struct str tail; /* and behind the last one */
};

/* Reads the file PATH. Empty lines and those that begin with '#' say nothing;
 * a line without a fingerprint is an error with its place. */
bool baseline_load(struct baseline *baseline, struct arena *arena,
	const char *path, struct error *error);

/* Excuses the findings of VERDICT that BASELINE lists, and marks as used what
 * lists them. */
void baseline_apply(struct baseline *baseline, struct arena *arena,
	struct verdict *verdict);

/* Marks as stale what is not used although its file, one of SOURCES (sorted by
 * path), was read in full or is gone, and its rule is judged by CHOICES or is
 * gone. Returns how many there are. */
size_t baseline_mark_stale(struct baseline *baseline,
	const struct source *const *sources, size_t source_count,
	const struct rule_choice *choices);

/* Writes BASELINE back to its file without what is stale, sorted; comments
 * stay above the entries that they stood above. */
bool baseline_prune(const struct baseline *baseline, struct arena *arena,
	struct error *error);

/* Writes the findings of VERDICT that are shown into the file PATH, sorted;
 * returns their number in *COUNT. False with *ERROR when that fails, or when
 * the file holds what is no baseline. */
bool baseline_write(const char *path, struct arena *arena,
	struct verdict *verdict, size_t *count, struct error *error);

#endif
