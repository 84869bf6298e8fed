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

/* What a partial form makes of a field that two places can give. */
enum carry {
	CARRY_FIRST,   /* the first place that has it, be it empty */
	CARRY_FILLED,  /* the first place where something is in it */
	CARRY_JOINED,  /* the items of both, in the order of the places */
	CARRY_MOUNTED, /* of the second place those that a container mounts
			  and the first does not name */
};

/* A PodSpec field and where a partial form keeps it: paths from the part, or
 * with a leading "/" from the object's root. */
struct carried {
	const char *field;
	const char *at[2]; /* the second may be NULL */
	enum carry how;
};

/* A list of containers, or a single one. */
struct container_path {
	const char *path; /* "": the part itself */
	enum container_role role;
};

struct shape {
	const char *group; /* any version */
	const char *kind;
	const char *path; /* keys joined by dots; "[*]" is each item */
	enum shape_form form;
	/* Path from the object's root to metadata that each template's is laid
	 * over, or NULL. */
	const char *metadata;
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
