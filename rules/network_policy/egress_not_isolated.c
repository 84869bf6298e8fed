/* SPDX-License-Identifier: Apache-2.0 */
/* Policies select the agent, yet none of them limits where it connects. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

enum { RELATED = 3 };

/* What a policy says of egress without isolating it, and where. */
static void
relate(struct finding *finding, const struct policy_view *policy)
{
	const struct node *spec = node_get(policy->object->root, "spec");
	const struct node *types = node_get(spec, "policyTypes");
	const struct node *egress = policy->rules[DIRECTION_EGRESS];

	if (policy->isolates[DIRECTION_EGRESS] != TRUTH_NO) {
		finding_relate(finding, policy->place,
			"this policy may select it, and isolate it");
		return;
	}
	if (policy->dialect != DIALECT_KUBERNETES) {
		finding_relate(finding, policy->place,
			"this policy does not isolate egress");
		return;
	}
	if (node_count(types)) {
		finding_relate(
			finding, node_place(types), "'Egress' is missing here");
		if (policy->rule_count[DIRECTION_EGRESS])
			finding_relate(finding, node_key_place(egress),
				"so these rules are dead");
	} else if (egress) {
		finding_relate(finding, node_key_place(egress),
			"an empty list does not make the policy one for "
			"egress: 'policyTypes' is missing");
	} else {
		finding_relate(finding, policy->place,
			"without 'policyTypes' and egress rules this policy is "
			"about ingress alone");
	}
}

/* The policy that seems to be about egress: the one to mend. */
static const struct policy_view *
intended(const struct policy_views *policies)
{
	for (size_t i = 0; i < policies->count; i++) {
		const struct policy_view *view = &policies->items[i];

		if (view->rules[DIRECTION_EGRESS] &&
			view->isolates[DIRECTION_EGRESS] == TRUTH_NO &&
			dialect_words[view->dialect].isolate)
			return view;
	}
	return NULL;
}

static void
help(struct finding *finding, const struct policy_view *policy)
{
	if (policy)
		finding_help(finding, "%s policy '%.*s'",
			dialect_words[policy->dialect].isolate,
			STR_ARG(object_title(policy->object)));
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct policy_views policies = reach_policies(inquiry, pod);
	const struct policy_view *meant = intended(&policies);
	enum truth egress = reach_isolated(inquiry, pod, DIRECTION_EGRESS);
	enum truth ingress = reach_isolated(inquiry, pod, DIRECTION_INGRESS);
	struct everything everything;
	struct finding *finding;

	if (pod_is_governed(pod) == TRUTH_NO || egress == TRUTH_YES)
		return;
	/* Where nothing is sure, no-network-policy says so. */
	if (!policies.count || ingress == TRUTH_MAYBE ||
		(egress == TRUTH_MAYBE && ingress == TRUTH_NO))
		return;
	/* Denials of everything isolate, too. */
	if (egress == TRUTH_NO &&
		!reach_is_left_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	everything = reach_everything(inquiry, pod, DIRECTION_EGRESS);
	finding = pass_report(pass, pod_place(pod),
		meant ? "egress of agent '%.*s' is not isolated, although a "
			"policy speaks of it"
		      : "no network policy isolates the egress of agent '%.*s'",
		STR_ARG(object_title(pod->object)));
	finding_label(
		finding, everything.ipv4 || egress == TRUTH_MAYBE
				 ? "may connect to anything"
				 : "may connect to what no policy denies");
	if (!everything.ipv4 && egress == TRUTH_NO)
		finding_lower(finding, SEVERITY_WARNING);
	if (egress == TRUTH_MAYBE)
		finding_unknown(finding,
			"what is filled in later decides whether a policy "
			"isolates its egress");
	for (size_t i = 0; i < policies.count && i < RELATED; i++)
		relate(finding, &policies.items[i]);
	help(finding, meant);
}

const struct rule egress_not_isolated = {
	.id = "egress-not-isolated",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "Policies select an agent, but none limits its egress",
	.why = "A policy isolates a direction only when its policyTypes name "
	       "it; without policyTypes it is about ingress, and about egress "
	       "only when it has at least one egress rule. So 'egress: []' "
	       "alone denies nothing, and rules under 'egress' of a policy "
	       "with 'policyTypes: [Ingress]' are dead. The agent then "
	       "connects to every pod, node, metadata service and Internet "
	       "host while the manifest reads as if it could not.",
	.fix = "give a policy that selects the pod 'policyTypes: [Egress]' and "
	       "the egress rules that the agent needs",
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
	       "  name: deny-egress\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  egress: []\n",
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
		"  name: deny-egress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"  egress: []\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1041" },
			{ "ATT&CK", "T1567" },
			{ "ATT&CK", "T1048" },
			{ "OWASP", "ASI02" },
			{ "OWASP", "LLM02" },
			{ "CWE", "923" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "services-networking/network-policies/"
				 "#the-two-sorts-of-pod-isolation" },
			{ 0 },
		},
	.since = "0.1.0",
};
