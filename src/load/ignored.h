/* SPDX-License-Identifier: Apache-2.0 */
/* Why git ignores what it ignores. */
#ifndef LOAD_IGNORED_H
#define LOAD_IGNORED_H

#include "load/paths.h"

/* Adds to each file that INPUTS skipped for git which pattern it matches, and
 * where that stands. */
void inputs_explain_ignored(struct inputs *inputs, struct arena *arena);

#endif
