/* SPDX-License-Identifier: Apache-2.0 */
/* hostPID: the agent shares a namespace with the node. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	pod_report_host_namespace(pass, pod, "hostPID",
		"shares the node's process namespace",
		"sees every process of the node");
}

const struct rule host_pid = {
	.id = "host-pid",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's pod shares the node's process namespace",
	.why = "Every process of the node is in the agent's /proc: command "
	       "lines and, for the same user or root, environments with the "
	       "credentials of other pods, their open files, and through "
	       "/proc/<pid>/root their whole file systems. With ptrace it is "
	       "the node.",
	.fix = "set 'hostPID: false'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  hostPID: true\n"
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
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "hostNamespaces" },
			{ "CIS", "5.2.3" },
			{ "NSA", "Pod security enforcement" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
