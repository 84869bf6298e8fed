/* SPDX-License-Identifier: Apache-2.0 */
/* The whole of what a workload may connect with, as lists. */
#ifndef ANALYSIS_NETWORK_LISTING_H
#define ANALYSIS_NETWORK_LISTING_H

#include "analysis/network/reach.h"

/* Another workload of the input, and the ports on which both ends allow a
 * connection. */
struct listed_workload {
	const struct object *object;
	struct str id; /* workload_id */
	struct port_set ports;
};

/* Why something is neither allowed nor denied, and the line that leaves it
 * open. */
struct doubt {
	struct str reason;
	struct place place;
};

/* Everything that a workload is surely allowed in one direction. */
struct listing {
	enum truth isolated;                /* the least of its pods */
	const struct address_block *blocks; /* as address_set_blocks */
	size_t block_count;
	const struct listed_workload *workloads; /* sorted by id, each once */
	size_t workload_count;
	const struct doubt *doubts; /* sorted by place, each once */
	size_t doubt_count;
};

/* The listing of all pods of OBJECT together: its own policies decide about
 * addresses outside the input's pods, both ends about other workloads of the
 * input. Pods on their node's network are outside the model: they are no
 * workload of the list, and a doubt says so of OBJECT's own. The memory is
 * ARENA's. */
struct listing listing_of(struct arena *arena, struct inquiry inquiry,
	const struct object *object, enum direction direction);

/* "agents/Deployment/coder": the namespace, when there is one, the kind and
 * the title of OBJECT; terminated, ARENA's. */
struct str workload_id(struct arena *arena, const struct object *object);

#endif
