/* SPDX-License-Identifier: Apache-2.0 */
/* How every workload of the input stands: the layers around it, and who it
 * reaches and is reached by. */
#ifndef POSTURE_POSTURE_H
#define POSTURE_POSTURE_H

#include <agentlint/reach.h>

#include "posture/layer.h"

struct workload {
	const struct object *object;
	struct str id;          /* workload_id */
	struct str context;     /* the graph's name; empty for the only one */
	struct inquiry inquiry; /* to its graph */
	bool agent;
	struct layer layers[LAYER_COUNT]; /* by module; of what is no agent all
					     are unknown: nobody judged it */
};

struct posture {
	const struct workload *workloads; /* by graph, then by id */
	size_t count;
	size_t agent_count;
};

/* The posture of every object of GRAPHS that makes pods, judged by every rule
 * of the layers at the severity that the rule has of itself: nothing that the
 * user excuses, ignores or switches off makes a layer look better. All of it
 * is ARENA's. */
struct posture posture_of(struct arena *arena,
	const struct graph *const *graphs, size_t graph_count,
	const struct settings *settings);

/* Whether any pod of OBJECT is judged as an agent. */
bool object_has_agent(const struct object *object);

#endif
