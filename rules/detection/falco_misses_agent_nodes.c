/* SPDX-License-Identifier: Apache-2.0 */
/* The agents run where no Falco does. */
#include <agentlint/falco.h>
#include <agentlint/image.h>
#include <agentlint/rule.h>

/* What the agents' nodes keep other pods off with. */
struct taint {
	struct str key;
	struct str value;        /* empty: any */
	const struct node *node; /* the toleration that tells of it */
	const struct pod *pod;
};

static bool
keeps_pods_off(const struct node *toleration)
{
	const struct node *effect = node_get(toleration, "effect");
	struct str key = node_text(node_get(toleration, "key"));

	return key.len && !str_starts(key, "node-role.kubernetes.io/") &&
	       !str_starts(key, "node.kubernetes.io/") &&
	       !node_is(effect, "PreferNoSchedule");
}

/* A pod that selects its nodes and tolerates a taint tells that they have it. */
static bool
find_taint_in(const struct node *selector, const struct node *tolerations,
	struct taint *taint)
{
	if (!node_count(selector))
		return false;
	NODE_EACH(toleration, tolerations) {
		if (!keeps_pods_off(toleration))
			continue;
		taint->key = node_text(node_get(toleration, "key"));
		taint->value = node_text(node_get(toleration, "value"));
		taint->node = toleration;
		return true;
	}
	return false;
}

static bool
find_taint(const struct pod *pod, struct taint *taint)
{
	const struct object *class = pod_runtime_class(pod);
	const struct node *scheduling =
		class ? node_get(class->root, "scheduling") : NULL;

	taint->pod = pod;
	return find_taint_in(pod_field(pod, "nodeSelector"),
		       pod_field(pod, "tolerations"), taint) ||
	       find_taint_in(node_get(scheduling, "nodeSelector"),
		       node_get(scheduling, "tolerations"), taint);
}

static bool
tolerates(const struct node *tolerations, const struct taint *taint)
{
	NODE_EACH(toleration, tolerations) {
		struct str key = node_text(node_get(toleration, "key"));
		struct str value = node_text(node_get(toleration, "value"));
		bool exists =
			node_is(node_get(toleration, "operator"), "Exists");

		if (exists && (!key.len || str_equal(key, taint->key)))
			return true;
		if (!exists && str_equal(key, taint->key) &&
			(!taint->value.len || str_equal(value, taint->value)))
			return true;
	}
	return false;
}

/* Reports the first agent whose nodes Falco does not get to. */
static void
check_tolerations(struct pass *pass, const struct graph *graph,
	const struct object *falco, struct place place,
	const struct node *tolerations)
{
	struct pod_range pods = graph_pods(graph);
	struct finding *finding = NULL;

	if (node_is_placeholder(tolerations))
		return;
	for (; pods.begin != pods.end; pods.begin++) {
		struct taint taint = { 0 };

		if (!(*pods.begin)->agent || !find_taint(*pods.begin, &taint) ||
			tolerates(tolerations, &taint))
			continue;
		if (finding) {
			finding_concerns(finding, *pods.begin);
			continue;
		}
		finding = pass_report(pass, place,
			"Falco does not tolerate '%.*s', the taint of agent "
			"'%.*s' and its nodes",
			STR_ARG(taint.key),
			STR_ARG(object_title(taint.pod->object)));
		finding_label(finding, "is not scheduled there");
		finding_about_object(finding, falco);
		finding_concerns(finding, *pods.begin);
		finding_relate(finding, node_place(taint.node),
			"the agent tolerates it");
		finding_unknown(finding,
			"which nodes have the taint is not in the manifests");
	}
}

static bool
runs_falco(const struct pod *pod)
{
	for (size_t i = 0; i < pod->container_count; i++) {
		const struct node *node =
			node_get(pod->containers[i].node, "image");
		const char *problem;
		struct image image;

		if (image_parse(node_text(node), &image, &problem) &&
			(image_has_path(&image, "falcosecurity/falco") ||
				image_has_path(&image,
					"falcosecurity/falco-no-driver")))
			return true;
	}
	return false;
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct pod_range pods = graph_pods(graph);

	for (; pods.begin != pods.end; pods.begin++) {
		const struct pod *pod = *pods.begin;
		const struct node *tolerations = pod_field(pod, "tolerations");

		if (object_is(pod->object, "apps", "DaemonSet") &&
			runs_falco(pod))
			check_tolerations(pass, graph, pod->object,
				tolerations ? node_key_place(tolerations)
					    : pod_spec_place(pod),
				tolerations);
	}
	for (const struct falco_values *values = falco_values(pass); values;
		values = values->next) {
		const struct node *tolerations =
			node_get(values->values, "tolerations");

		check_tolerations(pass, graph, values->object,
			tolerations ? node_key_place(tolerations)
				    : node_key_place(values->values),
			tolerations);
	}
}

const struct rule falco_misses_agent_nodes = {
	.id = "falco-misses-agent-nodes",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "Falco is not scheduled on the agents' nodes",
	.why = "Nodes for sandboxes are tainted so that nothing else runs "
	       "there, and Falco's chart tolerates the control plane's taints "
	       "alone: the DaemonSet leaves out exactly the nodes that it was "
	       "deployed for, and nothing says so.",
	.fix = "give Falco a toleration for the taint of the agents' nodes",
	.bad = "apiVersion: apps/v1\n"
	       "kind: DaemonSet\n"
	       "metadata:\n"
	       "  name: falco\n"
	       "spec:\n"
	       "  selector:\n"
	       "    matchLabels: {app: falco}\n"
	       "  template:\n"
	       "    metadata:\n"
	       "      labels: {app: falco}\n"
	       "    spec:\n"
	       "      containers:\n"
	       "        - name: falco\n"
	       "          image: falcosecurity/falco:0.44.0\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  nodeSelector:\n"
	       "    pool: sandboxes\n"
	       "  tolerations:\n"
	       "    - key: example.org/sandboxes\n"
	       "      operator: Exists\n"
	       "      effect: NoSchedule\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: apps/v1\n"
		"kind: DaemonSet\n"
		"metadata:\n"
		"  name: falco\n"
		"spec:\n"
		"  selector:\n"
		"    matchLabels: {app: falco}\n"
		"  template:\n"
		"    metadata:\n"
		"      labels: {app: falco}\n"
		"    spec:\n"
		"      tolerations:\n"
		"        - key: example.org/sandboxes\n"
		"          operator: Exists\n"
		"      containers:\n"
		"        - name: falco\n"
		"          image: falcosecurity/falco:0.44.0\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  nodeSelector:\n"
		"    pool: sandboxes\n"
		"  tolerations:\n"
		"    - key: example.org/sandboxes\n"
		"      operator: Exists\n"
		"      effect: NoSchedule\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1562.001" },
			{ "CWE", "778" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "scheduling-eviction/taint-and-toleration/" },
			{ 0 },
		},
	.since = "0.1.0",
};
