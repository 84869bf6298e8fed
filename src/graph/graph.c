/* SPDX-License-Identifier: Apache-2.0 */
/* Documents become objects; objects are found by what they are. */
#include <stdlib.h>
#include <string.h>

#include "graph/build.h"
#include "graph/foreign.h"
#include "graph/overlay.h"

/* The kinds that live outside namespaces, sorted. Of kinds that are not here,
 * those without a namespace are taken to be in the default one. */
static const struct scope {
	const char *kind, *group;
} cluster_scoped[] = {
	{ "APIService", "apiregistration.k8s.io" },
	{ "AdminNetworkPolicy", "policy.networking.k8s.io" },
	{ "BaselineAdminNetworkPolicy", "policy.networking.k8s.io" },
	{ "CSIDriver", "storage.k8s.io" },
	{ "CSINode", "storage.k8s.io" },
	{ "CertificateSigningRequest", "certificates.k8s.io" },
	{ "CiliumClusterwideNetworkPolicy", "cilium.io" },
	{ "ClusterIssuer", "cert-manager.io" },
	{ "ClusterNetworkPolicy", "policy.networking.k8s.io" },
	{ "ClusterPolicy", "kyverno.io" },
	{ "ClusterRole", "rbac.authorization.k8s.io" },
	{ "ClusterRoleBinding", "rbac.authorization.k8s.io" },
	{ "ClusterServingRuntime", "serving.kserve.io" },
	{ "ClusterTask", "tekton.dev" },
	{ "ClusterTrainingRuntime", "trainer.kubeflow.org" },
	{ "ClusterTrustBundle", "certificates.k8s.io" },
	{ "ClusterWorkflowTemplate", "argoproj.io" },
	{ "CustomResourceDefinition", "apiextensions.k8s.io" },
	{ "FlowSchema", "flowcontrol.apiserver.k8s.io" },
	{ "GlobalNetworkPolicy", "crd.projectcalico.org" },
	{ "GlobalNetworkPolicy", "projectcalico.org" },
	{ "GlobalNetworkSet", "crd.projectcalico.org" },
	{ "GlobalNetworkSet", "projectcalico.org" },
	{ "IngressClass", "networking.k8s.io" },
	{ "MutatingAdmissionPolicy", "admissionregistration.k8s.io" },
	{ "MutatingAdmissionPolicyBinding", "admissionregistration.k8s.io" },
	{ "MutatingWebhookConfiguration", "admissionregistration.k8s.io" },
	{ "Namespace", "" },
	{ "Node", "" },
	{ "PersistentVolume", "" },
	{ "PriorityClass", "scheduling.k8s.io" },
	{ "PriorityLevelConfiguration", "flowcontrol.apiserver.k8s.io" },
	{ "RuntimeClass", "node.k8s.io" },
	{ "StagedGlobalNetworkPolicy", "crd.projectcalico.org" },
	{ "StagedGlobalNetworkPolicy", "projectcalico.org" },
	{ "StorageClass", "storage.k8s.io" },
	{ "Tier", "crd.projectcalico.org" },
	{ "Tier", "projectcalico.org" },
	{ "ValidatingAdmissionPolicy", "admissionregistration.k8s.io" },
	{ "ValidatingAdmissionPolicyBinding", "admissionregistration.k8s.io" },
	{ "ValidatingWebhookConfiguration", "admissionregistration.k8s.io" },
	{ "VolumeAttachment", "storage.k8s.io" },
};

static int
compare_kind(const void *key, const void *item)
{
	const struct object *object = key;
	const struct scope *scope = item;
	int order = str_compare(object->kind, str_of(scope->kind));

	return order ? order : str_compare(object->group, str_of(scope->group));
}

static bool
is_cluster_scoped(const struct object *object)
{
	return bsearch(object, cluster_scoped,
		       sizeof(cluster_scoped) / sizeof(*cluster_scoped),
		       sizeof(*cluster_scoped), compare_kind) != NULL;
}

bool
object_is(const struct object *object, const char *group, const char *kind)
{
	return object && str_is(object->kind, kind) &&
	       str_is(object->group, group);
}

bool
object_is_stored(const struct object *object)
{
	const struct node *metadata =
		object ? node_get(object->root, "metadata") : NULL;

	return node_get(metadata, "uid") ||
	       node_get(metadata, "resourceVersion");
}

struct str
object_title(const struct object *object)
{
	struct str generated;

	if (!object)
		return (struct str){ 0 };
	if (object->name.len)
		return object->name;
	generated = node_text(node_path(object->root, "metadata.generateName"));
	return generated.len ? generated : object->kind;
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
	bool apart; /* whatever namespace an object names */
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
	else if (!object->namespace.len || building->apart)
		object->namespace = building->namespace;
}

static void add_root(struct building *building, const struct node *root,
	struct str list_version, struct str list_kind);

/* kro ResourceGraphDefinitions hold whole manifests, whose namespace is that of
 * the instance: nobody knows it yet, but they are meant for each other and for
 * nothing else. */
static void
add_resource_templates(struct building *building, const struct node *root)
{
	struct building inner = *building;

	inner.apart = true;
	inner.namespace = arena_printf(inner.arena, "kro:%.*s",
		STR_ARG(node_text(node_path(root, "metadata.name"))));
	NODE_EACH(resource, node_path(root, "spec.resources"))
		add_root(&inner, node_get(resource, "template"),
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

/* What is no object has no name: its path stands for one. */
static void
add_foreign(struct building *building, const struct node *root)
{
	const char *kind = foreign_kind(root);
	struct object *object;

	if (!kind)
		return;
	add_object(building, root, (struct str){ 0 }, str_of(kind));
	object = &building->graph->objects[building->graph->object_count - 1];
	object->cluster_scoped = true;
	object->namespace = (struct str){ 0 };
	object->name = node_source(root)->path;
}

static void
add_root(struct building *building, const struct node *root,
	struct str list_version, struct str list_kind)
{
	struct str api_version = node_text(node_get(root, "apiVersion"));
	struct str kind = node_text(node_get(root, "kind"));
	const struct node *items = node_get(root, "items");

	if (!api_version.len)
		api_version = list_version;
	if (!kind.len)
		kind = list_kind;
	if (!api_version.len && !kind.len)
		add_foreign(building, root);
	if (!node_is_mapping(root) || !api_version.len || !kind.len)
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

static bool
is_new_kind(const struct graph *graph, size_t index)
{
	const struct object *object = graph->sorted[index];
	const struct object *before = index ? graph->sorted[index - 1] : NULL;

	return !before || !str_equal(object->kind, before->kind) ||
	       !str_equal(object->group, before->group);
}

static void
index_kinds(struct arena *arena, struct graph *graph)
{
	size_t capacity = 0;

	for (size_t i = 0; i < graph->object_count; i++) {
		if (is_new_kind(graph, i)) {
			graph->kinds = arena_grow(arena, graph->kinds,
				graph->kind_count, &capacity,
				sizeof(*graph->kinds));
			graph->kinds[graph->kind_count++] = (struct kind_range){
				.begin = &graph->sorted[i]
			};
			kind_recognise(
				arena, &graph->kinds[graph->kind_count - 1]);
		}
		graph->kinds[graph->kind_count - 1].end = &graph->sorted[i + 1];
		graph->objects[graph->sorted[i] - graph->objects].kind_number =
			graph->kind_count - 1;
	}
}

static void
find_namesakes(struct graph *graph)
{
	const struct object *first = NULL;

	for (size_t i = 0; i < graph->object_count; i++) {
		const struct object *object = graph->sorted[i];

		if (!first || compare_identity(first, object) != 0)
			first = object;
		graph->objects[object - graph->objects].first = first;
	}
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
	find_namesakes(graph);
	index_kinds(arena, graph);
}

static void
extract_pods(struct arena *arena, struct graph *graph)
{
	struct laying laying = { .arena = arena, .left = LAYING_MOST };
	size_t at = 0;

	for (size_t i = 0; i < graph->object_count; i++) {
		struct object *object = &graph->objects[i];

		object->pod_count = pods_extract(&laying, object, NULL);
		graph->pod_count += object->pod_count;
	}
	graph->pods =
		arena_array(arena, graph->pod_count + 1, sizeof(*graph->pods));
	graph->pods_in_order = arena_array(
		arena, graph->pod_count + 1, sizeof(*graph->pods_in_order));
	for (size_t i = 0; i < graph->object_count; i++) {
		struct object *object = &graph->objects[i];

		object->pods = &graph->pods[at];
		laying.object = object;
		pods_extract(&laying, object, &graph->pods[at]);
		at += object->pod_count;
	}
	graph->unlaid = laying.stopped;
	for (size_t i = 0; i < graph->pod_count; i++) {
		pod_resolve(&graph->pods[i]);
		graph->pods_in_order[i] = &graph->pods[i];
	}
}

static int
compare_namespaces(const void *left, const void *right)
{
	const struct pod *a = *(const struct pod *const *)left;
	const struct pod *b = *(const struct pod *const *)right;
	int order = str_compare(a->object->namespace, b->object->namespace);

	return order ? order : (a > b) - (a < b);
}

static void
index_pods(struct arena *arena, struct graph *graph)
{
	size_t count = graph->pod_count;

	graph->pods_by_namespace = arena_array(
		arena, count + 1, sizeof(*graph->pods_by_namespace));
	for (size_t i = 0; i < count; i++)
		graph->pods_by_namespace[i] = &graph->pods[i];
	qsort(graph->pods_by_namespace, count,
		sizeof(*graph->pods_by_namespace), compare_namespaces);
}

/* About how many objects SOURCES hold: each document is one, or a list. */
static size_t
estimate(const struct source *const *sources, size_t count)
{
	size_t objects = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < sources[i]->document_count; j++)
			objects +=
				1 + node_count(node_get(
					    sources[i]->documents[j], "items"));
	return objects;
}

struct graph *
graph_build(struct arena *arena, const struct source *const *sources,
	size_t count, struct str name, struct str namespace)
{
	struct graph *graph = arena_alloc(arena, sizeof(*graph));
	struct building building = {
		.arena = arena, .graph = graph, .namespace = namespace
	};

	graph->name = name;
	graph->object_capacity = estimate(sources, count) + 1;
	graph->objects = arena_array(
		arena, graph->object_capacity, sizeof(*graph->objects));
	for (size_t i = 0; i < count; i++) {
		if (sources[i]->role != SOURCE_MANIFESTS)
			continue;
		for (size_t j = 0; j < sources[i]->document_count; j++)
			add_root(&building, sources[i]->documents[j],
				(struct str){ 0 }, (struct str){ 0 });
	}
	index_objects(arena, graph);
	extract_pods(arena, graph);
	index_pods(arena, graph);
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

/* The first of PODS that does not sort before NAMESPACE, or, with AFTER, the
 * first that sorts behind it. */
static const struct pod *const *
pod_bound(struct pod_range pods, struct str namespace, bool after)
{
	while (pods.begin < pods.end) {
		const struct pod *const *middle =
			pods.begin + (pods.end - pods.begin) / 2;
		int order =
			str_compare(namespace, (*middle)->object->namespace);

		if (order > 0 || (after && order == 0))
			pods.begin = middle + 1;
		else
			pods.end = middle;
	}
	return pods.begin;
}

struct pod_range
graph_pods_in(const struct graph *graph, struct str namespace)
{
	struct pod_range pods;

	if (!graph)
		return (struct pod_range){ 0 };
	pods = (struct pod_range){ graph->pods_by_namespace,
		graph->pods_by_namespace + graph->pod_count };
	return (struct pod_range){ pod_bound(pods, namespace, false),
		pod_bound(pods, namespace, true) };
}

/* The kinds of a graph are few, its objects many: a kind is found first. */
static const struct kind_range *
kind_find(const struct graph *graph, struct str group, struct str kind)
{
	size_t low = 0;
	size_t high = graph->kind_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct object *first = *graph->kinds[middle].begin;
		int order = str_compare(group, first->group);

		if (!order)
			order = str_compare(kind, first->kind);
		if (!order)
			return &graph->kinds[middle];
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static struct object_range
range_of_kind(const struct graph *graph, struct str group, struct str kind)
{
	const struct kind_range *found =
		graph ? kind_find(graph, group, kind) : NULL;

	if (!found)
		return (struct object_range){ 0 };
	return (struct object_range){ found->begin, found->end };
}

static int
compare_name(const struct object *object, struct str namespace,
	const struct str *name)
{
	int order = str_compare(namespace, object->namespace);

	return order || !name ? order : str_compare(*name, object->name);
}

/* The first object of RANGE that does not sort before the namespace and, when
 * it is given, the name; with AFTER, the first that sorts behind them. */
static const struct object *const *
bound(struct object_range range, struct str namespace, const struct str *name,
	bool after)
{
	while (range.begin < range.end) {
		const struct object *const *middle =
			range.begin + (range.end - range.begin) / 2;
		int order = compare_name(*middle, namespace, name);

		if (order > 0 || (after && order == 0))
			range.begin = middle + 1;
		else
			range.end = middle;
	}
	return range.begin;
}

struct object_range
graph_objects_of(const struct graph *graph, const char *group, const char *kind)
{
	return range_of_kind(graph, str_of(group), str_of(kind));
}

struct object_range
graph_objects_in(const struct graph *graph, const char *group, const char *kind,
	struct str namespace)
{
	struct object_range range =
		range_of_kind(graph, str_of(group), str_of(kind));

	return (struct object_range){ bound(range, namespace, NULL, false),
		bound(range, namespace, NULL, true) };
}

const struct object *
graph_find(const struct graph *graph, const char *group, const char *kind,
	struct str namespace, struct str name)
{
	struct object_range range =
		range_of_kind(graph, str_of(group), str_of(kind));
	struct str home = namespace;
	const struct object *const *found;

	if (range.begin == range.end)
		return NULL;
	/* Objects of one kind are all in namespaces, or none is. */
	if ((*range.begin)->cluster_scoped)
		home = (struct str){ 0 };
	found = bound(range, home, &name, false);
	if (found == range.end || compare_name(*found, home, &name))
		return NULL;
	return *found;
}
