/* SPDX-License-Identifier: Apache-2.0 */
/* Selectors that the API server refuses. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static bool
is_one_of(const struct node *node, const char *first, const char *second)
{
	return node_is(node, first) || node_is(node, second);
}

/* An operator that nobody knows is told of elsewhere. */
static void
check_expression(struct pass *pass, const struct node *expression)
{
	const struct node *how = node_get(expression, "operator");
	const struct node *values = node_get(expression, "values");
	struct finding *finding;

	if (node_is_placeholder(expression) || node_is_placeholder(values))
		return;
	if (is_one_of(how, "In", "NotIn") && !node_count(values)) {
		finding = pass_report(pass, node_place(how),
			"'%.*s' without 'values' is not allowed",
			STR_ARG(node_text(how)));
		finding_help(finding,
			"list the values, or ask with 'Exists' or "
			"'DoesNotExist' whether the label is there");
	}
	if (is_one_of(how, "Exists", "DoesNotExist") && node_count(values)) {
		finding = pass_report(pass, node_key_place(values),
			"'values' is not allowed with '%.*s'",
			STR_ARG(node_text(how)));
		finding_relate(finding, node_place(how),
			"this asks for the label alone");
		finding_help(finding,
			"take 'values' out, or ask for them with 'In' or "
			"'NotIn'");
	}
}

static void
check_selector(struct pass *pass, const struct node *selector)
{
	NODE_EACH(expression, node_get(selector, "matchExpressions"))
		check_expression(pass, expression);
}

static void
check_peer(void *context, const struct node *peer)
{
	check_selector(context, node_get(peer, "podSelector"));
	check_selector(context, node_get(peer, "namespaceSelector"));
}

static void
check(struct pass *pass, const struct object *object)
{
	const struct policy_visit visit = { .peer = check_peer,
		.context = pass };

	if (object_is(object, "networking.k8s.io", "NetworkPolicy"))
		check_selector(
			pass, node_path(object->root, "spec.podSelector"));
	policy_visit(object, &visit);
}

const struct rule invalid_policy_selector = {
	.id = "invalid-policy-selector",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.summary = "A selector of a network policy is one that the API server "
		   "refuses",
	.why = "'In' and 'NotIn' compare with a list of values, which must "
	       "not be empty; 'Exists' and 'DoesNotExist' take none. A "
	       "selector that is wrong in one of these ways is refused, and "
	       "with it the whole policy: the agent stays as open as it was "
	       "before.",
	.fix = "give 'In' and 'NotIn' their values, and 'Exists' and "
	       "'DoesNotExist' none",
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
	       "  podSelector:\n"
	       "    matchExpressions:\n"
	       "      - key: app\n"
	       "        operator: NotIn\n"
	       "  policyTypes: [Egress]\n",
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
		"  podSelector:\n"
		"    matchExpressions:\n"
		"      - key: app\n"
		"        operator: NotIn\n"
		"        values: [proxy]\n"
		"  policyTypes: [Egress]\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "CWE", "1188" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements" },
			{ 0 },
		},
	.since = "0.1.0",
};
