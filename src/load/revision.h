/* SPDX-License-Identifier: Apache-2.0 */
/* One git repository as it was at a revision, beside what it is today. */
#ifndef LOAD_REVISION_H
#define LOAD_REVISION_H

#include <agentlint/settings.h>

#include "load/diff.h"

/* A file or submodule that the revision holds. */
struct tree_entry {
	struct str path; /* from the repository's root on */
	struct str blob; /* the id of what it held */
	enum tree_kind {
		TREE_FILE,
		TREE_SUBMODULE, /* blob is a commit of it */
		TREE_OTHER,     /* a symbolic link */
	} kind;
};

struct revision {
	struct str root; /* of the repository: absolute, terminated */
	struct tree_entry *entries; /* sorted by path; none: all is new */
	size_t entry_count;
	struct diff diff;
};

/* Reads what the repository at ROOT held at NAME, a revision as git knows it,
 * "A...B" (where both come from; B may be left out for HEAD), or NULL for HEAD;
 * nothing when HEAD has no commit yet. Files are compared that are named like
 * manifests, and OTHERS. */
bool revision_read(struct revision *revision, struct arena *arena,
	struct str root, const char *name, const struct str_list *others,
	struct error *error);

/* The entry at PATH, or NULL. */
const struct tree_entry *revision_find(
	const struct revision *revision, struct str path);

/* Reads the COUNT blobs that IDS name into TEXTS. */
bool revision_read_blobs(const struct revision *revision, struct arena *arena,
	const struct str *ids, size_t count, struct str *texts,
	struct error *error);

#endif
