/* SPDX-License-Identifier: Apache-2.0 */
/* What became of the input since a revision, in one repository or several. */
#ifndef LOAD_HISTORY_H
#define LOAD_HISTORY_H

#include "load/load.h"

struct revision;

struct history {
	struct revision *revisions; /* one for each repository, by its root */
	size_t count;
};

/* Asks git what has changed in each file of INPUTS since the revision NAME
 * (see revision_read), and notes it there. A file that the revision does not
 * hold has changed in every line, and so has standard input; context outside of
 * repositories has not. A submodule is compared with the commit that the
 * revision of the repository around it names. */
bool history_read(struct history *history, struct arena *arena,
	const char *name, struct inputs *inputs, struct error *error);

/* Whether anything is not what it was: a file changed, new or gone. */
bool history_has_changes(
	const struct history *history, const struct inputs *inputs);

/* What INPUTS, loaded as SOURCES, were at the revision: files that are the same
 * are taken from there, the others hold the text that they had. FILTER tells
 * which of those that are gone would have been among them. */
bool history_inputs(const struct history *history, struct arena *arena,
	const struct inputs *inputs, const struct sources *sources,
	const struct path_filter *filter, struct inputs *then,
	struct error *error);

#endif
