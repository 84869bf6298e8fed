/* SPDX-License-Identifier: Apache-2.0 */
/* Nodes, and the kubelets on them, are among what is allowed. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct answer answer;
	struct finding *finding;

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	answer = reach_nodes(inquiry, pod);
	/* The finding about private addresses names them already. */
	if (answer.truth != TRUTH_YES || reach_private_is_told(inquiry, pod))
		return;
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can reach the kubelets of nodes "
		"(port 10250)",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this container runs the agent");
	finding_relate_witness(finding, &answer.because);
}

const struct rule egress_reaches_nodes = {
	.id = "egress-reaches-nodes",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent can reach nodes and their kubelets",
	.why = "A kubelet runs commands in every container of its node for "
	       "whoever it takes for the API server, and serves logs and "
	       "metrics to more; other daemons of the node listen beside "
	       "it. From inside a pod these are one hop away. Nodes are "
	       "where cluster.nodeCIDRs in the configuration or Nodes in "
	       "the input say; where neither is known, it is said of agents "
	       "that reach every IPv4 address on port 10250.",
	.fix = "leave the addresses of nodes out of what the agent may "
	       "reach",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Node\n"
	       "metadata:\n"
	       "  name: worker-1\n"
	       "status:\n"
	       "  addresses:\n"
	       "    - type: InternalIP\n"
	       "      address: 203.0.113.7\n"
	       "---\n"
	       "apiVersion: networking.k8s.io/v1\n"
	       "kind: NetworkPolicy\n"
	       "metadata:\n"
	       "  name: egress\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [Egress]\n"
	       "  egress:\n"
	       "    - to:\n"
	       "        - ipBlock:\n"
	       "            cidr: 203.0.113.0/24\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Node\n"
		"metadata:\n"
		"  name: worker-1\n"
		"status:\n"
		"  addresses:\n"
		"    - type: InternalIP\n"
		"      address: 203.0.113.7\n"
		"---\n"
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: egress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"  egress:\n"
		"    - to:\n"
		"        - ipBlock:\n"
		"            cidr: 198.51.100.0/24\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1609" },
			{ "ATT&CK", "T1046" },
			{ "OWASP", "ASI02" },
			{ "CWE", "668" },
			{ "URL",
				"https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/" },
			{ 0 },
		},
	.since = "0.1.0",
};
