/* SPDX-License-Identifier: Apache-2.0 */
/* The labels that some object will carry, as far as manifests tell. */
#include "analysis/network/labels.h"

#include <string.h>

#include "analysis/network/selector.h"

/* The labels that controllers set on the pods they make (well-known labels of
 * the Kubernetes reference; controllers of apps/v1, batch/v1 and agent-sandbox).
 */
static const struct {
	const char *group, *kind, *key;
} controller_labels[] = {
	{ "apps", "Deployment", "pod-template-hash" },
	{ "apps", "ReplicaSet", "pod-template-hash" },
	{ "apps", "StatefulSet", "apps.kubernetes.io/pod-index" },
	{ "apps", "StatefulSet", "controller-revision-hash" },
	{ "apps", "StatefulSet", "statefulset.kubernetes.io/pod-name" },
	{ "apps", "DaemonSet", "controller-revision-hash" },
	{ "apps", "DaemonSet", "pod-template-generation" },
	{ "batch", "Job", "batch.kubernetes.io/controller-uid" },
	{ "batch", "Job", "batch.kubernetes.io/job-completion-index" },
	{ "batch", "Job", "controller-uid" },
	{ "batch", "CronJob", "batch.kubernetes.io/controller-uid" },
	{ "batch", "CronJob", "batch.kubernetes.io/job-name" },
	{ "batch", "CronJob", "controller-uid" },
	{ "batch", "CronJob", "job-name" },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/claim-uid" },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/launch-type" },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/sandbox-name-hash" },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/sandbox-template-hash" },
	{ "agents.x-k8s.io", NULL,
		"agents.x-k8s.io/sandbox-template-ref-hash" },
	{ "agents.x-k8s.io", NULL, "agents.x-k8s.io/warm-pool-sandbox" },
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

static void
add_controller_labels(struct labels *labels, const struct pod *pod)
{
	const struct object *object = pod->object;
	struct str group = object->group;

	if (str_is(group, "extensions.agents.x-k8s.io"))
		group = STR("agents.x-k8s.io");
	for (size_t i = 0; i < CONTROLLER_LABELS; i++) {
		const char *kind = controller_labels[i].kind;

		if (str_is(group, controller_labels[i].group) &&
			(!kind || str_is(object->kind, kind)))
			set(labels, str_of(controller_labels[i].key), STR(""),
				LABEL_MAYBE);
	}
	if (!object_is(object, "batch", "Job") || !object->name.len)
		return;
	set(labels, STR("batch.kubernetes.io/job-name"), object->name,
		LABEL_KNOWN);
	set(labels, STR("job-name"), object->name, LABEL_KNOWN);
}

struct labels
labels_of_pod(struct arena *arena, const struct pod *pod)
{
	struct labels labels = parse(arena, pod->labels, CONTROLLER_LABELS + 2);

	add_controller_labels(&labels, pod);
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
	set(&labels, STR("kubernetes.io/metadata.name"), name,
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
