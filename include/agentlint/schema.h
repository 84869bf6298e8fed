/* SPDX-License-Identifier: Apache-2.0 */
/* What the API server would refuse or drop: every object held against the
 * fields of its type, as far as the table of types knows them. */
#ifndef AGENTLINT_SCHEMA_H
#define AGENTLINT_SCHEMA_H

#include <agentlint/rule.h>

enum fault_kind {
	FAULT_UNKNOWN_FIELD,   /* no field of that name anywhere near */
	FAULT_MISPLACED_FIELD, /* a field, but of another mapping */
	FAULT_WRONG_TYPE,
	FAULT_WRONG_VALUE,   /* not one of those that the server takes */
	FAULT_WRONG_NAME,    /* not of the form that the server insists on */
	FAULT_MISSING_FIELD, /* the server takes nothing without it */
};

/* One thing that is wrong with an object. */
struct fault {
	enum fault_kind kind;
	const struct object *object;
	const struct node *node; /* the field; or the mapping that lacks it */
	const char *type;        /* the API's name of the mapping's type */
	const char *field;       /* the field's name as the API has it; NULL
				    for unknown and misplaced ones */
	struct str nearest;      /* FAULT_UNKNOWN_FIELD, FAULT_WRONG_VALUE: what
			       may have been meant; or empty */
	const char *home;      /* FAULT_MISPLACED_FIELD: the path of the mapping
			       whose field it is; empty: the object itself */
	const char *home_type; /* the API's name of that mapping's type */
	const char *expected;  /* FAULT_WRONG_TYPE: "a boolean";
				 FAULT_WRONG_NAME: "a DNS label: ..." */
	bool key; /* FAULT_WRONG_NAME: the node's key is the name */
	const char *const *values; /* FAULT_WRONG_VALUE: ends with NULL; NULL
				      when EXPECTED says what is taken */
	const struct node *empty;  /* FAULT_MISSING_FIELD: the field where it
				      stands without a value, or NULL */
	const struct fault *next;  /* of the same kind */
};

/* The first of the faults of one kind in the graph that PASS judges, in the
 * order of the input, or NULL. Objects of the kinds in the table are judged
 * whole, of those that embed a PodSpec their pod templates; values with
 * placeholders are taken to be right. */
const struct fault *schema_faults(struct pass *pass, enum fault_kind kind);

/* The minor version of Kubernetes 1.x that the table of types holds. */
unsigned schema_minor(void);

#endif
