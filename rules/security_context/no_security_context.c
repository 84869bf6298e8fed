/* SPDX-License-Identifier: Apache-2.0 */
/* A container without a securityContext: one finding for all that is left at
 * its default there. The rules about single fields stay silent then. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	struct finding *finding;

	if (container_has_security_context(container) ||
		container_context_is_placeholder(container) ||
		pod_is_windows(container->pod))
		return;
	finding = pass_report(pass, container_place(container),
		"%s '%.*s' has no securityContext: it may gain privileges, "
		"keeps the runtime's capabilities and can write its root file "
		"system",
		CONTAINER_ARG(container));
	finding_field(finding, container->node, "securityContext");
	finding_detail(finding, "missing", "allowPrivilegeEscalation");
	finding_detail(finding, "missing", "capabilities.drop");
	finding_detail(finding, "missing", "readOnlyRootFilesystem");
}

const struct rule no_security_context = {
	.id = "no-security-context",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container has no securityContext",
	.why = "Two of the limits that every agent should have exist in the "
	       "container's own securityContext alone: privilege escalation "
	       "and capabilities are on until it says otherwise, whatever the "
	       "pod's securityContext holds. What an injected prompt starts "
	       "in such a container can become root through any setuid "
	       "program of the image and then has the fourteen capabilities "
	       "that the runtime hands out. One finding stands for all of it; "
	       "once the container has a securityContext, each missing field "
	       "is reported by itself.",
	.fix = "give the container a securityContext with "
	       "'allowPrivilegeEscalation: false' and 'capabilities: {drop: "
	       "[ALL]}'; users and seccomp may stand in the pod's",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        allowPrivilegeEscalation: false\n"
		"        capabilities:\n"
		"          drop: [ALL]\n",
	.references =
		(const struct reference[]){
			{ "PSS", "allowPrivilegeEscalation" },
			{ "PSS", "capabilities_restricted" },
			{ "CIS", "5.6.3" },
			{ "ATT&CK", "T1548.001" },
			{ "OWASP", "ASI05" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/security-context/" },
			{ 0 },
		},
	.since = "0.1.0",
};
