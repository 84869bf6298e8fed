/* SPDX-License-Identifier: Apache-2.0 */
/* Key table and schema of .agentlint.yaml, read side by side. */
#ifndef CLI_CONFIG_WALK_H
#define CLI_CONFIG_WALK_H

#include "cli/config_keys.h"
#include "cli/config_schema.h"

/* Calls VISIT for every key in the order of the file with the type of its
 * value, a mapping before what is in it; "rules.*" stands for all rules. What
 * has keys below it is a mapping, though it may be a list of such. */
void config_walk(struct arena *arena,
	void (*visit)(void *context, const struct config_key *key,
		enum cyaml_type type),
	void *context);

#endif
