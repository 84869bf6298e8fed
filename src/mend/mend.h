/* SPDX-License-Identifier: Apache-2.0 */
/* What the fixes of findings make of the files that they are about. */
#ifndef MEND_MEND_H
#define MEND_MEND_H

#include "judge/judge.h"
#include "load/parse.h"

struct mended {
	const struct source *source;
	struct str text; /* what is to be in the file, without a BOM */
	size_t fixes;    /* that are made with it */
};

struct mending {
	struct mended *files; /* sorted by path */
	size_t file_count;
	size_t unsafe; /* that are left out because nobody asked for them */
};

/* Puts together the fixes of those findings of VERDICT that are shown, with
 * UNSAFE also those that may break a workload that runs. A fix is applied whole
 * or not at all: not when it would change what another one changes, or when its
 * file would no longer be YAML or have a key twice. Judging the new text may
 * bring it up again. */
struct mending mending_of(
	struct arena *arena, const struct verdict *verdict, bool unsafe);

#endif
