/* SPDX-License-Identifier: Apache-2.0 */
/* What is printed instead of linting: help, version, rules, completions. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/options.h"
#include "run.h"

/* Whether ACTION needs no input. */
bool action_only_shows(enum action action);

/* Prints what the action of OPTIONS, one that only shows, asks for; fails when
 * it cannot be written. */
bool show(const struct streams *streams, struct arena *arena,
	const struct options *options, struct error *error);

#endif
