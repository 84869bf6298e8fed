/* SPDX-License-Identifier: Apache-2.0 */
/* Two selectors, each in an item of its own, where one item may be meant. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static bool
is_alone(const struct node *peer, const char *key, const char *other)
{
	return node_get(peer, key) && !node_get(peer, other) &&
	       !node_get(peer, "ipBlock");
}

/* Whether pods of the policy's own namespace have these labels. */
static bool
selects_neighbours(struct pass *pass, const struct object *object,
	const struct node *selector)
{
	struct pod_range pods =
		graph_pods_in(pass_graph(pass), object->namespace);

	for (; pods.begin != pods.end; pods.begin++)
		if (selector_matches(selector, (*pods.begin)->labels))
			return true;
	return false;
}

static void
judge(struct pass *pass, const struct object *object, const struct node *first,
	const struct node *second)
{
	const struct node *namespaces = node_get(first, "namespaceSelector");
	const struct node *pods = node_get(second, "podSelector");
	struct finding *finding;

	if (!is_alone(first, "namespaceSelector", "podSelector") ||
		!is_alone(second, "podSelector", "namespaceSelector") ||
		selector_is_empty(namespaces) || selector_is_empty(pods))
		return;
	finding = pass_report(pass, node_key_place(pods),
		"this selects pods of namespace '%.*s' besides all pods of the "
		"namespaces above, not such pods of those namespaces",
		STR_ARG(object->namespace));
	finding_relate(finding, node_key_place(namespaces),
		"an item of its own: all pods of these namespaces");
	if (selects_neighbours(pass, object, pods))
		finding_lower(finding, SEVERITY_NOTE);
}

static void
check_list(struct pass *pass, const struct object *object,
	const struct node *peers)
{
	for (size_t i = 1; i < node_count(peers); i++)
		judge(pass, object, node_item(peers, i - 1),
			node_item(peers, i));
}

/* A rule is visited without its object: both are kept here. */
struct visitor {
	struct pass *pass;
	const struct object *object;
};

static void
check_rule(void *context, const struct node *rule, enum direction direction)
{
	const struct visitor *visitor = context;

	check_list(visitor->pass, visitor->object,
		node_get(rule, direction == DIRECTION_EGRESS ? "to" : "from"));
}

static void
check(struct pass *pass, const struct object *object)
{
	struct visitor visitor = { pass, object };
	const struct policy_visit visit = { .rule = check_rule,
		.context = &visitor };

	policy_visit(object, &visit);
}

const struct rule peers_by_either_selector = {
	.id = "peers-by-either-selector",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.summary = "Two selectors stand in an item each, so that either is "
		   "enough",
	.why = "The two selectors of one item must both hold; with a '-' "
	       "before the second there are two items, and either is "
	       "enough. One character lets all pods of the namespaces in, "
	       "and pods of the policy's own namespace besides. The "
	       "finding is a note when pods with these labels are in the "
	       "policy's own namespace, as then both items may well be "
	       "meant.",
	.fix = "remove the '-' before 'podSelector' when pods with these "
	       "labels in those namespaces are meant",
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
	       "        - namespaceSelector:\n"
	       "            matchLabels:\n"
	       "              kubernetes.io/metadata.name: kube-system\n"
	       "        - podSelector:\n"
	       "            matchLabels:\n"
	       "              k8s-app: kube-dns\n",
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
		"        - namespaceSelector:\n"
		"            matchLabels:\n"
		"              kubernetes.io/metadata.name: kube-system\n"
		"          podSelector:\n"
		"            matchLabels:\n"
		"              k8s-app: kube-dns\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "CWE", "923" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors" },
			{ 0 },
		},
	.since = "0.1.0",
};
