/* SPDX-License-Identifier: Apache-2.0 */
/* One run is one cluster, unless the user splits it. */
#ifndef GRAPH_CONTEXTS_H
#define GRAPH_CONTEXTS_H

#include <agentlint/settings.h>

#include "graph/build.h"

struct contexts {
	struct graph **graphs; /* sorted by name */
	size_t count;          /* at least one */
};

/* How sources are split: those of one name are one context. */
struct split {
	/* The name of the context of the file at PATH; NULL: all are one. */
	struct str (*name)(const void *context, const char *path);
	const void *context;
	bool per_folder; /* instead: each folder by itself */
};

/* Builds one graph for each context of SOURCES, which are sorted by path. */
struct contexts contexts_build(struct arena *arena,
	const struct source *const *sources, size_t count,
	const struct split *split, struct str namespace);

#endif
