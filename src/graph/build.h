/* SPDX-License-Identifier: Apache-2.0 */
/* Builds the graph of one context. When it is said which pods are agents
 * (agents_classify), nothing changes it any more. */
#ifndef GRAPH_BUILD_H
#define GRAPH_BUILD_H

#include <agentlint/graph.h>

#include "base/arena.h"
#include "load/source.h"

struct laying;
struct shape;

/* The objects of one group and kind, and where all of them keep their pods. */
struct kind_range {
	const struct object *const *begin;
	const struct object *const *end;
	const struct shape **shapes; /* in the order of the table */
	size_t shape_count;
	bool searched; /* nobody knows where: it is searched for */
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
	const struct object *unlaid; /* the first whose parts went without some
					of their defaults, or NULL */
	const struct pod **pods_by_namespace; /* in order within one */
};

/* The graph of all objects in those SOURCES that hold manifests. Objects of
 * namespaced kinds without a namespace are in NAMESPACE. */
struct graph *graph_build(struct arena *arena,
	const struct source *const *sources, size_t count, struct str name,
	struct str namespace);

/* Fills in the shapes of a kind by its first object (extract.c). */
void kind_recognise(struct arena *arena, struct kind_range *kind);

/* Fills in the object's pods and their containers (extract.c). Returns how
 * many there are; with PODS NULL only counts. */
size_t pods_extract(
	struct laying *laying, const struct object *object, struct pod *pods);

/* Looks up the objects that the pod leans on (pod.c). */
void pod_resolve(struct pod *pod);

#endif
