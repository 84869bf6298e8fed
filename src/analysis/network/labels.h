/* SPDX-License-Identifier: Apache-2.0 */
/* The labels that some object will carry, as far as manifests tell. */
#ifndef ANALYSIS_NETWORK_LABELS_H
#define ANALYSIS_NETWORK_LABELS_H

#include <agentlint/graph.h>

#include "base/arena.h"

/* How much is known of one label. */
enum label_state {
	LABEL_KNOWN,
	LABEL_SOME,  /* is there; its value is filled in later */
	LABEL_MAYBE, /* a controller may set it when it makes the pod */
};

struct label {
	struct str key;
	struct str value; /* of LABEL_SOME: the placeholder */
	enum label_state state;
};

struct labels {
	struct label *items; /* sorted by key, keys are unique */
	size_t count;
	bool open; /* may carry any other label besides */
};

/* The label that every Namespace carries; its value is the name. */
#define LABEL_NAMESPACE_NAME "kubernetes.io/metadata.name"

/* The labels of a metadata.labels mapping. */
struct labels labels_of(struct arena *arena, const struct node *mapping);

/* The labels of the pod when it runs: its template's and those that the
 * controller of its kind sets, the name of a Job among them. */
struct labels labels_of_pod(struct arena *arena, const struct pod *pod);

/* The labels of a Namespace, which may be NULL when the input does not hold
 * it: its name is known (LABEL_NAMESPACE_NAME), the rest is not. */
struct labels labels_of_namespace(
	struct arena *arena, const struct object *namespace, struct str name);

/* Negative, 0 or positive, in some order. */
int labels_compare(const struct labels *a, const struct labels *b);

#endif
