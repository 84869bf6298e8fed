/* SPDX-License-Identifier: Apache-2.0 */
/* The namespaces in which agents run. */
#ifndef AGENTLINT_NAMESPACES_H
#define AGENTLINT_NAMESPACES_H

#include <agentlint/rule.h>

struct agent_namespace {
	struct str name;
	const struct pod *agent; /* the first in the input */
};

struct agent_namespaces {
	const struct agent_namespace *items; /* sorted by name */
	size_t count;
};

/* Those of the graph that PASS judges. */
struct agent_namespaces agent_namespaces(struct pass *pass);

/* The first agent in the input that runs in a Namespace, or NULL. */
const struct pod *namespace_agent(
	struct pass *pass, const struct object *namespace);

#endif
