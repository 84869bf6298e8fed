/* SPDX-License-Identifier: Apache-2.0 */
/* The agents run where no Falco does. */
#include <agentlint/detection.h>
#include <agentlint/falco.h>
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

/* A pod that selects its nodes and tolerates a taint tells of that taint. */
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

/* A Falco, and on which nodes it wants to be. */
struct deployment {
	const struct object *object;
	const struct node *tolerations;
	const struct node *selector;
	struct place place;    /* of the tolerations, or of what lacks them */
	bool more_tolerations; /* that are not in the input */
};

enum { MOST_DEPLOYMENTS = 8 };

struct deployments {
	struct deployment items[MOST_DEPLOYMENTS];
	size_t count;
};

/* What keeps a Falco from the nodes of an agent. */
struct obstacle {
	struct taint taint;
	const struct node *ours;   /* of Falco's nodeSelector, or NULL */
	const struct node *theirs; /* of the agent's */
};

/* The label that both select, to different values. */
static bool
find_conflict(const struct node *falco, const struct node *agent,
	struct obstacle *obstacle)
{
	NODE_EACH(theirs, agent) {
		const struct node *ours = node_get_str(falco, theirs->key);

		if (!ours || node_is_placeholder(ours) ||
			node_is_placeholder(theirs) ||
			str_equal(node_text(ours), node_text(theirs)))
			continue;
		obstacle->ours = ours;
		obstacle->theirs = theirs;
		return true;
	}
	return false;
}

static bool
is_kept_off(const struct deployment *falco, const struct pod *agent,
	struct obstacle *obstacle)
{
	const struct object *class = pod_runtime_class(agent);
	const struct node *scheduling =
		class ? node_get(class->root, "scheduling") : NULL;

	*obstacle = (struct obstacle){ 0 };
	if (find_conflict(falco->selector, pod_field(agent, "nodeSelector"),
		    obstacle) ||
		find_conflict(falco->selector,
			node_get(scheduling, "nodeSelector"), obstacle))
		return true;
	return !falco->more_tolerations &&
	       !node_is_placeholder(falco->tolerations) &&
	       find_taint(agent, &obstacle->taint) &&
	       !tolerates(falco->tolerations, &obstacle->taint);
}

static void
report(struct pass *pass, const struct deployment *falco,
	const struct pod *agent, const struct obstacle *obstacle)
{
	struct finding *finding;

	if (obstacle->ours) {
		finding = pass_report(pass, node_place(obstacle->ours),
			"Falco runs on other nodes than agent '%.*s'",
			STR_ARG(object_title(agent->object)));
		finding_label(finding, "these nodes only");
		finding_relate(finding, node_place(obstacle->theirs),
			"the agent runs on those");
		finding_help(finding,
			"take the label out of Falco's nodeSelector, or run a "
			"second Falco on the agents' nodes");
	} else {
		finding = pass_report(pass, falco->place,
			"Falco does not tolerate '%.*s', the taint of agent "
			"'%.*s' and its nodes",
			STR_ARG(obstacle->taint.key),
			STR_ARG(object_title(agent->object)));
		finding_label(finding, "is not scheduled there");
		finding_relate(finding, node_place(obstacle->taint.node),
			"the agent tolerates it");
		finding_unknown(finding,
			"which nodes have the taint is not in the manifests");
	}
	finding_about_object(finding, falco->object);
}

static bool
runs_falco(const struct pod *pod)
{
	for (size_t i = 0; i < pod->container_count; i++)
		if (container_runs_falco(&pod->containers[i]))
			return true;
	return false;
}

static void
add(struct deployments *deployments, struct deployment deployment)
{
	if (deployments->count < MOST_DEPLOYMENTS)
		deployments->items[deployments->count++] = deployment;
}

static void
add_pods(struct deployments *deployments, const struct graph *graph)
{
	struct pod_range pods = graph_pods(graph);

	for (; pods.begin != pods.end; pods.begin++) {
		const struct pod *pod = *pods.begin;
		const struct node *tolerations = pod_field(pod, "tolerations");
		bool operated = object_is(
			pod->object, "instance.falcosecurity.dev", "Falco");

		if (!operated &&
			(!object_is(pod->object, "apps", "DaemonSet") ||
				!runs_falco(pod)))
			continue;
		add(deployments,
			(struct deployment){
				.object = pod->object,
				.tolerations = tolerations,
				.selector = pod_field(pod, "nodeSelector"),
				.place = tolerations
						 ? node_key_place(tolerations)
						 : pod_spec_place(pod),
				/* The operator has its own. */
				.more_tolerations = operated && !tolerations,
			});
	}
}

static void
add_releases(struct deployments *deployments, struct pass *pass)
{
	const struct falco_values *values = falco_values(pass);

	for (; values; values = falco_next_release(values)) {
		const struct node *tolerations =
			falco_release_value(values, "tolerations");

		add(deployments, (struct deployment){
					 .object = values->object,
					 .tolerations = tolerations,
					 .selector = falco_release_value(
						 values, "nodeSelector"),
					 .place = node_key_place(
						 tolerations ? tolerations
							     : values->values),
				 });
	}
}

/* One Falco on the agent's nodes is enough. */
static bool
is_watched(const struct deployments *deployments, const struct pod *agent)
{
	struct obstacle obstacle;

	for (size_t i = 0; i < deployments->count; i++)
		if (!is_kept_off(&deployments->items[i], agent, &obstacle))
			return true;
	return false;
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct deployments deployments = { 0 };
	struct pod_range pods = graph_pods(graph);

	add_pods(&deployments, graph);
	add_releases(&deployments, pass);
	if (!deployments.count)
		return;
	for (; pods.begin != pods.end; pods.begin++) {
		struct obstacle obstacle;

		if (!(*pods.begin)->agent ||
			is_watched(&deployments, *pods.begin))
			continue;
		is_kept_off(deployments.items, *pods.begin, &obstacle);
		report(pass, deployments.items, *pods.begin, &obstacle);
		/* The others are left out for the same reason. */
		return;
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
	       "deployed for, and nothing says so. A nodeSelector of Falco's "
	       "own does the same.",
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
