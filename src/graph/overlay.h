/* SPDX-License-Identifier: Apache-2.0 */
/* What one place says, and through its gaps what another says below it. */
#ifndef GRAPH_OVERLAY_H
#define GRAPH_OVERLAY_H

#include <agentlint/graph.h>

#include "base/arena.h"

/* What laying over may still cost: many parts over one large default would
 * otherwise take time and memory as their product. */
struct laying {
	struct arena *arena;
	size_t left;                  /* looks at one node for another */
	const struct object *object;  /* whose parts are laid over */
	const struct object *stopped; /* the first for which it did not do */
};

/* For one graph: ten thousand templates over defaults of a hundred keys take
 * two thirds of it. */
enum { LAYING_MOST = 1 << 28 };

/* Takes one look for each of COUNT nodes at each of OTHERS; false when so many
 * are not left, which is remembered. */
bool laying_spend(struct laying *laying, size_t count, size_t others);

/* ABOVE, and what it leaves out of BELOW, as a strategic merge patch makes it
 * (apimachinery, util/strategicpatch): mappings key by key, lists of things
 * with names item by item, all else as it is above. Either may be NULL. What
 * is made is a node of its own: it stands where ABOVE does, and what is in it
 * keeps its place and its parent. ABOVE alone when nothing is left to spend. */
const struct node *lay_over(struct laying *laying, const struct node *below,
	const struct node *above);

#endif
