/* SPDX-License-Identifier: Apache-2.0 */
/* Which rules run: the rules' own severities, then the configuration, then
 * the command line. */
#ifndef CLI_CHOOSE_H
#define CLI_CHOOSE_H

#include "cli/config.h"
#include "cli/options.h"

/* The choices for judge(): every rule of rule_table in its order, then one
 * with a NULL rule. */
struct rule_choice *choose_rules(struct arena *arena,
	const struct options *options, const struct config *config);

#endif
