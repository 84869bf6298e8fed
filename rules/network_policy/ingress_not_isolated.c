/* SPDX-License-Identifier: Apache-2.0 */
/* Anyone may connect to the agent. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

enum { RELATED = 3 };

static void
relate(struct finding *finding, const struct policy_view *policy)
{
	const struct node *types =
		node_path(policy->object->root, "spec.policyTypes");

	if (policy->dialect != DIALECT_KUBERNETES || !types) {
		finding_relate(finding, policy->place,
			policy->rule_count[DIRECTION_INGRESS]
				? "this policy does not isolate ingress"
				: "this policy is about egress alone");
		return;
	}
	finding_relate(finding, node_place(types), "'Ingress' is missing here");
	if (policy->rule_count[DIRECTION_INGRESS])
		finding_relate(finding,
			node_key_place(policy->rules[DIRECTION_INGRESS]),
			"so these rules are dead");
}

/* Whether rules that do not isolate may deny some of it. */
static bool
has_denials(const struct policy_views *policies)
{
	for (size_t i = 0; i < policies->count; i++)
		if (policies->items[i].dialect != DIALECT_KUBERNETES &&
			policies->items[i].rule_count[DIRECTION_INGRESS])
			return true;
	return false;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct policy_views policies = reach_policies(inquiry, pod);
	enum truth egress = reach_isolated(inquiry, pod, DIRECTION_EGRESS);
	enum truth ingress = reach_isolated(inquiry, pod, DIRECTION_INGRESS);
	struct answer any;
	struct finding *finding;

	if (pod_is_governed(pod) == TRUTH_NO || ingress != TRUTH_NO)
		return;
	/* Where nothing isolates it at all, another rule says so. */
	if (egress != TRUTH_YES && !policies.count)
		return;
	any = reach_any_pod(inquiry, pod, DIRECTION_INGRESS);
	if (any.truth != TRUTH_YES)
		return;
	finding = pass_report(pass, pod_place(pod),
		has_denials(&policies)
			? "ingress to agent '%.*s' is not isolated: every pod "
			  "that no policy denies may connect to it"
			: "ingress to agent '%.*s' is not isolated: every pod "
			  "of the cluster may connect to it",
		STR_ARG(object_title(pod->object)));
	for (size_t i = 0; i < policies.count && i < RELATED; i++)
		relate(finding, &policies.items[i]);
	if (policies.items[0].dialect != DIALECT_KUBERNETES)
		finding_help(finding,
			"add a policy that isolates its ingress and names "
			"those who may connect");
}

const struct rule ingress_not_isolated = {
	.id = "ingress-not-isolated",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "Policies limit an agent's egress, but anyone may connect "
		   "to it",
	.why = "A policy with 'policyTypes: [Egress]' says nothing of who "
	       "connects to the pod. A compromised pod anywhere in the cluster "
	       "talks to the agent's ports, its tool server, its debug "
	       "endpoint, and gives it work; two agents that may not talk to "
	       "each other still can when one of them has its egress open. "
	       "The kubelet's probes come from the node and are allowed in "
	       "any case.",
	.fix = "add 'Ingress' to 'policyTypes', and ingress rules for those "
	       "who may connect",
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
		"  name: deny-egress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress, Ingress]\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1021" },
			{ "OWASP", "ASI07" },
			{ "OWASP", "ASI08" },
			{ "CWE", "923" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "services-networking/network-policies/"
				 "#default-deny-all-ingress-traffic" },
			{ 0 },
		},
	.since = "0.1.0",
};
