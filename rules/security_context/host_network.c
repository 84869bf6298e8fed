/* SPDX-License-Identifier: Apache-2.0 */
/* hostNetwork: the agent shares a namespace with the node. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	pod_report_host_namespace(pass, pod, "hostNetwork",
		"runs in the node's network namespace",
		"no NetworkPolicy holds here");
}

const struct rule host_network = {
	.id = "host-network",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's pod uses the node's network",
	.why = "The pod has the node's addresses and interfaces: "
	       "NetworkPolicies do not apply to it, services that listen on "
	       "the node's localhost (the kubelet's health port, an "
	       "unauthenticated proxy, a debug endpoint) are its neighbours, "
	       "the cloud's metadata service takes it for the node, and with "
	       "NET_RAW it reads other pods' traffic.",
	.fix = "set 'hostNetwork: false'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  hostNetwork: true\n"
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
			{ "CIS", "5.2.5" },
			{ "NSA", "Pod security enforcement" },
			{ "ATT&CK", "T1046" },
			{ "OWASP", "ASI05" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
