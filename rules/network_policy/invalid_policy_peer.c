/* SPDX-License-Identifier: Apache-2.0 */
/* Peers that the API server refuses. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static void
check_peer(void *context, const struct node *peer)
{
	const struct node *block = node_get(peer, "ipBlock");
	const struct node *pods = node_get(peer, "podSelector");
	const struct node *namespaces = node_get(peer, "namespaceSelector");
	struct finding *finding;

	if (node_is_placeholder(peer))
		return;
	if (block && (pods || namespaces)) {
		finding = pass_report(context, node_key_place(block),
			"a peer has either 'ipBlock' or selectors, not both");
		finding_relate(finding,
			node_key_place(pods ? pods : namespaces),
			"the selector beside it");
		finding_help(
			finding, "make two items of it, each with its own '-'");
	}
	if (!block && !pods && !namespaces)
		pass_report(context, node_place(peer),
			"an empty peer is not allowed: it does not mean "
			"everybody");
}

static void
check(struct pass *pass, const struct object *object)
{
	const struct policy_visit visit = { .peer = check_peer,
		.context = pass };

	policy_visit(object, &visit);
}

const struct rule invalid_policy_peer = {
	.id = "invalid-policy-peer",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "A peer of a network policy is one that the API server "
		   "refuses",
	.why = "An item of 'to' or 'from' is a block of addresses, a "
	       "podSelector, a namespaceSelector or both selectors; one "
	       "that is empty, or a block with a selector beside it, is "
	       "refused, and with it the whole policy: the agent stays as "
	       "open as it was before. Everybody is said by leaving 'to' "
	       "or 'from' out, all pods by 'namespaceSelector: {}'.",
	.fix = "give the peer one of 'ipBlock', 'podSelector' and "
	       "'namespaceSelector', or both selectors",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
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
	       "            cidr: 203.0.113.0/24\n"
	       "          podSelector: {}\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
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
		"            cidr: 203.0.113.0/24\n"
		"        - podSelector: {}\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "CWE", "1188" },
			{ "URL",
				"https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/" },
			{ 0 },
		},
	.since = "0.1.0",
};
