/* SPDX-License-Identifier: Apache-2.0 */
/* allowPrivilegeEscalation: absent means true; false sets no_new_privs. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
report_missing(struct pass *pass, const struct container *container,
	struct setting allow)
{
	struct finding *finding = pass_report(pass, allow.place,
		"%s '%.*s' may gain privileges: 'allowPrivilegeEscalation' is "
		"not set, and its default is true",
		CONTAINER_ARG(container));
	const struct node *context = container->security_context;

	finding_field(finding, context, "allowPrivilegeEscalation");
	finding_add_key(
		finding, false, context, "allowPrivilegeEscalation", "false");
}

static void
check(struct pass *pass, const struct container *container)
{
	struct setting allow =
		container_own_setting(container, "allowPrivilegeEscalation");

	/* Each of the three is a finding of its own that says more. */
	if (!container_has_security_context(container) ||
		container_is_privileged(container) ||
		pod_is_windows(container->pod))
		return;
	if (!allow.node) {
		report_missing(pass, container, allow);
		return;
	}
	if (!node_is_true(allow.node))
		return;
	struct finding *finding = pass_report(pass, node_place(allow.node),
		"%s '%.*s' may gain more privileges than it starts with",
		CONTAINER_ARG(container));
	finding_label(finding, "lets setuid programs work");
	finding_replace(finding, false, node_place(allow.node), "false");
}

const struct rule privilege_escalation_allowed = {
	.id = "privilege-escalation-allowed",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container may gain privileges after its start",
	.why = "Without 'allowPrivilegeEscalation: false' the kernel does not "
	       "set no_new_privs, so a non-root agent that finds one setuid "
	       "program or file capability in its image (sudo, su, mount, "
	       "ping) is root again. An agent runs whatever a model writes "
	       "down, so it will find it. The field exists for containers "
	       "only; the pod's securityContext cannot set it.",
	.fix = "set 'allowPrivilegeEscalation: false' in the container's "
	       "securityContext",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        runAsNonRoot: true\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        runAsNonRoot: true\n"
		"        allowPrivilegeEscalation: false\n",
	.references =
		(const struct reference[]){
			{ "PSS", "allowPrivilegeEscalation" },
			{ "CIS", "5.2.6" },
			{ "NSA", "Non-root containers" },
			{ "ATT&CK", "T1548.001" },
			{ "OWASP", "ASI05" },
			{ "CWE", "269" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
