/* SPDX-License-Identifier: Apache-2.0 */
/* Names are asked over UDP first, and only TCP is allowed. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct answer tcp;
	struct finding *finding;

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS) ||
		reach_dns(inquiry, pod, PROTOCOL_UDP).truth != TRUTH_NO)
		return;
	tcp = reach_dns(inquiry, pod, PROTOCOL_TCP);
	if (tcp.truth != TRUTH_YES)
		return;
	finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can ask its DNS server over TCP but not over UDP",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this container runs the agent");
	finding_relate(finding, tcp.because.port,
		"a port without 'protocol' is TCP alone");
}

const struct rule dns_tcp_only = {
	.id = "dns-tcp-only",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "The policies allow DNS over TCP only",
	.why = "A port without 'protocol' is a TCP port. Resolvers ask "
	       "over UDP and turn to TCP only when an answer does not fit, "
	       "so every lookup times out, and somebody sooner or later "
	       "opens the policy altogether to make the agent work.",
	.fix = "allow port 53 for both protocols: one entry with "
	       "'protocol: UDP', one with 'protocol: TCP'",
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
	       "        - namespaceSelector: {}\n"
	       "          podSelector:\n"
	       "            matchLabels:\n"
	       "              k8s-app: kube-dns\n"
	       "      ports:\n"
	       "        - port: 53\n",
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
		"        - namespaceSelector: {}\n"
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
			{ "URL", "https://www.rfc-editor.org/rfc/rfc7766" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/" },
			{ 0 },
		},
	.since = "0.1.0",
};
