/* SPDX-License-Identifier: Apache-2.0 */
/* A field followed to its value, to what hides it, or to where it is absent. */
#ifndef ANALYSIS_ADMISSION_FIELD_VALUE_H
#define ANALYSIS_ADMISSION_FIELD_VALUE_H

#include <agentlint/node.h>

/* A value somewhere below a mapping. */
struct field_value {
	const struct node *node; /* NULL when absent */
	bool unknown;            /* a placeholder stands in its place */
	struct place place;      /* of the value; else of the deepest key on
				    the way to it, else OWNER */
};

/* Follows keys joined by dots. */
struct field_value field_at(
	const struct node *mapping, const char *path, struct place owner);

/* The text that the server reads: empty for null and for collections. */
struct str server_text(const struct node *node);

#endif
