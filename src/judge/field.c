/* SPDX-License-Identifier: Apache-2.0 */
/* Paths are written from the inside out, then read from the outside in. */
#include "judge/field.h"

#include <ctype.h>
#include <stdio.h>

enum { DEEPEST = 512 };

static bool
is_simple(struct str key)
{
	for (size_t i = 0; i < key.len; i++)
		if (!isalnum((unsigned char)key.ptr[i]) && key.ptr[i] != '_' &&
			key.ptr[i] != '-')
			return false;
	return key.len > 0;
}

static struct str
append_step(struct arena *arena, struct str path, const struct node *node,
	bool by_name)
{
	struct str name = node_text(node_get(node, "name"));

	if (node->key.ptr)
		return is_simple(node->key)
			       ? arena_printf(arena, "%.*s%s%.*s",
					 STR_ARG(path), path.len ? "." : "",
					 STR_ARG(node->key))
			       : arena_printf(arena, "%.*s['%.*s']",
					 STR_ARG(path), STR_ARG(node->key));
	if (by_name && name.len)
		return arena_printf(
			arena, "%.*s[%.*s]", STR_ARG(path), STR_ARG(name));
	return arena_printf(arena, "%.*s[%zu]", STR_ARG(path),
		(size_t)(node - node->parent->children));
}

static struct str
path_of(struct arena *arena, const struct node *root, const struct node *node,
	bool by_name)
{
	const struct node *steps[DEEPEST];
	struct str path = { 0 };
	size_t count = 0;

	for (; node && node != root && node->parent; node = node->parent)
		if (count < DEEPEST)
			steps[count++] = node;
	while (count > 0)
		path = append_step(arena, path, steps[--count], by_name);
	return path;
}

struct str
field_path(
	struct arena *arena, const struct node *root, const struct node *node)
{
	return path_of(arena, root, node, false);
}

struct str
field_identity(
	struct arena *arena, const struct node *root, const struct node *node)
{
	return path_of(arena, root, node, true);
}

struct str
field_below(struct arena *arena, const struct node *mapping, const char *key)
{
	struct str path = path_of(arena, NULL, mapping, false);

	return arena_printf(
		arena, "%.*s%s%s", STR_ARG(path), path.len ? "." : "", key);
}

static bool
is_before(struct mark a, struct mark b)
{
	return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static bool
holds(struct place outer, struct mark mark)
{
	return !is_before(mark, outer.span.start) &&
	       is_before(mark, outer.span.end);
}

static const struct node *
child_at(const struct node *node, struct mark mark)
{
	NODE_EACH(child, node)
		if (holds(node_whole_place(child), mark))
			return child;
	return NULL;
}

static bool
starts_at(struct place place, struct mark mark)
{
	return place.span.start.line == mark.line &&
	       place.span.start.column == mark.column;
}

/* Aliased nodes stand anywhere: only a look at each finds them. */
static const struct node *
search(const struct node *node, struct mark mark)
{
	if (starts_at(node_place(node), mark))
		return node;
	NODE_EACH(child, node) {
		const struct node *found = search(child, mark);

		if (found)
			return found;
	}
	return NULL;
}

const struct node *
node_at(const struct node *root, struct place place)
{
	struct mark mark = place.span.start;
	const struct node *node = root;
	const struct node *child;

	while ((child = child_at(node, mark)))
		node = child;
	if (!starts_at(node_place(node), mark) &&
		!starts_at(node_key_place(node), mark)) {
		child = search(root, mark);
		node = child ? child : node;
	}
	return node;
}
