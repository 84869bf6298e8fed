/* SPDX-License-Identifier: Apache-2.0 */
/* A policy is meant for the agent, and hostNetwork takes it out of reach. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* A NetworkPolicy that would select the pod. */
static const struct object *
meant_policy(struct pass *pass, const struct pod *pod)
{
	struct object_range range = graph_objects_in(pass_graph(pass),
		"networking.k8s.io", "NetworkPolicy", pod->object->namespace);

	for (; range.begin != range.end; range.begin++)
		if (selector_matches(
			    node_path((*range.begin)->root, "spec.podSelector"),
			    pod->labels))
			return *range.begin;
	return NULL;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *host = pod_field(pod, "hostNetwork");
	const struct object *policy;
	struct finding *finding;

	if (!node_is_true(host))
		return;
	policy = meant_policy(pass, pod);
	if (!policy)
		return;
	finding = pass_report(pass, node_place(host),
		"policy '%.*s' does not hold for agent '%.*s': it is on the "
		"node's network",
		STR_ARG(object_title(policy)),
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "its traffic counts as the node's");
	finding_relate(finding, object_place(policy),
		"this policy selects its labels");
	finding_replace(finding, false, node_place(host), "false");
}

const struct rule host_network_voids_policy = {
	.id = "host-network-voids-policy",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "A network policy is meant for an agent that is on the "
		   "host's network",
	.why = "Policies are about the addresses of pods. A pod with "
	       "'hostNetwork: true' has the node's, and what network "
	       "plugins do about it is not defined: nearly all let its "
	       "traffic pass as the node's own, to the kubelet, the "
	       "metadata service and every pod. The policy that selects "
	       "the agent's labels is read and approved and guards "
	       "nothing.",
	.fix = "set 'hostNetwork: false'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  labels:\n"
	       "    app: agent\n"
	       "spec:\n"
	       "  hostNetwork: true\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: networking.k8s.io/v1\n"
	       "kind: NetworkPolicy\n"
	       "metadata:\n"
	       "  name: deny\n"
	       "spec:\n"
	       "  podSelector:\n"
	       "    matchLabels:\n"
	       "      app: agent\n"
	       "  policyTypes: [Ingress, Egress]\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  labels:\n"
		"    app: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: deny\n"
		"spec:\n"
		"  podSelector:\n"
		"    matchLabels:\n"
		"      app: agent\n"
		"  policyTypes: [Ingress, Egress]\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.2.5" },
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1046" },
			{ "OWASP", "ASI05" },
			{ "CWE", "668" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/#network-policy-and-hostnetwork-pods" },
			{ 0 },
		},
	.since = "0.1.0",
};
