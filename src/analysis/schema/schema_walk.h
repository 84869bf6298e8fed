/* SPDX-License-Identifier: Apache-2.0 */
/* Where a walk through an object stands. */
#ifndef ANALYSIS_SCHEMA_SCHEMA_WALK_H
#define ANALYSIS_SCHEMA_SCHEMA_WALK_H

#include "analysis/schema/schema.h"
#include "analysis/schema/schema_table.h"

/* The mappings from the object's root down to the one that is looked at. */
struct level {
	const struct level *up; /* NULL at the root */
	const struct node *node;
	const struct schema_type *type;
};

struct walk {
	const struct node *root; /* of the object */
	const struct graph *graph;
	void (*visit)(const struct fault *fault, void *context);
	void *context;
};

/* The type whose field NAME is, of the mappings above the one at LEVEL, below
 * it, or beside it, nearest first; and the path of that mapping in PATH, from
 * the object's root. NULL when there is none, or too many to say anything. */
const struct schema_type *schema_home(const struct walk *walk,
	const struct level *level, struct str name, char *path, size_t size);

#endif
