/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the pods of an object by the table of shapes, or by searching. */
#include "graph/build.h"
#include "graph/carry.h"
#include "graph/shape.h"

struct extraction {
	struct laying *laying;
	const struct object *object;
	struct pod *pods; /* NULL: only count */
	size_t count;
};

static size_t
count_containers(const struct shape *shape, const struct node *part)
{
	const struct container_path *path =
		shape->containers ? shape->containers : pod_spec_containers;
	size_t count = 0;

	for (; path->path; path++) {
		const struct node *found = node_path(part, path->path);

		count += node_is_mapping(found) ? 1 : node_count(found);
	}
	return count;
}

static void
add_container(struct pod *pod, struct container *containers,
	const struct node *node, enum container_role role)
{
	/* core/v1: an init container that restarts always is a sidecar. */
	if (role == CONTAINER_INIT &&
		node_is(node_get(node, "restartPolicy"), "Always"))
		role = CONTAINER_SIDECAR;
	if (!node_is_mapping(node))
		return;
	containers[pod->container_count++] = (struct container){
		.pod = pod,
		.node = node,
		.security_context = node_get(node, "securityContext"),
		.name = node_text(node_get(node, "name")),
		.role = role,
	};
}

/* Whether the part has what stands at PATH itself: a default makes a part of
 * one type no part of another. */
static bool
is_own(const struct pod *pod, const struct container_path *path)
{
	return !pod->shape->defaults || path->role != CONTAINER_REGULAR ||
	       node_path(pod->root, path->path);
}

static void
add_containers_at(struct laying *laying, struct pod *pod,
	struct container *containers, const struct container_path *path)
{
	const struct node *found = node_path(pod->spec, path->path);
	const struct node *defaults =
		path->defaults ? node_get(pod->spec, path->defaults) : NULL;

	if (!is_own(pod, path))
		return;
	if (node_is_mapping(found)) {
		add_container(pod, containers, found, path->role);
		return;
	}
	NODE_EACH(item, found)
		if (!path->unless || !node_get(item, path->unless))
			add_container(pod, containers,
				lay_over(laying, defaults, item), path->role);
}

static void
add_containers(struct laying *laying, struct pod *pod)
{
	const struct container_path *path = pod->shape->containers;
	struct container *containers = arena_array(laying->arena,
		count_containers(pod->shape, pod->spec) + 1,
		sizeof(*containers));

	pod->containers = containers;
	if (!path)
		path = pod_spec_containers;
	for (; path->path; path++)
		add_containers_at(laying, pod, containers, path);
}

static const struct node *
metadata_of(const struct pod *pod, const struct node *part)
{
	switch (pod->shape->form) {
	case SHAPE_OBJECT:
	case SHAPE_TEMPLATE:
		return node_get(part, "metadata");
	case SHAPE_SPEC:
		return node_get(pod->object->root, "metadata");
	case SHAPE_PART:
		break;
	}
	return pod_field(pod, "metadata");
}

static const struct node *
spec_of(const struct shape *shape, const struct node *root)
{
	bool nested =
		shape->form == SHAPE_OBJECT || shape->form == SHAPE_TEMPLATE;

	return nested ? node_get(root, "spec") : root;
}

static const struct node *
part_of(struct extraction *extraction, const struct shape *shape,
	const struct node *root)
{
	if (!shape->defaults)
		return root;
	return lay_over(extraction->laying,
		node_path(extraction->object->root, shape->defaults), root);
}

static void
add_pod(struct extraction *extraction, const struct shape *shape,
	const struct node *root, bool guessed)
{
	const struct node *metadata;
	const struct node *part;
	struct pod *pod;

	if (shape->unless && node_get(root, shape->unless))
		return;
	/* A part without containers makes no pod of its own (a step list). */
	if (shape->form == SHAPE_PART && !count_containers(shape, root))
		return;
	if (!extraction->pods) {
		extraction->count++;
		return;
	}
	part = part_of(extraction, shape, root);
	pod = &extraction->pods[extraction->count++];
	*pod = (struct pod){
		.object = extraction->object,
		.shape = shape,
		.root = root,
		.spec = spec_of(shape, part),
		.carried = carried_fields(extraction->laying, shape,
			extraction->object->root, part),
		.partial = shape->form == SHAPE_PART,
		.guessed = guessed,
		.agent = true,
		.classified = "every workload is",
	};
	metadata = metadata_of(pod, part);
	pod->labels = node_get(metadata, "labels");
	pod->annotations = node_get(metadata, "annotations");
	pod->security_context = pod_field(pod, "securityContext");
	add_containers(extraction->laying, pod);
}

/* Follows PATH from NODE; "[*]" goes through each item. */
static void
follow(struct extraction *extraction, const struct shape *shape,
	const struct node *node, struct str path)
{
	struct str key;

	while (node && path.len) {
		key = str_cut(&path, '.');
		if (!str_ends(key, "[*]")) {
			node = node_get_str(node, key);
			continue;
		}
		node = node_get_str(node, str_head(key, key.len - 3));
		NODE_EACH(item, node)
			follow(extraction, shape, item, path);
		return;
	}
	if (node_is_mapping(node))
		add_pod(extraction, shape, node, false);
}

/* Kinds of these groups are known to make no pods beyond the table, and their
 * fields may look like pods (schemas, policies about pods). */
static bool
is_searchable(const struct object *object)
{
	static const char *const groups[] = { "", "apps", "batch",
		"apiextensions.k8s.io", "admissionregistration.k8s.io",
		"kyverno.io", "policies.kyverno.io", "templates.gatekeeper.sh",
		"constraints.gatekeeper.sh", "kro.run",
		"kustomize.config.k8s.io", NULL };

	for (size_t i = 0; groups[i]; i++)
		if (str_is(object->group, groups[i]))
			return false;
	return true;
}

static bool
has_named_images(const struct node *containers)
{
	if (!node_is_sequence(containers) || !node_count(containers))
		return false;
	NODE_EACH(item, containers)
		if (!node_is_scalar(node_get(item, "name")) ||
			!node_is_scalar(node_get(item, "image")))
			return false;
	return true;
}

static bool
is_pod_key(struct str key)
{
	static const char *const keys[] = { "spec", "template", "podTemplate",
		"podSpec", "podTemplateSpec", NULL };

	for (size_t i = 0; keys[i]; i++)
		if (str_is(key, keys[i]))
			return true;
	return false;
}

static void
search(struct extraction *extraction, const struct node *node)
{
	if (is_pod_key(node->key) &&
		has_named_images(node_get(node, "containers"))) {
		bool template = str_is(node->key, "spec") && node->parent &&
				is_pod_key(node->parent->key);

		add_pod(extraction,
			template ? &shape_guessed_template
				 : &shape_guessed_spec,
			template ? node->parent : node, true);
		return;
	}
	NODE_EACH(child, node)
		if (child->kind != NODE_SCALAR)
			search(extraction, child);
}

void
kind_recognise(struct arena *arena, struct kind_range *kind)
{
	const struct object *object = *kind->begin;
	size_t capacity = 0;

	for (const struct shape *shape = shapes; shape->kind; shape++) {
		if (!object_is(object, shape->group, shape->kind))
			continue;
		kind->shapes = arena_grow(arena, kind->shapes,
			kind->shape_count, &capacity, sizeof(*kind->shapes));
		kind->shapes[kind->shape_count++] = shape;
	}
	kind->searched = !kind->shape_count && is_searchable(object);
}

size_t
pods_extract(
	struct laying *laying, const struct object *object, struct pod *pods)
{
	struct extraction extraction = { laying, object, pods, 0 };
	const struct kind_range *kind =
		&object->graph->kinds[object->kind_number];

	for (size_t i = 0; i < kind->shape_count; i++)
		follow(&extraction, kind->shapes[i], object->root,
			str_of(kind->shapes[i]->path));
	if (kind->searched)
		search(&extraction, object->root);
	return extraction.count;
}
