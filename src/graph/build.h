/* SPDX-License-Identifier: Apache-2.0 */
/* Builds the graph of one context; the only place that may change one. */
#ifndef GRAPH_BUILD_H
#define GRAPH_BUILD_H

#include <agentlint/graph.h>

#include "base/arena.h"
#include "load/source.h"

/* The objects of one group and kind. */
struct kind_range {
	const struct object *const *begin;
	const struct object *const *end;
};

struct graph {
	struct str name;        /* of the context; empty for the only one */
	struct object *objects; /* in the order of the input */
	size_t object_count;
	size_t object_capacity;
	struct pod *pods; /* in the order of the input */
	size_t pod_count;
	const struct object **in_order; /* of the input */
	const struct object **sorted;   /* by group, kind, namespace, name */
	struct kind_range *kinds;       /* of sorted, in its order */
	size_t kind_count;
	const struct pod **pods_in_order;
};

/* The graph of all objects in those SOURCES that hold manifests. Objects of
 * namespaced kinds without a namespace are in NAMESPACE. */
struct graph *graph_build(struct arena *arena,
	const struct source *const *sources, size_t count, struct str name,
	struct str namespace);

/* Fills in the object's pods and their containers (pod.c). Returns how many
 * there are; with PODS NULL only counts. */
size_t pods_extract(
	struct arena *arena, const struct object *object, struct pod *pods);

/* Looks up the objects that the pod leans on (pod.c). */
void pod_resolve(struct pod *pod);

#endif
