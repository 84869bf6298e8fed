/* SPDX-License-Identifier: Apache-2.0 */
/* .agentlint.yaml: found, loaded through libcyaml, checked. */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include <agentlint/settings.h>

#include "base/arena.h"
#include "base/error.h"
#include "judge/judge.h"

struct config {
	struct str path; /* of the file; empty when there is none */
	struct settings settings;
	struct {
		struct str_list namespaces;
		struct str_list names;
		struct str selector; /* "key=value,key2!=x,key3" */
		bool given;          /* agents: stands in the file */
	} agents;
	struct {
		struct str rule;  /* id or module */
		struct str level; /* "error", "warning", "note", "off" */
	} * rules;
	size_t rule_count;
	struct str_list exclude;  /* globs */
	struct str_list contexts; /* folders, each its own cluster */
	struct str baseline;
};

/* Finds and loads the configuration for linting PATHS: the file EXPLICIT when
 * it is not NULL; else the nearest .agentlint.yaml from the first path upward
 * to the repository's root, then $AGENTLINT_CONFIG, then
 * $XDG_CONFIG_HOME/agentlint/config.yaml. No file is no error and leaves
 * CONFIG at its defaults. An unknown key or a bad value is an error with file,
 * line and "did you mean". */
bool config_load(struct config *config, struct arena *arena,
	const char *explicit, const struct str_list *paths,
	const char *(*getenv)(const char *name), struct error *error);

#endif
