/* SPDX-License-Identifier: Apache-2.0 */
/* The union of all rules allows every destination: isolated in name only. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static bool
cluster_has_ipv6(const struct settings *settings)
{
	const struct str_list *blocks = &settings->cluster.pod_cidrs;

	for (size_t i = 0; i < blocks->count; i++)
		if (str_find(blocks->items[i], ':') < blocks->items[i].len)
			return true;
	return false;
}

/* Whether policies of that kind only allow. */
static bool
only_adds(enum policy_dialect dialect)
{
	return dialect == DIALECT_KUBERNETES || dialect == DIALECT_SANDBOX;
}

/* Policies are additive: what others deny is denied no more. */
static void
relate_others(struct finding *finding, const struct policy_views *policies,
	const struct everything *everything)
{
	for (size_t i = 0; i < policies->count; i++) {
		const struct policy_view *view = &policies->items[i];
		bool opens = false;

		for (size_t k = 0; k < everything->witness_count; k++)
			opens = opens ||
				everything->witnesses[k].policy == view->policy;
		if (!opens && only_adds(view->dialect) &&
			view->isolates[DIRECTION_EGRESS] == TRUTH_YES)
			finding_relate(finding, view->place,
				"this policy cannot take it back: policies "
				"only add to what is allowed");
	}
}

/* A name server answers with whatever address its owner likes. */
static void
check_names(struct pass *pass, const struct pod *pod)
{
	struct witness because = reach_any_name(pass_reach(pass), pod);
	struct finding *finding;

	if (!because.policy)
		return;
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' may connect to any host of the Internet",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this container runs the agent");
	finding_lower(finding, SEVERITY_WARNING);
	finding_relate_witness(finding, &because);
	finding_help(finding, "name the hosts that the agent needs");
}

static void
help(struct finding *finding, const struct witness *because)
{
	if (because->form == PEER_ENTITY)
		finding_help(finding,
			"name the destinations that the agent needs, or a "
			"block with the private and link-local ranges under %s",
			because->words->except);
	else
		finding_help(finding,
			"name the destinations that the agent needs, or take "
			"the private, link-local and pod ranges out with %s",
			because->words->except);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct policy_views policies = reach_policies(inquiry, pod);
	struct everything everything;
	struct finding *finding;

	if (pod_is_governed(pod) == TRUTH_NO ||
		reach_isolated(inquiry, pod, DIRECTION_EGRESS) != TRUTH_YES)
		return;
	everything = reach_everything(inquiry, pod, DIRECTION_EGRESS);
	if (!everything.ipv4 && !everything.ipv6) {
		check_names(pass, pod);
		return;
	}
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' may connect to every %saddress",
		STR_ARG(object_title(pod->object)),
		everything.ipv4 && everything.ipv6 ? ""
		: everything.ipv4                  ? "IPv4 "
						   : "IPv6 ");
	finding_label(finding, "this container runs the agent");
	if (!everything.ipv4 && !cluster_has_ipv6(pass_settings(pass)))
		finding_lower(finding, SEVERITY_WARNING);
	for (size_t i = 0; i < everything.witness_count; i++)
		finding_relate_witness(finding, &everything.witnesses[i]);
	relate_others(finding, &policies, &everything);
	help(finding, &everything.witnesses[0]);
}

const struct rule egress_allows_everything = {
	.id = "egress-allows-everything",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "The rules that select an agent allow every destination",
	.why = "An empty rule, '0.0.0.0/0' without 'except', or blocks that "
	       "add up to all addresses (0.0.0.0/1 and 128.0.0.0/1) leave the "
	       "agent as free as no policy at all: other pods, nodes, the API "
	       "server, the metadata service and the whole Internet. Policies "
	       "are additive, so one such rule in any policy that selects the "
	       "pod undoes all the others. A pattern that anybody can register "
	       "a name for ('*', '*.com') is a warning: whoever owns the name "
	       "chooses its addresses.",
	.fix = "name the destinations that the agent needs, or take the "
	       "private, link-local and pod ranges out with 'except'",
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
	       "            cidr: 0.0.0.0/1\n"
	       "        - ipBlock:\n"
	       "            cidr: 128.0.0.0/1\n",
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
		"            cidr: 0.0.0.0/0\n"
		"            except:\n"
		"              - 10.0.0.0/8\n"
		"              - 169.254.0.0/16\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1041" },
			{ "ATT&CK", "T1567" },
			{ "ATT&CK", "T1046" },
			{ "OWASP", "ASI02" },
			{ "OWASP", "LLM06" },
			{ "CWE", "923" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "services-networking/network-policies/"
				 "#allow-all-egress-traffic" },
			{ 0 },
		},
	.since = "0.1.0",
};
