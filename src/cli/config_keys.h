/* SPDX-License-Identifier: Apache-2.0 */
/* What each key of .agentlint.yaml means and takes: checks, agentlint.yaml(5),
 * the JSON Schema and --init read this table. */
#ifndef CLI_CONFIG_KEYS_H
#define CLI_CONFIG_KEYS_H

#include <agentlint/str.h>

#include "base/arena.h"

struct config_key {
	const char *path;    /* "cluster.podCIDRs"; "rules.*" is every rule */
	const char *what;    /* what a value, or each of a list, is: "a CIDR";
			     NULL for a mapping */
	const char *example; /* such a value, as YAML writes it; it is not
				what holds without the key */
	const char *help;    /* sentences for the manual */

	/* How a scalar, or each item of a list, must look; both NULL: any
	 * text that is not empty. */
	const char *const *choices; /* ends with NULL */
	bool (*check)(struct arena *scratch, struct str text);

	const char *pattern; /* the same for JSON Schema, or NULL */
	bool of_rules;       /* any text that names a rule or a module */

	/* Whether it is a key of each item of a list, and the first of them. */
	enum { NOT_OF_ITEMS, FIRST_OF_ITEMS, LATER_OF_ITEMS } of_items;
};

/* Ends with a NULL path; in the order of the manual. */
extern const struct config_key config_keys[];

/* What KEY takes; with an example where its form says more than its name. */
struct str config_key_what(struct arena *arena, const struct config_key *key);

/* The key of that PATH, or NULL. */
const struct config_key *config_key_find(struct str path);

/* Stores the minor version in "1.31", "v1.31.4" and the like; false when TEXT
 * is none. */
bool config_read_version(struct str text, unsigned *minor);

#endif
