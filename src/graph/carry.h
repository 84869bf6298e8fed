/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a PodSpec in kinds that have them elsewhere. */
#ifndef GRAPH_CARRY_H
#define GRAPH_CARRY_H

#include "base/arena.h"
#include "graph/shape.h"

/* What each row of the shape's .carries comes to in PART of the object with
 * that ROOT, NULL where nothing gives it; NULL for a shape without rows. A
 * joined list is a node of its own that holds copies of the items: they keep
 * their place and their parent. */
const struct node *const *carried_fields(struct arena *arena,
	const struct shape *shape, const struct node *root,
	const struct node *part);

#endif
