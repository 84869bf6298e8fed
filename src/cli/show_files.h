/* SPDX-License-Identifier: Apache-2.0 */
/* What --show-files prints. */
#ifndef CLI_SHOW_FILES_H
#define CLI_SHOW_FILES_H

#include "load/load.h"

/* Prints each of SOURCES, and each file of INPUTS that was skipped with the
 * reason, sorted by path. */
void show_files(FILE *out, struct arena *arena, const struct inputs *inputs,
	const struct sources *sources);

#endif
