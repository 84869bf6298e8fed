/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of policy types that the API server refuses. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

enum { MOST_TYPES = 2 };

static void
check(struct pass *pass, const struct object *object)
{
	const struct node *types = node_path(object->root, "spec.policyTypes");
	struct finding *finding;

	if (!object_is(object, "networking.k8s.io", "NetworkPolicy") ||
		node_count(types) <= MOST_TYPES)
		return;
	finding = pass_report(pass, node_place(node_item(types, MOST_TYPES)),
		"'policyTypes' has %zu items, and no more than two are "
		"allowed",
		node_count(types));
	finding_help(finding, "name 'Ingress' and 'Egress' at most once each");
}

const struct rule invalid_policy_types = {
	.id = "invalid-policy-types",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "The policyTypes of a network policy are more than the API "
		   "server takes",
	.why = "There are two directions, and the API server refuses a "
	       "policy whose 'policyTypes' has more than two items, even "
	       "when one is there twice. What is refused guards nobody: the "
	       "agent stays as open as it was before.",
	.fix = "name each of 'Ingress' and 'Egress' at most once",
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
	       "  name: deny\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes:\n"
	       "    - Ingress\n"
	       "    - Egress\n"
	       "    - Egress\n",
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
		"  name: deny\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes:\n"
		"    - Ingress\n"
		"    - Egress\n",
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
