/* SPDX-License-Identifier: Apache-2.0 */
/* Documents become objects; objects are found by what they are. */
#include <stdlib.h>
#include <string.h>

#include "graph/build.h"

/* The kinds that live outside namespaces. Of kinds that are not here, those
 * without a namespace are taken to be in the default one. */
static const struct {
	const char *group, *kind;
} cluster_scoped[] = {
	{ "", "Namespace" },
	{ "", "Node" },
	{ "", "PersistentVolume" },
	{ "rbac.authorization.k8s.io", "ClusterRole" },
	{ "rbac.authorization.k8s.io", "ClusterRoleBinding" },
	{ "node.k8s.io", "RuntimeClass" },
	{ "scheduling.k8s.io", "PriorityClass" },
	{ "storage.k8s.io", "StorageClass" },
	{ "storage.k8s.io", "CSIDriver" },
	{ "storage.k8s.io", "CSINode" },
	{ "storage.k8s.io", "VolumeAttachment" },
	{ "networking.k8s.io", "IngressClass" },
	{ "apiextensions.k8s.io", "CustomResourceDefinition" },
	{ "apiregistration.k8s.io", "APIService" },
	{ "admissionregistration.k8s.io", "ValidatingWebhookConfiguration" },
	{ "admissionregistration.k8s.io", "MutatingWebhookConfiguration" },
	{ "admissionregistration.k8s.io", "ValidatingAdmissionPolicy" },
	{ "admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding" },
	{ "admissionregistration.k8s.io", "MutatingAdmissionPolicy" },
	{ "admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding" },
	{ "certificates.k8s.io", "CertificateSigningRequest" },
	{ "certificates.k8s.io", "ClusterTrustBundle" },
	{ "flowcontrol.apiserver.k8s.io", "FlowSchema" },
	{ "flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration" },
	{ "policy.networking.k8s.io", "ClusterNetworkPolicy" },
	{ "policy.networking.k8s.io", "AdminNetworkPolicy" },
	{ "policy.networking.k8s.io", "BaselineAdminNetworkPolicy" },
	{ "cilium.io", "CiliumClusterwideNetworkPolicy" },
	{ "projectcalico.org", "GlobalNetworkPolicy" },
	{ "projectcalico.org", "StagedGlobalNetworkPolicy" },
	{ "projectcalico.org", "GlobalNetworkSet" },
	{ "projectcalico.org", "Tier" },
	{ "crd.projectcalico.org", "GlobalNetworkPolicy" },
	{ "crd.projectcalico.org", "StagedGlobalNetworkPolicy" },
	{ "crd.projectcalico.org", "GlobalNetworkSet" },
	{ "crd.projectcalico.org", "Tier" },
	{ "argoproj.io", "ClusterWorkflowTemplate" },
	{ "tekton.dev", "ClusterTask" },
	{ "serving.kserve.io", "ClusterServingRuntime" },
	{ "trainer.kubeflow.org", "ClusterTrainingRuntime" },
	{ "cert-manager.io", "ClusterIssuer" },
	{ "kyverno.io", "ClusterPolicy" },
};

static bool
is_cluster_scoped(const struct object *object)
{
	size_t count = sizeof(cluster_scoped) / sizeof(*cluster_scoped);

	for (size_t i = 0; i < count; i++)
		if (object_is(object, cluster_scoped[i].group,
			    cluster_scoped[i].kind))
			return true;
	return false;
}

bool
object_is(const struct object *object, const char *group, const char *kind)
{
	return object && str_is(object->kind, kind) &&
	       str_is(object->group, group);
}

struct place
object_place(const struct object *object)
{
	const struct node *metadata;
	const struct node *name;

	if (!object)
		return (struct place){ 0 };
	metadata = node_get(object->root, "metadata");
	name = node_get(metadata, "name");
	if (!name)
		name = node_get(metadata, "generateName");
	if (!name)
		name = node_get(object->root, "kind");
	return node_place(name ? name : object->root);
}

struct building {
	struct arena *arena;
	struct graph *graph;
	struct str namespace;
};

static void
split_version(struct str text, struct str *group, struct str *version)
{
	size_t slash = str_find(text, '/');

	*group = (struct str){ 0 };
	if (slash < text.len)
		*group = str_head(text, slash);
	*version = slash < text.len ? str_from(text, slash + 1) : text;
}

static void
add_object(struct building *building, const struct node *root,
	struct str api_version, struct str kind)
{
	struct graph *graph = building->graph;
	const struct node *metadata = node_get(root, "metadata");
	struct object *object;

	graph->objects =
		arena_grow(building->arena, graph->objects, graph->object_count,
			&graph->object_capacity, sizeof(*graph->objects));
	object = &graph->objects[graph->object_count++];
	*object = (struct object){
		.graph = graph,
		.root = root,
		.kind = kind,
		.name = node_text(node_get(metadata, "name")),
		.namespace = node_text(node_get(metadata, "namespace")),
		.labels = node_get(metadata, "labels"),
		.annotations = node_get(metadata, "annotations"),
	};
	split_version(api_version, &object->group, &object->version);
	object->cluster_scoped = is_cluster_scoped(object);
	if (object->cluster_scoped)
		object->namespace = (struct str){ 0 };
	else if (!object->namespace.len)
		object->namespace = building->namespace;
}

static void add_root(struct building *building, const struct node *root,
	struct str list_version, struct str list_kind);

/* kro ResourceGraphDefinitions hold whole manifests. */
static void
add_resource_templates(struct building *building, const struct node *root)
{
	NODE_EACH(resource, node_path(root, "spec.resources"))
		add_root(building, node_get(resource, "template"),
			(struct str){ 0 }, (struct str){ 0 });
}

/* Items of a typed list (PodList) may leave version and kind to the list. */
static void
add_items(struct building *building, const struct node *items,
	struct str api_version, struct str kind)
{
	struct str item_kind = str_head(kind, kind.len - strlen("List"));

	NODE_EACH(item, items)
		add_root(building, item,
			item_kind.len ? api_version : (struct str){ 0 },
			item_kind);
}

static void
add_root(struct building *building, const struct node *root,
	struct str list_version, struct str list_kind)
{
	struct str api_version = node_text(node_get(root, "apiVersion"));
	struct str kind = node_text(node_get(root, "kind"));
	const struct node *items = node_get(root, "items");

	if (!node_is_mapping(root))
		return;
	if (!api_version.len)
		api_version = list_version;
	if (!kind.len)
		kind = list_kind;
	if (!api_version.len || !kind.len)
		return;
	if (str_ends(kind, "List") && node_is_sequence(items)) {
		add_items(building, items, api_version, kind);
		return;
	}
	add_object(building, root, api_version, kind);
	if (str_is(kind, "ResourceGraphDefinition") &&
		str_starts(api_version, "kro.run/"))
		add_resource_templates(building, root);
}

/* By what an object is, then in the order of the input. */
static int
compare_identity(const struct object *a, const struct object *b)
{
	int order = str_compare(a->group, b->group);

	if (!order)
		order = str_compare(a->kind, b->kind);
	if (!order)
		order = str_compare(a->namespace, b->namespace);
	return order ? order : str_compare(a->name, b->name);
}

static int
compare(const void *left, const void *right)
{
	const struct object *a = *(const struct object *const *)left;
	const struct object *b = *(const struct object *const *)right;
	int order = compare_identity(a, b);

	return order ? order : (a > b) - (a < b);
}

static void
index_objects(struct arena *arena, struct graph *graph)
{
	size_t count = graph->object_count;

	graph->in_order =
		arena_array(arena, count + 1, sizeof(*graph->in_order));
	graph->sorted = arena_array(arena, count + 1, sizeof(*graph->sorted));
	for (size_t i = 0; i < count; i++) {
		graph->in_order[i] = &graph->objects[i];
		graph->sorted[i] = &graph->objects[i];
	}
	qsort(graph->sorted, count, sizeof(*graph->sorted), compare);
}

static void
extract_pods(struct arena *arena, struct graph *graph)
{
	size_t at = 0;

	for (size_t i = 0; i < graph->object_count; i++) {
		struct object *object = &graph->objects[i];

		object->pod_count = pods_extract(arena, object, NULL);
		graph->pod_count += object->pod_count;
	}
	graph->pods =
		arena_array(arena, graph->pod_count + 1, sizeof(*graph->pods));
	graph->pods_in_order = arena_array(
		arena, graph->pod_count + 1, sizeof(*graph->pods_in_order));
	for (size_t i = 0; i < graph->object_count; i++) {
		struct object *object = &graph->objects[i];

		object->pods = &graph->pods[at];
		pods_extract(arena, object, &graph->pods[at]);
		at += object->pod_count;
	}
	for (size_t i = 0; i < graph->pod_count; i++)
		graph->pods_in_order[i] = &graph->pods[i];
}

struct graph *
graph_build(struct arena *arena, const struct source *const *sources,
	size_t count, struct str name, struct str namespace)
{
	struct graph *graph = arena_alloc(arena, sizeof(*graph));
	struct building building = { arena, graph, namespace };

	graph->name = name;
	for (size_t i = 0; i < count; i++) {
		if (sources[i]->role != SOURCE_MANIFESTS)
			continue;
		for (size_t j = 0; j < sources[i]->document_count; j++)
			add_root(&building, sources[i]->documents[j],
				(struct str){ 0 }, (struct str){ 0 });
	}
	index_objects(arena, graph);
	extract_pods(arena, graph);
	return graph;
}

struct object_range
graph_objects(const struct graph *graph)
{
	if (!graph)
		return (struct object_range){ 0 };
	return (struct object_range){ graph->in_order,
		graph->in_order + graph->object_count };
}

struct pod_range
graph_pods(const struct graph *graph)
{
	if (!graph)
		return (struct pod_range){ 0 };
	return (struct pod_range){ graph->pods_in_order,
		graph->pods_in_order + graph->pod_count };
}

/* How an object compares with a key of which the first PARTS of group and
 * kind (2), namespace (3) and name (4) count. */
static int
compare_key(const struct object *key, const struct object *object, int parts)
{
	int order = str_compare(key->group, object->group);

	if (!order)
		order = str_compare(key->kind, object->kind);
	if (!order && parts > 2)
		order = str_compare(key->namespace, object->namespace);
	if (!order && parts > 3)
		order = str_compare(key->name, object->name);
	return order;
}

/* The first object that does not sort before KEY; with AFTER, the first that
 * sorts behind it. */
static const struct object *const *
bound(const struct graph *graph, const struct object *key, int parts,
	bool after)
{
	size_t low = 0;
	size_t high = graph->object_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare_key(key, graph->sorted[middle], parts);

		if (order > 0 || (after && order == 0))
			low = middle + 1;
		else
			high = middle;
	}
	return graph->sorted + low;
}

static struct object_range
range_of(const struct graph *graph, const struct object *key, int parts)
{
	if (!graph)
		return (struct object_range){ 0 };
	return (struct object_range){ bound(graph, key, parts, false),
		bound(graph, key, parts, true) };
}

struct object_range
graph_objects_of(const struct graph *graph, const char *group, const char *kind)
{
	struct object key = { .group = str_of(group), .kind = str_of(kind) };

	return range_of(graph, &key, 2);
}

struct object_range
graph_objects_in(const struct graph *graph, const char *group, const char *kind,
	struct str namespace)
{
	struct object key = { .group = str_of(group),
		.kind = str_of(kind),
		.namespace = namespace };

	return range_of(graph, &key, 3);
}

const struct object *
graph_find(const struct graph *graph, const char *group, const char *kind,
	struct str namespace, struct str name)
{
	struct object key = {
		.group = str_of(group), .kind = str_of(kind), .name = name
	};
	struct object_range range;

	if (!is_cluster_scoped(&key))
		key.namespace = namespace;
	range = range_of(graph, &key, 4);
	return range.begin == range.end ? NULL : *range.begin;
}
