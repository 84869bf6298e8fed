/* SPDX-License-Identifier: Apache-2.0 */
/* A policy in a namespace where no pod is, while its pods are elsewhere. */
#include <agentlint/reach.h>
#include <agentlint/rule.h>

/* A pod of another namespace that the policy most likely is for: one that its
 * selector matches, or any when it has neither selector nor namespace. */
static const struct pod *
find_elsewhere(struct pod_range pods, const struct policy_view *view)
{
	const struct node *root = view->object->root;
	const struct node *selector = node_path(root, "spec.podSelector");
	bool placed = node_path(root, "metadata.namespace") != NULL;

	if (placed && selector_is_empty(selector))
		return NULL;
	for (; pods.begin != pods.end; pods.begin++)
		if ((*pods.begin)->agent &&
			selector_matches(selector, (*pods.begin)->labels))
			return *pods.begin;
	return NULL;
}

static void
judge(struct pass *pass, struct pod_range pods, const struct policy_view *view)
{
	const struct node *metadata = node_get(view->object->root, "metadata");
	const struct node *namespace = node_get(metadata, "namespace");
	const struct pod *pod = find_elsewhere(pods, view);
	struct finding *finding;

	if (!pod)
		return;
	finding = pass_report(pass,
		namespace ? node_place(namespace) : view->place,
		"policy '%.*s' is in namespace '%.*s', where no pod of the "
		"input is",
		STR_ARG(object_title(view->object)),
		STR_ARG(view->object->namespace));
	finding_about_object(finding, view->object);
	if (!namespace) {
		finding_label(finding, "no 'namespace' beside this name");
		finding_field(finding, metadata, "namespace");
	}
	finding_relate(finding, pod_place(pod),
		"this pod is in namespace '%.*s'",
		STR_ARG(pod->object->namespace));
	finding_help(finding,
		"set 'namespace: %.*s' in the policy's metadata, if its pods "
		"are meant",
		STR_ARG(pod->object->namespace));
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct policy_views views = reach_all_policies(pass_reach(pass));
	struct pod_range pods = graph_pods(graph);

	for (size_t i = 0; i < views.count; i++) {
		const struct policy_view *view = &views.items[i];
		struct pod_range own =
			graph_pods_in(graph, view->object->namespace);

		if (view->dialect == DIALECT_KUBERNETES &&
			view->selects == TRUTH_NO && !view->doubt &&
			own.begin == own.end)
			judge(pass, pods, view);
	}
}

const struct rule policy_without_pods = {
	.id = "policy-without-pods",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A network policy is in another namespace than the pods it "
		   "seems to be for",
	.why = "A NetworkPolicy guards pods of its own namespace only. "
	       "Without 'metadata.namespace' it lands wherever kubectl "
	       "points at that moment, often in 'default', and the agents "
	       "in their own namespace stay open. The finding is made when "
	       "no pod of the input is in the policy's namespace and pods "
	       "elsewhere have the labels that it selects.",
	.fix = "put the policy into the namespace of the pods that it is "
	       "for",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  namespace: agents\n"
	       "  name: agent\n"
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
	       "spec:\n"
	       "  podSelector:\n"
	       "    matchLabels:\n"
	       "      app: agent\n"
	       "  policyTypes: [Ingress, Egress]\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  namespace: agents\n"
		"  name: agent\n"
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
			{ "CIS", "5.6.1" },
			{ "NSA", "Network policies" },
			{ "CWE", "923" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource" },
			{ 0 },
		},
	.since = "0.1.0",
};
