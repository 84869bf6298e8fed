/* SPDX-License-Identifier: Apache-2.0 */
/* Paths are written from the inside out, then read from the outside in. */
#include "judge/field.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { DEEPEST = 512 };

/* A path that is written into memory that is large enough. */
struct path {
	char *text;
	size_t len;
};

/* What is written around a key at most, and what an index is at most. */
enum { AROUND_KEY = 5, LONGEST_INDEX = 24 };

static void
append(struct path *path, struct str part)
{
	if (part.len)
		memcpy(path->text + path->len, part.ptr, part.len);
	path->len += part.len;
}

static bool
is_simple(struct str key)
{
	for (size_t i = 0; i < key.len; i++)
		if (!isalnum((unsigned char)key.ptr[i]) && key.ptr[i] != '_' &&
			key.ptr[i] != '-')
			return false;
	return key.len > 0;
}

static void
append_key(struct path *path, struct str key)
{
	bool simple = is_simple(key);

	if (!simple)
		append(path, STR("['"));
	else if (path->len)
		append(path, STR("."));
	append(path, key);
	if (!simple)
		append(path, STR("']"));
}

/* Whatever names the step: its key, or the name of an item. */
static struct str
step_name(const struct node *node, bool by_name)
{
	if (node->key.ptr)
		return node->key;
	return by_name ? node_text(node_get(node, "name")) : (struct str){ 0 };
}

/* By its place: what joins two lists holds copies of their items. */
static size_t
item_number(const struct node *item)
{
	size_t number = 0;

	NODE_EACH(other, item->parent) {
		if (!mark_compare(other->span.start, item->span.start))
			break;
		number++;
	}
	return number;
}

static void
append_item(struct path *path, const struct node *node, bool by_name)
{
	struct str name = step_name(node, by_name);
	char number[LONGEST_INDEX];

	if (!name.len) {
		snprintf(number, sizeof(number), "%zu", item_number(node));
		name = str_of(number);
	}
	append(path, STR("["));
	append(path, name);
	append(path, STR("]"));
}

static struct path
path_of(struct arena *arena, const struct node *root, const struct node *node,
	bool by_name, size_t more)
{
	const struct node *steps[DEEPEST];
	struct path path = { 0 };
	size_t count = 0;

	for (; node && node != root && node->parent; node = node->parent) {
		if (count == DEEPEST)
			break;
		steps[count++] = node;
		more += step_name(node, by_name).len +
			(node->key.ptr ? AROUND_KEY : LONGEST_INDEX);
	}
	path.text = arena_alloc(arena, more + 1);
	while (count-- > 0) {
		if (steps[count]->key.ptr)
			append_key(&path, steps[count]->key);
		else
			append_item(&path, steps[count], by_name);
	}
	return path;
}

static struct str
text_of(const struct path *path)
{
	return (struct str){ path->text, path->len };
}

struct str
field_path(
	struct arena *arena, const struct node *root, const struct node *node)
{
	struct path path = path_of(arena, root, node, false, 0);

	return text_of(&path);
}

struct str
field_identity(
	struct arena *arena, const struct node *root, const struct node *node)
{
	struct path path = path_of(arena, root, node, true, 0);

	return text_of(&path);
}

struct str
field_below(struct arena *arena, const struct node *mapping, const char *key)
{
	struct str last = str_of(key);
	struct path path =
		path_of(arena, NULL, mapping, false, last.len + AROUND_KEY);

	append_key(&path, last);
	return text_of(&path);
}

static bool
holds(struct place outer, struct mark mark)
{
	return !mark_is_before(mark, outer.span.start) &&
	       mark_is_before(mark, outer.span.end);
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

/* A finding may be about a part of a scalar. */
static bool
stands_at(const struct node *node, struct mark mark)
{
	struct span span = node->span;

	return !mark_compare(span.start, mark) ||
	       (node->kind == NODE_SCALAR && mark_is_before(span.start, mark) &&
		       mark_is_before(mark, span.end));
}

/* Aliased nodes stand anywhere: only a look at each finds them. */
static const struct node *
search(const struct node *node, struct mark mark)
{
	if (stands_at(node, mark))
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
	if (!stands_at(node, mark) && !starts_at(node_key_place(node), mark)) {
		child = search(root, mark);
		node = child ? child : node;
	}
	return node;
}
