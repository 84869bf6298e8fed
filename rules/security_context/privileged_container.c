/* SPDX-License-Identifier: Apache-2.0 */
/* privileged: every wall of the container taken down by one word. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	struct setting privileged =
		container_own_setting(container, "privileged");

	if (!node_is_true(privileged.node))
		return;
	struct finding *finding = pass_report(pass, privileged.place,
		"%s '%.*s' is privileged", CONTAINER_ARG(container));
	finding_label(finding, "all capabilities, all devices, no seccomp");
	finding_replace(finding, false, privileged.place, "false");
}

const struct rule privileged_container = {
	.id = "privileged-container",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container is privileged",
	.why = "A privileged container has every capability and every device "
	       "of the node, no seccomp filter and no AppArmor profile: "
	       "mounting the node's disk is one command, and an agent needs "
	       "no exploit for it, only the idea. Nothing else in the "
	       "securityContext counts then.",
	.fix = "set 'privileged: false'; name the single capability or "
	       "device plugin that the container really needs",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        privileged: true\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        privileged: false\n",
	.references =
		(const struct reference[]){
			{ "PSS", "privileged" },
			{ "CIS", "5.2.2" },
			{ "NSA", "Pod security enforcement" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
