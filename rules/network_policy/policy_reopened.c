/* SPDX-License-Identifier: Apache-2.0 */
/* One policy leaves something out, another lets it in. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static void
report_block(struct pass *pass, const struct pod *pod,
	const struct reopening *reopening)
{
	struct finding *finding = pass_report(pass, reopening->because.place,
		"this lets agent '%.*s' reach %.*s, which policy '%.*s' leaves "
		"out",
		STR_ARG(object_title(pod->object)), STR_ARG(reopening->block),
		STR_ARG(object_title(reopening->closed->object)));

	finding_label(finding, "%s",
		reopening->because.label ? reopening->because.label
					 : "allowed here");
	finding_relate(finding, reopening->place, "left out here");
	finding_relate(finding, pod_network_place(pod),
		"this container runs the agent");
}

/* The policy that agent-sandbox makes of a template that says nothing. */
static const struct policy_view *
hidden_policy(const struct policy_views *policies)
{
	for (size_t i = 0; i < policies->count; i++)
		if (policies->items[i].dialect == DIALECT_SANDBOX &&
			!policies->items[i].rules[DIRECTION_EGRESS] &&
			policies->items[i].rule_count[DIRECTION_EGRESS])
			return &policies->items[i];
	return NULL;
}

/* The written policy that would keep the pods from the Internet. */
static const struct policy_view *
stricter_policy(struct inquiry inquiry, const struct policy_views *policies)
{
	for (size_t i = 0; i < policies->count; i++) {
		const struct policy_view *view = &policies->items[i];

		if (view->dialect == DIALECT_KUBERNETES &&
			view->selects == TRUTH_YES &&
			view->isolates[DIRECTION_EGRESS] == TRUTH_YES &&
			!policy_allows_internet(inquiry, view->policy))
			return view;
	}
	return NULL;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct policy_views policies = reach_policies(inquiry, pod);
	const struct policy_view *hidden = hidden_policy(&policies);
	const struct policy_view *strict = stricter_policy(inquiry, &policies);
	struct reopening reopening;
	struct finding *finding;

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	if (hidden && strict) {
		finding = pass_report(pass, hidden->place,
			"the policy that agent-sandbox makes of '%.*s' opens "
			"the Internet that policy '%.*s' closes",
			STR_ARG(object_title(pod->object)),
			STR_ARG(object_title(strict->object)));
		finding_label(finding, "there is no 'networkPolicy' here");
		finding_relate(finding, strict->place,
			"policies only add to what is allowed");
		finding_help(finding,
			"write the template's 'networkPolicy', or set "
			"'networkPolicyManagement: Unmanaged'");
		return;
	}
	reopening = reach_reopened(inquiry, pod);
	if (reopening.closed)
		report_block(pass, pod, &reopening);
}

const struct rule policy_reopened = {
	.id = "policy-reopened",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "A second policy lets an agent reach what a first one "
		   "leaves out",
	.why = "Policies add up: what one of them leaves out with "
	       "'except', or denies by allowing nothing, any other policy "
	       "that selects the same pod can allow. Whoever reads the "
	       "strict policy believes it. That includes the policy nobody "
	       "sees: for a SandboxTemplate without 'networkPolicy' the "
	       "agent-sandbox controller makes one that allows the "
	       "Internet, beside whatever denies it.",
	.fix = "repeat the 'except' in every block that holds it, or make "
	       "the two policies one",
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
	       "  name: web\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [Egress]\n"
	       "  egress:\n"
	       "    - to:\n"
	       "        - ipBlock:\n"
	       "            cidr: 0.0.0.0/0\n"
	       "            except:\n"
	       "              - 10.0.0.0/8\n"
	       "              - 169.254.0.0/16\n"
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
	       "            cidr: 160.0.0.0/4\n",
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
		"  name: web\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n"
		"  egress:\n"
		"    - to:\n"
		"        - ipBlock:\n"
		"            cidr: 0.0.0.0/0\n"
		"            except:\n"
		"              - 10.0.0.0/8\n"
		"              - 169.254.0.0/16\n"
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
		"            cidr: 160.0.0.0/4\n"
		"            except:\n"
		"              - 169.254.0.0/16\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1046" },
			{ "OWASP", "ASI02" },
			{ "CWE", "923" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/" },
			{ 0 },
		},
	.since = "0.1.0",
};
