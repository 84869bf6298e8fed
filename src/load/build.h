/* SPDX-License-Identifier: Apache-2.0 */
/* Builds the tree of a document from scalars, aliases and collections. */
#ifndef LOAD_BUILD_H
#define LOAD_BUILD_H

#include "load/parse.h"
#include "load/scalar.h"

struct frame;
struct anchor;
struct alias;

struct build {
	struct source *source;
	const struct limits *limits;
	struct arena scratch; /* of the stacks */
	struct node *nodes;   /* finished, waiting for their collection */
	size_t node_count, node_capacity;
	struct frame *frames; /* open collections */
	size_t frame_count, frame_capacity;
	struct anchor *anchors; /* of this document */
	size_t anchor_count, anchor_capacity;
	size_t *buckets; /* by name: 1 + the index of the last anchor, or 0 */
	size_t bucket_count;   /* a power of two, or 0 */
	struct alias *aliases; /* of this document */
	size_t alias_count, alias_capacity;
	size_t alias_nodes; /* of this file, so far */
};

void build_init(struct build *build, struct source *source,
	const struct limits *limits);
void build_release(struct build *build);

/* A document begins; it ends and is added to the source; it is given up. */
void build_begin(struct build *build);
void build_end(struct build *build);
void build_abandon(struct build *build);

/* Whether the next node is a key of the innermost mapping; that key. */
bool build_wants_key(struct build *build);
void build_key(struct build *build, struct str text, struct span span);

/* A scalar: a value, or the key of the open mapping. */
void build_scalar(struct build *build, struct node *node, const char *anchor);

/* A collection opens; false (and a problem) when it is too deep or stands
 * where a key must. */
bool build_open(struct build *build, enum node_kind kind, struct span span,
	const char *anchor);

/* The innermost collection closes with what stands at SPAN: a bracket, or in
 * block style nothing. */
void build_close(struct build *build, struct span span);

/* An alias; false (and a problem) when it names nothing, is too deep with what
 * it names, or expands to too many nodes. */
bool build_alias(struct build *build, const char *name, struct span span);

/* Adds the problem that a budget is used up. */
void build_over_budget(struct build *build, struct span span, const char *what,
	size_t limit, const char *option);

#endif
