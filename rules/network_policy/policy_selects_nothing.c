/* SPDX-License-Identifier: Apache-2.0 */
/* A policy whose labels no pod has. */
#include <string.h>

#include <agentlint/reach.h>
#include <agentlint/rule.h>
#include <agentlint/nearest.h>

/* What comes nearest to a label that no pod has. */
struct near_label {
	struct str key;
	struct str value;
	size_t count;          /* pods that have it */
	const struct pod *pod; /* one of them */
};

static void
count_pods(struct pod_range pods, struct near_label *near)
{
	for (; pods.begin != pods.end; pods.begin++) {
		const struct pod *pod = *pods.begin;
		const struct node *label = node_get_str(pod->labels, near->key);

		if (!label || !str_equal(node_text(label), near->value))
			continue;
		if (!near->count++)
			near->pod = pod;
	}
}

/* The value of the same key that is most like the wanted one, else another key
 * with the wanted value, else any value of the key. */
static struct near_label
find_near(struct pod_range pods, const struct node *wanted)
{
	struct nearest nearest = nearest_to(node_text(wanted));
	struct near_label near = { .key = wanted->key };
	struct near_label moved = { .count = 0 };
	struct str any = { 0 };

	for (struct pod_range r = pods; r.begin != r.end; r.begin++) {
		NODE_EACH(label, (*r.begin)->labels) {
			if (str_equal(label->key, wanted->key)) {
				nearest_offer(&nearest, node_text(label));
				any = node_text(label);
			} else if (str_equal(node_text(label),
					   node_text(wanted))) {
				moved.key = label->key;
				moved.value = node_text(label);
			}
		}
	}
	near.value = nearest.found.len ? nearest.found : any;
	if (!nearest.found.len && moved.key.len)
		near = moved;
	if (near.value.len)
		count_pods(pods, &near);
	return near;
}

/* The label of the selector that none of the pods has, or NULL. */
static const struct node *
missing_label(struct pod_range pods, const struct node *labels)
{
	NODE_EACH(label, labels) {
		struct near_label exact = { label->key, node_text(label), 0,
			NULL };

		count_pods(pods, &exact);
		if (!exact.count)
			return label;
	}
	return NULL;
}

/* PODS are those of the policy's namespace. */
static void
judge(struct pass *pass, struct pod_range pods, const struct policy_view *view)
{
	const struct node *selector =
		node_path(view->object->root, "spec.podSelector");
	const struct node *label =
		missing_label(pods, node_get(selector, "matchLabels"));
	struct near_label near = { .count = 0 };
	struct place place = selector ? node_key_place(selector) : view->place;
	struct finding *finding;

	if (label)
		near = find_near(pods, label);
	finding = pass_report(pass, label ? node_place(label) : place,
		"policy '%.*s' selects no pod of namespace '%.*s'",
		STR_ARG(object_title(view->object)),
		STR_ARG(view->object->namespace));
	finding_about_object(finding, view->object);
	if (label)
		finding_label(finding, "no pod has '%.*s: %.*s'",
			STR_ARG(label->key), STR_ARG(node_text(label)));
	if (near.count) {
		finding_relate(finding,
			node_place(node_get_str(near.pod->labels, near.key)),
			"%zu %s '%.*s: %.*s'", near.count,
			near.count == 1 ? "pod has" : "pods have",
			STR_ARG(near.key), STR_ARG(near.value));
		finding_help(finding, "select '%.*s: %.*s', if these are meant",
			STR_ARG(near.key), STR_ARG(near.value));
	}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct policy_views views = reach_all_policies(pass_reach(pass));

	for (size_t i = 0; i < views.count; i++) {
		const struct policy_view *view = &views.items[i];
		struct pod_range pods =
			graph_pods_in(graph, view->object->namespace);

		if (view->dialect == DIALECT_KUBERNETES &&
			view->selects == TRUTH_NO && !view->doubt &&
			pods.begin != pods.end)
			judge(pass, pods, view);
	}
}

const struct rule policy_selects_nothing = {
	.id = "policy-selects-nothing",
	.module = MODULE_NETWORK_POLICY,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A network policy selects no pod of the input",
	.why = "A policy guards the pods that its podSelector matches. One "
	       "letter of difference between a label and a selector, or a "
	       "label that moved to another key, and the policy guards "
	       "nobody, without an error from anyone. The pods are looked "
	       "for in the whole input: give agentlint all manifests of "
	       "the namespace, or ignore this where the pods come from "
	       "elsewhere.",
	.fix = "make 'podSelector' match the labels of the pods that the "
	       "policy is for",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
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
	       "      app: agents\n"
	       "  policyTypes: [Ingress, Egress]\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
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
	.references =
		(const struct reference[]){
			{ "CIS", "5.3.2" },
			{ "NSA", "Network policies" },
			{ "CWE", "923" },
			{ "URL",
				"https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource" },
			{ 0 },
		},
	.since = "0.1.0",
};
