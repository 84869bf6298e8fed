/* SPDX-License-Identifier: Apache-2.0 */
/* A first .agentlint.yaml. */
#ifndef CLI_INIT_H
#define CLI_INIT_H

#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"

/* Prints a configuration in which every key is a comment with its meaning and
 * an example: it loads, and sets nothing. Taking the '#' away before the lines
 * that do not read "# " and a word sets every key to its example. */
void init_print(FILE *out);

/* Writes that into the configuration of FOLDER, whose path it stores; refuses
 * when FOLDER has one, or when it cannot be written. */
bool init_write(struct arena *arena, struct str folder, struct str *path,
	struct error *error);

#endif
