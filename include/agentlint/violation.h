/* SPDX-License-Identifier: Apache-2.0 */
/* The ways in which a pod breaks a policy, told as one finding. */
#ifndef AGENTLINT_VIOLATION_H
#define AGENTLINT_VIOLATION_H

#include <agentlint/rule.h>

struct violation {
	const char *check;  /* its id: "capabilities_restricted" */
	const char *reason; /* what is wrong: "unrestricted capabilities" */
	const char *demand; /* what the policy asks for: "drop ALL" */
	struct place place; /* of the field, or of what lacks it */
	const struct container *container; /* NULL: the pod's own */
};

struct violations {
	const struct violation *items;
	size_t count;
};

/* The reasons, each once: "host namespaces, runAsUser=0". Lives as long as the
 * run; empty when there are no violations. */
const char *violations_reasons(
	struct pass *pass, const struct violations *violations);

/* Adds to a finding whose primary place is that of the first violation what is
 * asked for at every place, and the ids under the detail "checks". */
void violations_explain(struct pass *pass, struct finding *finding,
	const struct violations *violations);

#endif
