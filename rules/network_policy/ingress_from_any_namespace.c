/* SPDX-License-Identifier: Apache-2.0 */
/* Every pod of the cluster may connect to the agent. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* Through a block of addresses this hangs on where pods have theirs. */
static void
add_ranges(struct finding *finding, struct inquiry inquiry,
	const struct witness *because)
{
	bool known;
	struct str ranges = reach_pod_ranges(inquiry, &known);

	if (because->by_block && because->form == PEER_BLOCK && !known)
		finding_unknown(finding,
			"the addresses of pods are not known: "
			"cluster.podCIDRs is not set, so they are assumed to "
			"lie in %.*s",
			STR_ARG(ranges));
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct answer answer;
	struct finding *finding;

	if (reach_isolated(inquiry, pod, DIRECTION_INGRESS) != TRUTH_YES)
		return;
	answer = reach_plain_pod(inquiry, pod, DIRECTION_INGRESS);
	if (answer.truth != TRUTH_YES)
		return;
	finding = pass_report(pass, pod_network_place(pod),
		reach_any_pod(inquiry, pod, DIRECTION_INGRESS).truth ==
				TRUTH_YES
			? "every pod of every namespace may connect to agent "
			  "'%.*s'"
			: "every pod but those that a rule leaves out may "
			  "connect to agent '%.*s'",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this container runs the agent");
	finding_relate_witness(finding, &answer.because);
	add_ranges(finding, inquiry, &answer.because);
}

const struct rule ingress_from_any_namespace = {
	.id = "ingress-from-any-namespace",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "Every pod of the cluster may connect to an agent",
	.why = "A rule without 'from', with a namespaceSelector that is empty "
	       "or only leaves some out, or with a block that holds all "
	       "addresses lets any pod of the cluster give the agent work, "
	       "talk to its tool server or its debug port. One compromised "
	       "pod elsewhere then drives the agent, with the agent's keys. "
	       "Name the few that need it: the router, the gateway, the "
	       "metrics collector. The kubelet's probes are allowed in any "
	       "case.",
	.fix = "name those who may connect with a namespaceSelector and a "
	       "podSelector in one item of 'from'",
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
	       "  name: ingress\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [Ingress, Egress]\n"
	       "  ingress:\n"
	       "    - from:\n"
	       "        - namespaceSelector: {}\n"
	       "      ports:\n"
	       "        - port: 8080\n",
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
		"  name: ingress\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Ingress, Egress]\n"
		"  ingress:\n"
		"    - from:\n"
		"        - namespaceSelector:\n"
		"            matchLabels:\n"
		"              kubernetes.io/metadata.name: gateway\n"
		"          podSelector:\n"
		"            matchLabels:\n"
		"              app: router\n"
		"      ports:\n"
		"        - port: 8080\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1021" },
			{ "OWASP", "ASI07" },
			{ "CWE", "923" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/" },
			{ 0 },
		},
	.since = "0.1.0",
};
