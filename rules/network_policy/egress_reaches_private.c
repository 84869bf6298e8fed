/* SPDX-License-Identifier: Apache-2.0 */
/* Private addresses that nobody has asked for are among what is allowed. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* What is reached as well, here or elsewhere: no other finding names it. */
static void
name_targets(
	struct finding *finding, struct inquiry inquiry, const struct pod *pod)
{
	struct answer server = reach_api_server(inquiry, pod);
	struct answer nodes = reach_nodes(inquiry, pod);

	if (server.truth == TRUTH_YES)
		finding_detail(finding, "reached", "API server");
	if (nodes.truth == TRUTH_YES)
		finding_detail(finding, "reached", "nodes");
	if (server.truth == TRUTH_YES || nodes.truth == TRUTH_YES)
		finding_label(finding, "this container runs the agent; %s",
			nodes.truth != TRUTH_YES
				? "it reaches the API server, too"
			: server.truth != TRUTH_YES
				? "it reaches nodes, too"
				: "it reaches the API server and nodes, too");
	else
		finding_label(finding, "this container runs the agent");
}

/* Takes them out, or says what to write instead. */
static void
help_peer(struct finding *finding, const struct witness *because)
{
	static const char ranges[] = "10.0.0.0/8, 172.16.0.0/12, "
				     "192.168.0.0/16, 100.64.0.0/10 and "
				     "fc00::/7";

	if (because->form == PEER_BLOCK)
		finding_help(finding,
			"take %s out with %s, and allow what the agent needs "
			"in a rule of its own",
			ranges, because->words->except);
	else if (because->form == PEER_ENTITY)
		finding_help(finding,
			"name a block with %s under %s instead of the entity, "
			"and allow what the agent needs in a rule of its own",
			ranges, because->words->except);
	else
		finding_help(finding,
			"keep in the network set what the agent needs");
}

static void
help(struct finding *finding, const struct private_reach *private)
{
	if (private->narrow)
		finding_help(finding,
			"list the network under network.allowedCIDRs in "
			".agentlint.yaml when the agent needs it");
	else if (private->reached.because.hidden)
		finding_help(finding,
			"write the template's 'networkPolicy', with these "
			"ranges under 'except'");
	else
		help_peer(finding, &private->reached.because);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct private_reach private;
	struct finding *finding;

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	private = reach_private(inquiry, pod);
	/* A rule without 'to' lets it reach all pods: that is said there. */
	if (!private.reached.any || !private.reached.because.by_block)
		return;
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can reach private addresses: %.*s on %.*s",
		STR_ARG(object_title(pod->object)),
		STR_ARG(private.reached.blocks),
		STR_ARG(private.reached.ports));
	name_targets(finding, inquiry, pod);
	if (private.narrow || private.reached.because.hidden)
		finding_lower(finding, SEVERITY_NOTE);
	finding_relate_witness(finding, &private.reached.because);
	help(finding, &private);
}

const struct rule egress_reaches_private = {
	.id = "egress-reaches-private",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent can reach private networks that nobody named",
	.why = "Nodes and their kubelets, the API server, databases and "
	       "admin consoles of the same network have private addresses. "
	       "A block such as '0.0.0.0/0' that leaves out the pods alone "
	       "still holds all of them, and few of them expect a hostile "
	       "neighbour. What an agent needs there is better named in a "
	       "rule of its own, with its port, and listed under "
	       "network.allowedCIDRs in the configuration.",
	.fix = "take 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, "
	       "100.64.0.0/10 and fc00::/7 out with 'except', and allow "
	       "what the agent needs in a rule of its own",
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
	       "            cidr: 0.0.0.0/0\n"
	       "            except:\n"
	       "              - 10.243.0.0/16\n",
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
		"              - 100.64.0.0/10\n"
		"              - 172.16.0.0/12\n"
		"              - 192.168.0.0/16\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1046" },
			{ "ATT&CK", "T1021" },
			{ "OWASP", "ASI02" },
			{ "CWE", "668" },
			{ "URL", "https://www.rfc-editor.org/rfc/rfc1918" },
			{ "URL", "https://www.rfc-editor.org/rfc/rfc6598" },
			{ 0 },
		},
	.since = "0.1.0",
};
