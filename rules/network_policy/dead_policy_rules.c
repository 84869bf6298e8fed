/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of a direction that policyTypes does not name. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static const char *const type_name[DIRECTION_COUNT] = { "Egress", "Ingress" };

/* Whether the rules about isolation say it of some agent already. */
static bool
is_reported(struct pass *pass, struct inquiry inquiry,
	const struct policy_view *view, enum direction direction)
{
	struct pod_range pods = graph_pods(pass_graph(pass));

	for (; pods.begin != pods.end; pods.begin++) {
		struct policy_views views;

		if (!(*pods.begin)->agent ||
			reach_isolated(inquiry, *pods.begin, direction) !=
				TRUTH_NO)
			continue;
		views = reach_policies(inquiry, *pods.begin);
		for (size_t i = 0; i < views.count; i++)
			if (views.items[i].policy == view->policy)
				return true;
	}
	return false;
}

static void
judge(struct pass *pass, struct inquiry inquiry, const struct policy_view *view,
	enum direction direction)
{
	const struct node *types =
		node_path(view->object->root, "spec.policyTypes");
	const struct node *rules = view->rules[direction];
	struct finding *finding;

	/* An empty list without policyTypes looks like a denial but is none. */
	if (view->isolates[direction] != TRUTH_NO || !rules ||
		(!view->rule_count[direction] && types))
		return;
	if (is_reported(pass, inquiry, view, direction))
		return;
	finding = pass_report(pass, node_key_place(rules),
		types ? "these rules of policy '%.*s' are dead: 'policyTypes' "
			"does not name their direction"
		      : "this empty list of policy '%.*s' denies nothing: "
			"without 'policyTypes' it is as if it were not there",
		STR_ARG(object_title(view->object)));
	finding_about_object(finding, view->object);
	if (types)
		finding_relate(finding, node_place(types),
			"'%s' is missing here", type_name[direction]);
	finding_help(finding, "add '%s' to 'policyTypes', or remove the rules",
		type_name[direction]);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct inquiry inquiry = pass_reach(pass);
	struct policy_views views = reach_all_policies(inquiry);

	(void)graph;
	for (size_t i = 0; i < views.count; i++) {
		if (views.items[i].dialect != DIALECT_KUBERNETES)
			continue;
		judge(pass, inquiry, &views.items[i], DIRECTION_EGRESS);
		judge(pass, inquiry, &views.items[i], DIRECTION_INGRESS);
	}
}

const struct rule dead_policy_rules = {
	.id = "dead-policy-rules",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A policy's rules count for nothing, as its policyTypes do "
		   "not name their direction",
	.why = "A policy is about the directions that its policyTypes "
	       "name, and about no other: rules under 'egress' of a policy "
	       "with 'policyTypes: [Ingress]' are stored and ignored. "
	       "Whoever reads them believes that they hold, and the day "
	       "the other policy that isolates the pod goes away nothing "
	       "is left. Where an agent is not isolated for this very "
	       "reason, the findings about isolation say so instead.",
	.fix = "add the direction to 'policyTypes', or remove the rules",
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
	       "  policyTypes: [Ingress, Egress]\n"
	       "---\n"
	       "apiVersion: networking.k8s.io/v1\n"
	       "kind: NetworkPolicy\n"
	       "metadata:\n"
	       "  name: partners\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [Ingress]\n"
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
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: deny\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Ingress, Egress]\n"
		"---\n"
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: partners\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"  egress:\n"
		"    - to:\n"
		"        - ipBlock:\n"
		"            cidr: 203.0.113.0/24\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "CWE", "923" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation" },
			{ 0 },
		},
	.since = "0.1.0",
};
