/* SPDX-License-Identifier: Apache-2.0 */
/* The Kubernetes API server is among what is allowed. */
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
	answer = reach_api_server(inquiry, pod);
	/* The finding about private addresses names it already. */
	if (answer.truth != TRUTH_YES || reach_private_is_told(inquiry, pod))
		return;
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can reach the Kubernetes API server",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this container runs the agent");
	finding_relate_witness(finding, &answer.because);
}

const struct rule egress_reaches_api_server = {
	.id = "egress-reaches-api-server",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent can reach the Kubernetes API server",
	.why = "The API server answers everybody who can connect with its "
	       "version and, where anonymous access is on, with more; "
	       "whoever holds any token of the cluster, one found in a "
	       "mounted file or in another pod, uses it there. Most agents "
	       "never need it. Its address is the first one of the "
	       "services' range (cluster.serviceCIDRs in the "
	       "configuration, a ServiceCIDR or the Service 'kubernetes' "
	       "in the input); where none of these is known, it is said "
	       "of agents that reach every IPv4 address on one of its ports.",
	.fix = "leave the range of the services and the addresses of the "
	       "control plane out of what the agent may reach",
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
	       "kind: Service\n"
	       "metadata:\n"
	       "  name: kubernetes\n"
	       "  namespace: default\n"
	       "spec:\n"
	       "  clusterIP: 203.0.113.1\n"
	       "  ports:\n"
	       "    - port: 443\n"
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
		"kind: Service\n"
		"metadata:\n"
		"  name: kubernetes\n"
		"  namespace: default\n"
		"spec:\n"
		"  clusterIP: 203.0.113.1\n"
		"  ports:\n"
		"    - port: 443\n"
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
			{ "ATT&CK", "T1613" },
			{ "ATT&CK", "T1552.007" },
			{ "OWASP", "ASI03" },
			{ "CWE", "668" },
			{ "URL",
				"https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/" },
			{ 0 },
		},
	.since = "0.1.0",
};
