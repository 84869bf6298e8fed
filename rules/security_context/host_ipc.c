/* SPDX-License-Identifier: Apache-2.0 */
/* hostIPC: the agent shares a namespace with the node. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	pod_report_host_namespace(pass, pod, "hostIPC",
		"shares the node's IPC namespace",
		"reads the node's shared memory");
}

const struct rule host_ipc = {
	.id = "host-ipc",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's pod shares the node's IPC namespace",
	.why = "System V shared memory, semaphores and POSIX message queues of "
	       "the node's processes and of every other pod that shares them "
	       "are open to the agent: it can read what databases and model "
	       "servers exchange there, and write to it.",
	.fix = "set 'hostIPC: false'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  hostIPC: true\n"
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
			{ "CIS", "5.2.4" },
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
