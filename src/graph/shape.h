/* SPDX-License-Identifier: Apache-2.0 */
/* Where each kind keeps its pods, as one table. */
#ifndef GRAPH_SHAPE_H
#define GRAPH_SHAPE_H

#include <agentlint/graph.h>

enum shape_form {
	SHAPE_OBJECT,   /* the object is the pod: metadata and spec */
	SHAPE_TEMPLATE, /* a PodTemplateSpec: metadata and spec */
	SHAPE_SPEC,     /* a PodSpec without metadata of its own */
	SHAPE_PART,     /* some fields only: those of .carries */
};

/* What a partial form makes of a field that several places can give. */
enum carry {
	CARRY_FIRST,   /* the first place that has it, be it empty */
	CARRY_FILLED,  /* the first place where something is in it */
	CARRY_TRUE,    /* the first place that says true, else the first */
	CARRY_LAID,    /* each place over those behind it (overlay.h) */
	CARRY_JOINED,  /* the items of all, in the order of the places */
	CARRY_NAMED,   /* of a later place those that no earlier one names */
	CARRY_MOUNTED, /* of these those that a container mounts */
};

enum { CARRIED_PLACES = 5 };

/* A PodSpec field, or "metadata", and where a partial form keeps it: paths
 * from the part, or with a leading "/" from the object's root. "list[by]" is
 * the item whose key "by" is the name of what holds the part. */
struct carried {
	const char *field;
	const char *at[CARRIED_PLACES]; /* the later ones may be NULL */
	enum carry how;
};

/* A list of containers, or a single one. */
struct container_path {
	const char *path; /* "": the part itself */
	enum container_role role;
	const char *defaults; /* of the part, what each is laid over; or NULL */
	const char *unless;   /* a key of what only refers to one; or NULL */
};

struct shape {
	const char *group; /* any version */
	const char *kind;
	const char *path; /* keys joined by dots; "[*]" is each item */
	enum shape_form form;
	/* Path from the object's root to what each part is laid over, or NULL:
	 * not its containers, which say what a part is. */
	const char *defaults;
	const char *unless; /* a key of the part that another row goes by */
	const struct carried *carries; /* SHAPE_PART: ends with NULL */
	/* From the part to its containers; NULL: those of a PodSpec. */
	const struct container_path *containers;
};

/* Ends with a NULL kind; a kind with several templates has several rows. */
extern const struct shape shapes[];

/* The shape of what the search finds in kinds that nobody knows. */
extern const struct shape shape_guessed_template;
extern const struct shape shape_guessed_spec;

/* The containers of a PodSpec, in the order in which Pod Security visits
 * them (policy/visitor.go); ends with a NULL path. */
extern const struct container_path pod_spec_containers[];

#endif
