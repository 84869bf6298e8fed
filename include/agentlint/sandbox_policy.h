/* SPDX-License-Identifier: Apache-2.0 */
/* The agent-sandbox project's own admission policy: the sixteen validations of
 * its sample ValidatingAdmissionPolicy (examples/policy/vap). */
#ifndef AGENTLINT_SANDBOX_POLICY_H
#define AGENTLINT_SANDBOX_POLICY_H

#include <agentlint/violation.h>

/* What one policy says of a Sandbox, or of those made of a template. */
struct sandbox_verdict {
	struct violations violations; /* at least one */
	const struct object *policy;  /* NULL: the configuration says that it is
					 in force */
	const struct object *binding;
	bool denies;         /* else it only warns or audits */
	const char *unknown; /* why the input cannot decide; or NULL */
};

/* Calls VISIT for each policy that a pod of an agents.x-k8s.io Sandbox, or of
 * a SandboxTemplate, breaks: those in the input that are bound to Sandboxes of
 * its namespace, each with the validations that it has; where there is none,
 * the whole sample if admission.agentSandbox is set. */
void sandbox_policy_judge(struct pass *pass, const struct pod *pod,
	void (*visit)(struct pass *pass, const struct pod *pod,
		const struct sandbox_verdict *verdict));

#endif
