/* SPDX-License-Identifier: Apache-2.0 */
/* Stacks of open collections and finished nodes. */
#include "load/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "load/mapping.h"

struct frame {
	struct node node;  /* the collection, without its children yet */
	size_t first;      /* index of its first child on the stack */
	struct str anchor; /* its name; ptr NULL without one */
	struct str key;    /* of the value that comes next in a mapping */
	struct span key_span;
	bool has_key;
	size_t height; /* of its highest child */
};

struct anchor {
	struct str name;
	const struct node *node;
	size_t height; /* levels of collections that it is; 0 for a scalar */
	size_t before; /* in the same bucket: 1 + its index, or 0 */
};

void
build_init(
	struct build *build, struct source *source, const struct limits *limits)
{
	*build = (struct build){ .source = source, .limits = limits };
	/* About one node for 16 bytes, of about 100 bytes each. */
	source->arena.next_size =
		source->text.len < (1 << 18) ? source->text.len * 4 : 1 << 20;
}

void
build_release(struct build *build)
{
	arena_release(&build->scratch);
}

void
build_begin(struct build *build)
{
	if (build->anchor_count)
		memset(build->buckets, 0,
			build->bucket_count * sizeof(*build->buckets));
	build->node_count = 0;
	build->frame_count = 0;
	build->anchor_count = 0;
	build->alias_count = 0;
}

void
build_abandon(struct build *build)
{
	build_begin(build);
}

static struct frame *
top(struct build *build)
{
	return build->frame_count ? &build->frames[build->frame_count - 1]
				  : NULL;
}

static void
add_problem(struct build *build, enum problem_kind kind, struct span span,
	struct str message)
{
	source_add_problem(
		build->source, (struct problem){
				       .kind = kind,
				       .place = { build->source, span },
				       .message = message,
			       });
}

void
build_over_budget(struct build *build, struct span span, const char *what,
	size_t limit, const char *option)
{
	add_problem(build, PROBLEM_BUDGET, span,
		arena_printf(&build->source->arena,
			"more than %zu %s; the rest is not read (%s)", limit,
			what, option));
}

static size_t *
bucket_of(const struct build *build, struct str name)
{
	size_t hash = (size_t)hash_str(HASH_START, name);

	return &build->buckets[hash & (build->bucket_count - 1)];
}

static void
file_anchor(struct build *build, size_t index)
{
	size_t *bucket = bucket_of(build, build->anchors[index].name);

	build->anchors[index].before = *bucket;
	*bucket = index + 1;
}

/* A bucket for each anchor, so that an input of nothing but anchors and aliases
 * takes no longer than others. */
static void
add_buckets(struct build *build)
{
	build->bucket_count = build->bucket_count ? build->bucket_count * 2 : 8;
	build->buckets = arena_array(
		&build->scratch, build->bucket_count, sizeof(*build->buckets));
	for (size_t i = 0; i < build->anchor_count; i++)
		file_anchor(build, i);
}

static void
remember(struct build *build, struct str name, const struct node *node,
	size_t height)
{
	struct node *copy = arena_alloc(&build->source->arena, sizeof(*copy));

	*copy = *node;
	build->anchors =
		arena_grow(&build->scratch, build->anchors, build->anchor_count,
			&build->anchor_capacity, sizeof(*build->anchors));
	if (build->anchor_count == build->bucket_count)
		add_buckets(build);
	build->anchors[build->anchor_count] =
		(struct anchor){ .name = name, .node = copy, .height = height };
	file_anchor(build, build->anchor_count++);
}

/* A node of HEIGHT levels is finished: it takes the key that waits for it and
 * goes onto the stack. */
static void
push(struct build *build, struct node *node, struct str anchor, size_t height)
{
	struct frame *frame = top(build);

	if (anchor.ptr)
		remember(build, anchor, node, height);
	if (frame && frame->height < height)
		frame->height = height;
	if (frame && frame->has_key) {
		node->key = frame->key;
		node->key_tag = node_key_tag(frame->key);
		node_set_key_span(node, frame->key_span);
		frame->has_key = false;
	}
	build->nodes =
		arena_grow(&build->scratch, build->nodes, build->node_count,
			&build->node_capacity, sizeof(*build->nodes));
	build->nodes[build->node_count++] = *node;
}

static struct str
anchor_name(struct build *build, const char *anchor)
{
	if (!anchor)
		return (struct str){ 0 };
	return arena_str(&build->source->arena, str_of(anchor));
}

bool
build_wants_key(struct build *build)
{
	const struct frame *frame = top(build);

	return frame && frame->node.kind == NODE_MAPPING && !frame->has_key;
}

void
build_key(struct build *build, struct str text, struct span span)
{
	struct frame *frame = top(build);

	frame->key = text;
	frame->key_span = span;
	frame->has_key = true;
}

void
build_scalar(struct build *build, struct node *node, const char *anchor)
{
	struct str name = anchor_name(build, anchor);

	if (!build_wants_key(build)) {
		push(build, node, name, 0);
		return;
	}
	build_key(build, node->text, node->span);
	if (name.ptr)
		remember(build, name, node, 0);
}

/* Whether HEIGHT levels go into what is open; else a problem at SPAN. */
static bool
has_levels(struct build *build, size_t height, struct span span)
{
	size_t depth = build->limits->depth;

	if (height + build->frame_count <= depth)
		return true;
	build_over_budget(build, span, "levels", depth, "--max-depth");
	return false;
}

bool
build_open(struct build *build, enum node_kind kind, struct span span,
	const char *anchor)
{
	if (build_wants_key(build)) {
		add_problem(build, PROBLEM_SYNTAX, span,
			STR("a mapping or a list cannot be a key"));
		return false;
	}
	if (!has_levels(build, 1, span))
		return false;
	build->frames =
		arena_grow(&build->scratch, build->frames, build->frame_count,
			&build->frame_capacity, sizeof(*build->frames));
	build->frames[build->frame_count++] = (struct frame){
		/* The mask tells the compiler that it fits. */
		.node = { .span = span, .kind = kind & 3 },
		.first = build->node_count,
		.anchor = anchor_name(build, anchor),
	};
	return true;
}

/* Moves the children of NODE from the stack to where they stay. */
static void
settle(struct build *build, struct node *node, size_t first)
{
	size_t count = build->node_count - first;
	struct node *children =
		arena_array(&build->source->arena, count, sizeof(*children));

	if (count)
		memcpy(children, &build->nodes[first],
			count * sizeof(*children));
	build->node_count = first;
	node_set_children(node, children, count);
}

/* A block collection ends, for libyaml, where the next token starts; its last
 * child says better where that is. */
static struct mark
end_of(const struct node *node, struct span closing)
{
	const struct node *last = node_item(node, node_count(node) - 1);
	bool bracket = mark_compare(closing.start, closing.end) != 0;

	return last && !bracket ? last->span.end : closing.end;
}

void
build_close(struct build *build, struct span span)
{
	struct frame *frame = top(build);
	struct node node = frame->node;
	struct str anchor = frame->anchor;
	size_t height = frame->height + 1;

	settle(build, &node, frame->first);
	node.span.end = end_of(&node, span);
	if (node.kind == NODE_MAPPING)
		mapping_finish(build->source, &node);
	build->frame_count--;
	push(build, &node, anchor, height);
}

static void
keep_aliases(const struct build *build, struct document *document)
{
	size_t count = build->alias_count;
	struct alias *aliases;

	if (!count)
		return;
	aliases = arena_array(&build->source->arena, count, sizeof(*aliases));
	memcpy(aliases, build->aliases, count * sizeof(*aliases));
	document->aliases = aliases;
	document->alias_count = count;
}

void
build_end(struct build *build)
{
	struct source *source = build->source;
	const struct node *root = build->nodes;
	struct document *document;

	if (!build->node_count ||
		(root->kind == NODE_SCALAR && root->type == VALUE_NULL))
		return;
	document = arena_alloc(&source->arena, sizeof(*document));
	document->root = *root;
	document->source = source;
	keep_aliases(build, document);
	adopt_children(&document->root, 1);
	source->documents = arena_grow(&source->arena,
		(void *)source->documents, source->document_count,
		&source->document_capacity, sizeof(const struct node *));
	source->documents[source->document_count++] = &document->root;
}

/* Copies the tree below NODE; false when that is over the budget. */
static bool
copy_children(struct build *build, struct node *node)
{
	const struct node *from = node->children;
	struct node *children;

	if (node->kind == NODE_SCALAR)
		return true;
	build->alias_nodes += node->count;
	if (build->alias_nodes > build->limits->alias_nodes)
		return false;
	children = arena_array(
		&build->source->arena, node->count, sizeof(*children));
	if (node->count)
		memcpy(children, from, node->count * sizeof(*children));
	node->children = children;
	for (size_t i = 0; i < node->count; i++)
		if (!copy_children(build, &children[i]))
			return false;
	adopt_children(children, node->count);
	return true;
}

static const struct anchor *
anchor_find(const struct build *build, const char *name)
{
	size_t i = build->anchor_count ? *bucket_of(build, str_of(name)) : 0;

	for (; i; i = build->anchors[i - 1].before)
		if (str_is(build->anchors[i - 1].name, name))
			return &build->anchors[i - 1];
	return NULL;
}

static bool
is_open_anchor(const struct build *build, const char *name)
{
	for (size_t i = 0; i < build->frame_count; i++)
		if (build->frames[i].anchor.ptr &&
			str_is(build->frames[i].anchor, name))
			return true;
	return false;
}

static void
note_alias(struct build *build, struct mark start, const struct node *anchor)
{
	build->aliases =
		arena_grow(&build->scratch, build->aliases, build->alias_count,
			&build->alias_capacity, sizeof(*build->aliases));
	build->aliases[build->alias_count++] = (struct alias){ start, anchor };
}

bool
build_alias(struct build *build, const char *name, struct span span)
{
	const struct anchor *anchor = anchor_find(build, name);
	struct node node;

	/* The name is not said: it may be a password that begins with '*'. */
	if (!anchor) {
		add_problem(build, PROBLEM_SYNTAX, span,
			is_open_anchor(build, name)
				? STR("the anchor contains itself")
				: STR("no anchor of that name stands before "
				      "it"));
		return false;
	}
	if (!has_levels(build, anchor->height, span))
		return false;
	note_alias(build, span.start, anchor->node);
	node = *anchor->node;
	node.span = span;
	node.alias = true;
	if (node.kind == NODE_SCALAR && build_wants_key(build)) {
		build_scalar(build, &node, NULL);
		return true;
	}
	build->alias_nodes++;
	if (!copy_children(build, &node)) {
		build_over_budget(build, span, "nodes made by aliases",
			build->limits->alias_nodes, "--max-alias-nodes");
		return false;
	}
	push(build, &node, (struct str){ 0 }, anchor->height);
	return true;
}
