/* SPDX-License-Identifier: Apache-2.0 */
/* The shape of .agentlint.yaml: the structs that libcyaml fills, and the
 * schema by which it does. What a key means stands in config_keys.c. */
#ifndef CLI_CONFIG_SCHEMA_H
#define CLI_CONFIG_SCHEMA_H

#include <stdbool.h>

#include <cyaml/cyaml.h>

#include "base/arena.h"

struct raw_agents {
	char **namespaces;
	unsigned namespaces_count;
	char **names;
	unsigned names_count;
	char *selector;
};

struct raw_pod_security {
	char *enforce, *enforce_version;
	char *audit, *audit_version;
	char *warn, *warn_version;
};

struct raw_cluster {
	char **pod_cidrs;
	unsigned pod_cidrs_count;
	char **service_cidrs;
	unsigned service_cidrs_count;
	char **node_cidrs;
	unsigned node_cidrs_count;
	char *kubernetes_version;
	bool seccomp_default;
	struct raw_pod_security *pod_security;
};

struct raw_runtime {
	char **trusted;
	unsigned trusted_count;
};

struct raw_network {
	char **allowed_cidrs;
	unsigned allowed_cidrs_count;
};

struct raw_detection {
	bool required;
};

struct raw_admission {
	bool agent_sandbox;
};

struct raw_ignore {
	char *rule, *path, *kind, *namespace, *name, *container;
	char *reason, *expires;
};

struct raw_config {
	struct raw_agents *agents;
	struct raw_cluster *cluster;
	struct raw_runtime *runtime;
	struct raw_network *network;
	struct raw_detection *detection;
	struct raw_admission *admission;
	char **rules; /* levels, by config_rule_names; NULL: not given */
	char **exclude;
	unsigned exclude_count;
	char **contexts;
	unsigned contexts_count;
	char *baseline;
	struct raw_ignore *ignore;
	unsigned ignore_count;
	bool require_reason;
};

/* What may stand under "rules": the modules, then every rule by its id and
 * its former ones. Ends with NULL. */
const char *const *config_rule_names(struct arena *arena);

/* The schema of the whole file, with one field under "rules" for each of
 * RULE_NAMES. */
const struct cyaml_schema_value *config_schema(
	struct arena *arena, const char *const *rule_names);

#endif
