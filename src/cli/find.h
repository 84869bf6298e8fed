/* SPDX-License-Identifier: Apache-2.0 */
/* The files that the command line asks for. */
#ifndef CLI_FIND_H
#define CLI_FIND_H

#include "cli/options.h"
#include "cli/scope.h"
#include "load/load.h"

/* Finds what the paths, lists and contexts of OPTIONS stand for. IN is standard
 * input, for a list. Fails when a list cannot be read. */
bool find_inputs(struct inputs *inputs, struct arena *arena,
	const struct options *options, const struct scope *scope, FILE *in,
	struct error *error);

#endif
