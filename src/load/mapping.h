/* SPDX-License-Identifier: Apache-2.0 */
/* What a finished mapping still needs: merge keys, duplicate keys. */
#ifndef LOAD_MAPPING_H
#define LOAD_MAPPING_H

#include "load/source.h"

/* Tells the children of each of NODES where their parent now is. */
void adopt_children(struct node *nodes, size_t count);

/* Makes COUNT nodes, which stay where they are, the children of NODE. */
void node_set_children(struct node *node, struct node *children, size_t count);

/* Applies the merge keys (<<) of MAPPING and reports its duplicate keys. */
void mapping_finish(struct source *source, struct node *mapping);

#endif
