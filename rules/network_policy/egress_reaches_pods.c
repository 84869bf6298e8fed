/* SPDX-License-Identifier: Apache-2.0 */
/* The agent may connect to other pods. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

enum { SHOWN = 4 };

/* What is known of the way to other pods. */
struct way {
	struct neighbour pods[SHOWN]; /* of the input */
	size_t count;
	struct answer any;   /* pods that the input does not hold */
	struct answer plain; /* those that no selector leaves out */
};

/* Answers that hang on where pods have their addresses say what was taken for
 * granted. */
static void
add_ranges(struct finding *finding, struct inquiry inquiry,
	const struct witness *because)
{
	bool known;
	struct str ranges = reach_pod_ranges(inquiry, &known);

	if (!because->by_block || because->form != PEER_BLOCK || known)
		return;
	finding_unknown(finding,
		"the addresses of pods are not known: cluster.podCIDRs is not "
		"set, so they are assumed to lie in %.*s",
		STR_ARG(ranges));
	finding_help(finding,
		"set cluster.podCIDRs in .agentlint.yaml to the pod ranges of "
		"the cluster, and have %s hold them",
		because->words->except);
}

static void
help_broad(struct finding *finding, const struct witness *because)
{
	if (!because->policy)
		finding_help(finding,
			"isolate its egress, and name the pods that the agent "
			"needs by their labels");
	else if (because->form == PEER_ENTITY)
		finding_help(finding,
			"name the pods that the agent needs by their labels "
			"instead of the entity");
	else
		finding_help(finding,
			"take the pod ranges out with %s, give every rule a "
			"%s, and name the pods that the agent needs by their "
			"labels",
			because->words->except, because->words->peers);
}

/* A rule that names nobody opens more than anyone meant. */
static void
report_broad(struct pass *pass, struct inquiry inquiry, const struct pod *pod,
	const struct way *way)
{
	bool any = way->any.truth == TRUTH_YES;
	struct witness because = any ? way->any.because : way->plain.because;
	struct str names = neighbours_print(inquiry, way->pods, way->count);
	struct finding *finding;

	if (way->plain.truth != TRUTH_YES)
		because = way->pods[0].because;
	finding = pass_report(pass, pod_network_place(pod),
		way->count ? "agent '%.*s' can reach other pods: %.*s"
		: any      ? "agent '%.*s' can reach any pod of the "
			     "cluster%.*s"
			   : "agent '%.*s' can reach any pod but those that "
			     "a rule leaves out%.*s",
		STR_ARG(object_title(pod->object)), STR_ARG(names));
	finding_label(finding, "this container runs the agent");
	finding_relate_witness(finding, &because);
	help_broad(finding, &because);
	add_ranges(finding, inquiry, &because);
}

/* Peers that somebody has named are an exception that the article allows. */
static void
report_named(struct pass *pass, struct inquiry inquiry, const struct pod *pod,
	const struct way *way)
{
	struct str names = neighbours_print(inquiry, way->pods, way->count);
	struct finding *finding = pass_report(pass, pod_network_place(pod),
		"agent '%.*s' can reach other pods by a selector that names "
		"them: %.*s",
		STR_ARG(object_title(pod->object)), STR_ARG(names));

	finding_lower(finding, SEVERITY_NOTE);
	finding_relate_witness(finding, &way->pods[0].because);
	finding_help(finding,
		"keep this if the agent needs them; else remove the peer");
}

static void
report_unknown(struct pass *pass, struct inquiry inquiry, const struct pod *pod,
	const struct answer *answer)
{
	struct finding *finding = pass_report(pass, pod_network_place(pod),
		"whether agent '%.*s' can reach other pods is not known",
		STR_ARG(object_title(pod->object)));

	finding_label(finding, "this container runs the agent");
	finding_relate(finding, answer->because.place,
		"this block may hold the cluster's pods");
	add_ranges(finding, inquiry, &answer->because);
}

/* Whether some pod is reached through a rule that names nobody. */
static bool
is_broad(struct way *way)
{
	if (way->plain.truth == TRUTH_YES)
		return true;
	for (size_t i = 0; i < way->count; i++)
		if (way->pods[i].because.broad) {
			way->pods[0].because = way->pods[i].because;
			return true;
		}
	return false;
}

/* Only those that are surely reached; they come first. */
static void
find_pods(struct way *way, struct inquiry inquiry, const struct pod *pod)
{
	size_t found = reach_neighbours(
		inquiry, pod, DIRECTION_EGRESS, way->pods, SHOWN);

	while (way->count < found && way->pods[way->count].truth == TRUTH_YES)
		way->count++;
}

/* A block that is meant for one network most likely does not hold pods. */
static bool
may_hold_pods(const struct answer *answer)
{
	return answer->truth == TRUTH_MAYBE && answer->because.by_block &&
	       (answer->because.except || answer->because.wide);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct way way = { .count = 0 };

	if (reach_is_open(inquiry, pod, DIRECTION_EGRESS))
		return;
	way.any = reach_any_pod(inquiry, pod, DIRECTION_EGRESS);
	way.plain = way.any;
	if (way.any.truth != TRUTH_YES)
		way.plain = reach_plain_pod(inquiry, pod, DIRECTION_EGRESS);
	find_pods(&way, inquiry, pod);
	if (is_broad(&way))
		report_broad(pass, inquiry, pod, &way);
	else if (way.count)
		report_named(pass, inquiry, pod, &way);
	else if (may_hold_pods(&way.any))
		report_unknown(pass, inquiry, pod, &way.any);
}

const struct rule egress_reaches_pods = {
	.id = "egress-reaches-pods",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent can connect to other pods of the cluster",
	.why = "Pods trust the network inside a cluster more than they should: "
	       "databases without a password, admin ports, other agents. An "
	       "agent that follows a stranger's prompt tries them one after "
	       "the other. A policy keeps it from all pods when its blocks "
	       "leave out the ranges in which pods have their addresses, and "
	       "no rule lacks 'to'. Which ranges these are no manifest says; "
	       "cluster.podCIDRs in the configuration does. Pods that the "
	       "agent needs are better named by labels, in a rule of their "
	       "own.",
	.fix = "take the pod ranges out with 'except', give every rule a 'to', "
	       "and name the pods that the agent needs by their labels",
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
	       "        - port: 443\n",
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
		"      ports:\n"
		"        - port: 443\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1021" },
			{ "ATT&CK", "T1046" },
			{ "OWASP", "ASI07" },
			{ "OWASP", "ASI08" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "services-networking/network-policies/"
				 "#behavior-of-to-and-from-selectors" },
			{ 0 },
		},
	.since = "0.1.0",
};
