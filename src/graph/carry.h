/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a PodSpec in kinds that have them elsewhere. */
#ifndef GRAPH_CARRY_H
#define GRAPH_CARRY_H

#include "graph/overlay.h"
#include "graph/shape.h"

/* What each row of the shape's .carries comes to in PART of the object with
 * that ROOT, NULL where nothing gives it; NULL for a shape without rows. What
 * several places give is a node of its own that holds copies: they keep their
 * place and their parent. */
const struct node *const *carried_fields(struct laying *laying,
	const struct shape *shape, const struct node *root,
	const struct node *part);

#endif
