/* SPDX-License-Identifier: Apache-2.0 */
/* No policy selects the agent: every connection is allowed, both ways. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* A policy of the pod's namespace that misses the pod by one label. */
struct near_miss {
	const struct object *policy;
	const struct node *wanted; /* the label in the policy's selector */
	struct str has;            /* what the pod has instead */
	size_t distance;           /* labels that differ */
};

static struct near_miss
compare(const struct pod *pod, const struct object *policy)
{
	const struct node *selector =
		node_path(policy->root, "spec.podSelector.matchLabels");
	struct near_miss miss = { .policy = policy };

	NODE_EACH(label, selector) {
		struct str has =
			node_text(node_get_str(pod->labels, label->key));

		if (str_equal(has, node_text(label)))
			continue;
		miss.distance++;
		miss.wanted = label;
		miss.has = has;
	}
	return miss;
}

/* The NetworkPolicy of the namespace that comes nearest to selecting it. */
static struct near_miss
nearest_policy(struct pass *pass, const struct pod *pod)
{
	struct object_range range = graph_objects_in(pass_graph(pass),
		"networking.k8s.io", "NetworkPolicy", pod->object->namespace);
	struct near_miss best = { 0 };

	for (; range.begin != range.end; range.begin++) {
		struct near_miss miss = compare(pod, *range.begin);

		if (miss.wanted &&
			(!best.policy || miss.distance < best.distance))
			best = miss;
	}
	return best;
}

static void
relate_near_miss(struct finding *finding, const struct near_miss *miss)
{
	struct str key = miss->wanted->key;
	struct str wanted = node_text(miss->wanted);

	if (miss->has.len)
		finding_relate(finding, node_place(miss->wanted),
			"this policy selects '%.*s: %.*s', the pod has "
			"'%.*s: %.*s'",
			STR_ARG(key), STR_ARG(wanted), STR_ARG(key),
			STR_ARG(miss->has));
	else
		finding_relate(finding, node_place(miss->wanted),
			"this policy selects '%.*s: %.*s', the pod has no "
			"label '%.*s'",
			STR_ARG(key), STR_ARG(wanted), STR_ARG(key));
}

/* Where agent-sandbox was told not to make a policy. */
static void
relate_unmanaged(struct finding *finding, const struct pod *pod)
{
	const struct object *template = object_sandbox_template(pod->object);
	const struct node *management =
		template ? node_path(template->root,
				   "spec.networkPolicyManagement")
			 : NULL;

	if (node_is(management, "Unmanaged"))
		finding_relate(finding, node_place(management),
			"so agent-sandbox makes no policy for its pods");
}

static bool
is_isolated(struct inquiry inquiry, const struct pod *pod, enum truth *truth)
{
	enum truth egress = reach_isolated(inquiry, pod, DIRECTION_EGRESS);
	enum truth ingress = reach_isolated(inquiry, pod, DIRECTION_INGRESS);

	*truth = egress > ingress ? egress : ingress;
	return *truth == TRUTH_YES;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct inquiry inquiry = pass_reach(pass);
	struct policy_views policies = reach_policies(inquiry, pod);
	struct near_miss miss;
	struct finding *finding;
	enum truth isolated;

	if (pod_is_governed(pod) == TRUTH_NO ||
		is_isolated(inquiry, pod, &isolated))
		return;
	/* A policy that selects it and isolates nothing has its own rule. */
	if (policies.count && isolated == TRUTH_NO)
		return;
	finding = pass_report(pass, pod_place(pod),
		isolated == TRUTH_MAYBE
			? "whether a network policy selects agent '%.*s' is "
			  "not known"
			: "no network policy selects agent '%.*s'",
		STR_ARG(object_title(pod->object)));
	if (isolated == TRUTH_NO)
		finding_label(finding,
			"may connect to anything, and be connected to");
	if (isolated == TRUTH_MAYBE && policies.items[0].doubt)
		finding_unknown(finding, "%s", policies.items[0].doubt);
	else if (isolated == TRUTH_MAYBE)
		finding_unknown(finding,
			"labels or namespaces that are filled in later, or "
			"that a controller sets, decide");
	for (size_t i = 0; i < policies.count; i++)
		finding_relate(finding, policies.items[i].place,
			"this policy may select it");
	miss = nearest_policy(pass, pod);
	if (miss.policy && !policies.count)
		relate_near_miss(finding, &miss);
	relate_unmanaged(finding, pod);
}

const struct rule no_network_policy = {
	.id = "no-network-policy",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "No network policy selects an agent's pod",
	.why = "Without a policy Kubernetes lets a pod connect to every pod, "
	       "node and address and be connected to by all of them. An agent "
	       "that a prompt has turned scans the cluster, calls databases "
	       "and other agents, fetches the node's cloud credentials from "
	       "the metadata service and sends what it finds to the "
	       "Internet. A policy of another dialect (Cilium, Calico, "
	       "ClusterNetworkPolicy) counts; a policy that is not in the "
	       "input cannot be seen.",
	.fix = "add a NetworkPolicy to the pod's namespace that selects the "
	       "pod, has 'policyTypes: [Ingress, Egress]' and allows only what "
	       "the agent needs",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  namespace: agents\n"
	       "  labels:\n"
	       "    app: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: networking.k8s.io/v1\n"
	       "kind: NetworkPolicy\n"
	       "metadata:\n"
	       "  name: deny\n"
	       "  namespace: agents\n"
	       "spec:\n"
	       "  podSelector:\n"
	       "    matchLabels:\n"
	       "      app: agents\n"
	       "  policyTypes: [Ingress, Egress]\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  namespace: agents\n"
		"  labels:\n"
		"    app: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: deny\n"
		"  namespace: agents\n"
		"spec:\n"
		"  podSelector:\n"
		"    matchLabels:\n"
		"      app: agent\n"
		"  policyTypes: [Ingress, Egress]\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "ATT&CK", "T1046" },
			{ "ATT&CK", "T1041" },
			{ "ATT&CK", "T1021" },
			{ "OWASP", "ASI02" },
			{ "OWASP", "ASI08" },
			{ "OWASP", "LLM06" },
			{ "CWE", "923" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "services-networking/network-policies/" },
			{ 0 },
		},
	.since = "0.1.0",
};
