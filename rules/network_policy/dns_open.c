/* SPDX-License-Identifier: Apache-2.0 */
/* Port 53 is open to anybody, and little else is. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

enum { DNS = 53, OTHER = 4444 };

static const char *const resolvers[] = { "1.1.1.1", "8.8.8.8", "9.9.9.9",
	"94.140.14.14", "208.67.222.222" };

enum { RESOLVERS = sizeof(resolvers) / sizeof(resolvers[0]) };

/* How many hosts all over the Internet it surely reaches on that port. */
static size_t
reached(struct inquiry inquiry, const struct pod *pod, enum protocol protocol,
	unsigned port)
{
	size_t count = 0;

	for (size_t i = 0; i < RESOLVERS; i++)
		count += reach_address(inquiry, pod, DIRECTION_EGRESS,
				 resolvers[i], protocol, port) == TRUTH_YES;
	return count;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	enum protocol protocol = PROTOCOL_UDP;
	struct witness because;
	struct finding *finding;

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	if (reached(inquiry, pod, protocol, DNS) < RESOLVERS)
		protocol = PROTOCOL_TCP;
	if (reached(inquiry, pod, protocol, DNS) < RESOLVERS)
		return;
	/* Who may send anything anywhere needs no tunnel. */
	if (reached(inquiry, pod, PROTOCOL_TCP, OTHER) > 0)
		return;
	because = reach_address_witness(
		inquiry, pod, DIRECTION_EGRESS, resolvers[0], protocol, DNS);
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can ask any DNS server of the Internet",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this container runs the agent");
	finding_relate_witness(finding, &because);
}

const struct rule dns_open = {
	.id = "dns-open",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent can send DNS queries to any server",
	.why = "Port 53 to everybody is a way out that few watch: data "
	       "leaves in the names that are asked for and commands come "
	       "back in the answers, with tools that exist for twenty "
	       "years. It also lets the agent choose a resolver that no "
	       "filter of the cluster sees, and reach anything else that "
	       "listens on that port. Ask the cluster's DNS server alone, "
	       "and filter there.",
	.fix = "allow port 53 'to' the pods 'k8s-app: kube-dns' of the "
	       "namespace kube-system only",
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
	       "    - ports:\n"
	       "        - protocol: UDP\n"
	       "          port: 53\n",
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
		"              k8s-app: kube-dns\n"
		"      ports:\n"
		"        - protocol: UDP\n"
		"          port: 53\n"
		"        - protocol: TCP\n"
		"          port: 53\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1071.004" },
			{ "ATT&CK", "T1048" },
			{ "OWASP", "ASI02" },
			{ "CWE", "923" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/" },
			{ 0 },
		},
	.since = "0.1.0",
};
