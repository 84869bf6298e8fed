/* SPDX-License-Identifier: Apache-2.0 */
/* The labels that some object will carry, as far as manifests tell. */
#include "analysis/network/labels.h"

#include <string.h>

#include "analysis/network/selector.h"

/* Stands for the name of the object that makes the pod. */
#define OBJECT_NAME ""

/* The labels that controllers set on the pods they make (well-known labels of
 * the Kubernetes reference; the controllers of each project). */
static const struct {
	const char *group, *kind, *key;
	const char *value; /* NULL: only the cluster knows */
} controller_labels[] = {
	{ "apps", "Deployment", "pod-template-hash", NULL },
	{ "apps", "ReplicaSet", "pod-template-hash", NULL },
	{ "apps", "StatefulSet", "apps.kubernetes.io/pod-index", NULL },
	{ "apps", "StatefulSet", "controller-revision-hash", NULL },
	{ "apps", "StatefulSet", "statefulset.kubernetes.io/pod-name", NULL },
	{ "apps", "DaemonSet", "controller-revision-hash", NULL },
	{ "apps", "DaemonSet", "pod-template-generation", NULL },
	{ "batch", "Job", "batch.kubernetes.io/controller-uid", NULL },
	{ "batch", "Job", "batch.kubernetes.io/job-completion-index", NULL },
	{ "batch", "Job", "controller-uid", NULL },
	{ "batch", "Job", "batch.kubernetes.io/job-name", OBJECT_NAME },
	{ "batch", "Job", "job-name", OBJECT_NAME },
	{ "batch", "CronJob", "batch.kubernetes.io/controller-uid", NULL },
	{ "batch", "CronJob", "batch.kubernetes.io/job-name", NULL },
	{ "batch", "CronJob", "controller-uid", NULL },
	{ "batch", "CronJob", "job-name", NULL },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/claim-uid", NULL },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/launch-type", NULL },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/sandbox-name-hash", NULL },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/sandbox-template-hash",
		NULL },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/sandbox-template-ref-hash",
		NULL },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/warm-pool-sandbox", NULL },
	{ "argoproj.io", "Rollout", "rollouts-pod-template-hash", NULL },
	{ "argoproj.io", NULL, "workflows.argoproj.io/completed", NULL },
	{ "argoproj.io", NULL, "workflows.argoproj.io/workflow", NULL },
	{ "jobset.x-k8s.io", NULL, "jobset.sigs.k8s.io/jobset-name", NULL },
	{ "jobset.x-k8s.io", NULL, "jobset.sigs.k8s.io/replicatedjob-name",
		NULL },
	{ "jobset.x-k8s.io", NULL, "job-name", NULL },
	{ "kagent.dev", "Agent", "app", "kagent" },
	{ "kagent.dev", "Agent", "kagent", OBJECT_NAME },
	{ "leaderworkerset.x-k8s.io", NULL,
		"leaderworkerset.sigs.k8s.io/group-index", NULL },
	{ "leaderworkerset.x-k8s.io", NULL, "leaderworkerset.sigs.k8s.io/name",
		NULL },
	{ "leaderworkerset.x-k8s.io", NULL,
		"leaderworkerset.sigs.k8s.io/worker-index", NULL },
	{ "ray.io", NULL, "ray.io/cluster", NULL },
	{ "ray.io", NULL, "ray.io/group", NULL },
	{ "ray.io", NULL, "ray.io/identifier", NULL },
	{ "ray.io", NULL, "ray.io/is-ray-node", NULL },
	{ "ray.io", NULL, "ray.io/node-type", NULL },
	{ "serving.knative.dev", NULL, "serving.knative.dev/configuration",
		NULL },
	{ "serving.knative.dev", NULL, "serving.knative.dev/revision", NULL },
	{ "serving.knative.dev", NULL, "serving.knative.dev/service", NULL },
	{ "tekton.dev", NULL, "app.kubernetes.io/managed-by", NULL },
	{ "tekton.dev", NULL, "tekton.dev/pipeline", NULL },
	{ "tekton.dev", NULL, "tekton.dev/pipelineRun", NULL },
	{ "tekton.dev", NULL, "tekton.dev/pipelineTask", NULL },
	{ "tekton.dev", NULL, "tekton.dev/task", NULL },
	{ "tekton.dev", NULL, "tekton.dev/taskRun", NULL },
};

enum {
	CONTROLLER_LABELS =
		sizeof(controller_labels) / sizeof(controller_labels[0])
};

static void
set(struct labels *labels, struct str key, struct str value,
	enum label_state state)
{
	size_t at = labels->count;

	while (at > 0 && str_compare(labels->items[at - 1].key, key) >= 0)
		at--;
	if (at < labels->count && str_equal(labels->items[at].key, key)) {
		if (state == LABEL_MAYBE)
			return;
	} else {
		memmove(&labels->items[at + 1], &labels->items[at],
			(labels->count - at) * sizeof(*labels->items));
		labels->count++;
	}
	labels->items[at] = (struct label){ key, value, state };
}

/* Room for the labels of MAPPING and MORE. */
static struct labels
parse(struct arena *arena, const struct node *mapping, size_t more)
{
	struct labels labels = { 0 };

	labels.items = arena_array(
		arena, node_count(mapping) + more, sizeof(*labels.items));
	labels.open = node_is_placeholder(mapping);
	if (!node_is_mapping(mapping))
		return labels;
	NODE_EACH(item, mapping) {
		/* An absent value (key:) is an empty one. */
		struct str value = node_text(node_get_str(mapping, item->key));

		if (text_is_placeholder(item->key))
			labels.open = true;
		else
			set(&labels, item->key, value,
				text_is_placeholder(value) ? LABEL_SOME
							   : LABEL_KNOWN);
	}
	return labels;
}

struct labels
labels_of(struct arena *arena, const struct node *mapping)
{
	return parse(arena, mapping, 0);
}

/* An object without a name gets one from the cluster. */
static void
set_by_controller(struct labels *labels, const struct object *object,
	const char *key, const char *value)
{
	struct str text = value && *value ? str_of(value) : object->name;

	if (!value || !text.len)
		set(labels, str_of(key), STR(""), LABEL_MAYBE);
	else
		set(labels, str_of(key), text, LABEL_KNOWN);
}

static void
add_controller_labels(struct labels *labels, const struct object *object)
{
	struct str group = object->group;

	if (str_is(group, "extensions.agents.x-k8s.io"))
		group = STR("agents.x-k8s.io");
	for (size_t i = 0; i < CONTROLLER_LABELS; i++) {
		const char *kind = controller_labels[i].kind;

		if (str_is(group, controller_labels[i].group) &&
			(!kind || str_is(object->kind, kind)))
			set_by_controller(labels, object,
				controller_labels[i].key,
				controller_labels[i].value);
	}
}

struct labels
labels_of_pod(struct arena *arena, const struct pod *pod)
{
	struct labels labels = parse(arena, pod->labels, CONTROLLER_LABELS);
	size_t room = node_count(pod->labels) + CONTROLLER_LABELS;

	add_controller_labels(&labels, pod->object);
	arena_trim(arena, labels.items, labels.count * sizeof(struct label),
		room * sizeof(struct label));
	if (pod->guessed)
		labels.open = true;
	return labels;
}

struct labels
labels_of_namespace(
	struct arena *arena, const struct object *namespace, struct str name)
{
	struct labels labels =
		parse(arena, namespace ? namespace->labels : NULL, 1);

	if (!namespace)
		labels.open = true;
	set(&labels, STR(LABEL_NAMESPACE_NAME), name,
		text_is_placeholder(name) ? LABEL_SOME : LABEL_KNOWN);
	return labels;
}

int
labels_compare(const struct labels *a, const struct labels *b)
{
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	if (a->open != b->open)
		return a->open ? 1 : -1;
	for (size_t i = 0; i < a->count; i++) {
		const struct label *x = &a->items[i];
		const struct label *y = &b->items[i];
		int order = str_compare(x->key, y->key);

		if (!order)
			order = str_compare(x->value, y->value);
		if (!order)
			order = (int)x->state - (int)y->state;
		if (order)
			return order;
	}
	return 0;
}
