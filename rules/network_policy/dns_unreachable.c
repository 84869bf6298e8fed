/* SPDX-License-Identifier: Apache-2.0 */
/* The policies keep the agent from its resolver. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* Whether anything is allowed that one would look up by name: the Internet or
 * other pods, not only hosts and networks that somebody has named. */
static bool
needs_names(struct inquiry inquiry, const struct pod *pod)
{
	struct internet_reach internet = reach_internet(inquiry, pod);
	struct neighbour first;

	return internet.ipv4 || internet.ipv6 ||
	       reach_neighbours(inquiry, pod, DIRECTION_EGRESS, &first, 1) > 0;
}

/* Manifests do not say where the resolver is, but the policy's author has left
 * out what must be the pods. */
static bool
is_left_out(const struct answer *answer)
{
	return answer->truth == TRUTH_MAYBE && answer->because.except;
}

/* It asks over TCP, as another rule tells, or may. */
static bool
is_asked_over_tcp(struct inquiry inquiry, const struct pod *pod)
{
	struct answer answer = reach_dns(inquiry, pod, PROTOCOL_TCP);

	return answer.truth != TRUTH_NO && !is_left_out(&answer);
}

static void
say_what_is_unknown(struct finding *finding, struct inquiry inquiry,
	const struct answer *answer)
{
	bool known;
	struct str ranges = reach_pod_ranges(inquiry, &known);

	finding_relate(finding, answer->because.place,
		"what %s takes out here are most likely the pods",
		answer->because.words->except);
	if (!known)
		finding_unknown(finding,
			"the addresses of the DNS pods are not known: "
			"cluster.podCIDRs is not set, so pods are assumed to "
			"lie in %.*s; names resolve all the same where nodes "
			"run a DNS cache (169.254.20.10)",
			STR_ARG(ranges));
}

/* agent-sandbox gives the pods of a template that says nothing of its network
 * public resolvers, unless the template has a dnsPolicy. */
static bool
helps_template(struct finding *finding, const struct pod *pod)
{
	const struct object *template = object_sandbox_template(pod->object);
	const struct node *policy = pod_field(pod, "dnsPolicy");

	if (!template || !policy ||
		node_path(template->root, "spec.networkPolicy"))
		return false;
	finding_relate(finding, node_place(policy),
		"without this agent-sandbox gives its pods public resolvers");
	finding_help(finding,
		"remove 'dnsPolicy', or write a 'networkPolicy' that allows "
		"the DNS server");
	return true;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct answer answer;
	struct finding *finding;

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	answer = reach_dns(inquiry, pod, PROTOCOL_UDP);
	if (answer.truth == TRUTH_NO && is_asked_over_tcp(inquiry, pod))
		return;
	if (answer.truth != TRUTH_NO && !is_left_out(&answer))
		return;
	if (!needs_names(inquiry, pod))
		return;
	finding = pass_report(pass, pod_network_place(pod),
		answer.truth == TRUTH_NO
			? "agent '%.*s' cannot resolve names: no policy lets "
			  "it reach its DNS server"
			: "agent '%.*s' most likely cannot resolve names: no "
			  "policy names its DNS server",
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this container runs the agent");
	if (node_count(pod_field(pod, "hostAliases")))
		finding_lower(finding, SEVERITY_NOTE);
	if (helps_template(finding, pod))
		return;
	if (answer.truth == TRUTH_MAYBE)
		say_what_is_unknown(finding, inquiry, &answer);
	else
		finding_relate(finding, answer.because.place, "%s",
			answer.because.label ? answer.because.label
					     : "isolated here");
}

const struct rule dns_unreachable = {
	.id = "dns-unreachable",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "The policies let an agent reach hosts, but not its DNS "
		   "server",
	.why = "The cluster's DNS server is a pod like any other. A policy "
	       "that leaves out the pod range, or allows only TCP 443, denies "
	       "it too, and the agent sees every name fail: somebody then "
	       "opens far more than port 53 to make it work. Allow the DNS "
	       "pods by name, on UDP and TCP 53, and nothing else in that "
	       "rule. Some network plugins match the Service's address and "
	       "not the pod's; a node-local cache at 169.254.20.10 answers "
	       "too.",
	.fix = "add a rule 'to' the pods 'k8s-app: kube-dns' of the namespace "
	       "kube-system for the ports UDP 53 and TCP 53",
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
	       "              - 10.0.0.0/8\n"
	       "              - 172.16.0.0/12\n"
	       "              - 192.168.0.0/16\n",
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
		"              - 172.16.0.0/12\n"
		"              - 192.168.0.0/16\n"
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
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "services-networking/dns-pod-service/" },
			{ 0 },
		},
	.since = "0.1.0",
};
