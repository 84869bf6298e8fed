/* SPDX-License-Identifier: Apache-2.0 */
/* Walking the tree of a document. */
#include <agentlint/node.h>

#include <stdlib.h>
#include <string.h>

#include "load/scalar.h"
#include "load/source.h"

bool
node_is_mapping(const struct node *node)
{
	return node && node->kind == NODE_MAPPING;
}

bool
node_is_sequence(const struct node *node)
{
	return node && node->kind == NODE_SEQUENCE;
}

bool
node_is_scalar(const struct node *node)
{
	return node && node->kind == NODE_SCALAR;
}

size_t
node_count(const struct node *list)
{
	return list && list->kind != NODE_SCALAR ? list->count : 0;
}

const struct node *
node_begin(const struct node *list)
{
	return node_count(list) ? list->children : NULL;
}

const struct node *
node_end(const struct node *list)
{
	return node_count(list) ? list->children + list->count : NULL;
}

const struct node *
node_search(const struct node *mapping, struct str key, bool nulls)
{
	uint16_t tag = node_key_tag(key);

	for (size_t i = mapping->count; i-- > 0;) {
		const struct node *child = &mapping->children[i];
		bool null =
			child->kind == NODE_SCALAR && child->type == VALUE_NULL;

		if (child->key_tag == tag && str_equal(child->key, key))
			return null && !nulls ? NULL : child;
	}
	return NULL;
}

const struct node *
node_path(const struct node *node, const char *path)
{
	struct str rest = str_of(path);

	while (node && rest.len)
		node = node_get_str(node, str_cut(&rest, '.'));
	return node;
}

const struct node *
node_item(const struct node *list, size_t index)
{
	return index < node_count(list) ? &list->children[index] : NULL;
}

struct str
node_text(const struct node *node)
{
	return node_is_scalar(node) ? node->text : (struct str){ 0 };
}

bool
node_is(const struct node *node, const char *text)
{
	return node_is_scalar(node) && node->type == VALUE_STRING &&
	       str_is(node->text, text);
}

static bool
is_bool(const struct node *node, bool truth)
{
	return node_is_scalar(node) && node->type == VALUE_BOOL &&
	       scalar_is_true(node->text) == truth;
}

bool
node_is_true(const struct node *node)
{
	return is_bool(node, true);
}

bool
node_is_false(const struct node *node)
{
	return is_bool(node, false);
}

bool
node_int(const struct node *node, int64_t *value)
{
	return node_is_scalar(node) && node->type == VALUE_INT &&
	       scalar_int(node->text, value);
}

bool
node_is_int(const struct node *node, int64_t value)
{
	int64_t found;

	return node_int(node, &found) && found == value;
}

struct span
node_key_span(const struct node *node)
{
	if (!node)
		return (struct span){ 0 };
	if (!node->key.ptr)
		return node->span;
	return (struct span){ node->key_start,
		{ node->key_start.line + node->key_lines,
			node->key_end_column } };
}

enum { MOST_LINES = 63 };

void
node_set_key_span(struct node *node, struct span span)
{
	uint32_t lines = span.end.line - span.start.line;

	node->key_start = span.start;
	node->key_end_column = span.end.column;
	node->key_lines = lines < MOST_LINES ? lines & MOST_LINES : MOST_LINES;
}

static const struct document *
document_of(const struct node *node)
{
	while (node->parent)
		node = node->parent;
	return (const struct document *)(const void *)node;
}

bool
node_has_aliases(const struct node *node)
{
	return document_of(node)->alias_count > 0;
}

const struct source *
node_source(const struct node *node)
{
	return node ? document_of(node)->source : NULL;
}

static int
compare_alias(const void *key, const void *item)
{
	return mark_compare(((const struct node *)key)->span.start,
		((const struct alias *)item)->start);
}

const struct node *
node_anchor(const struct node *node)
{
	const struct document *document;
	const struct alias *alias;

	if (!node || !node->alias)
		return NULL;
	document = document_of(node);
	if (!document->alias_count)
		return NULL;
	alias = bsearch(node, document->aliases, document->alias_count,
		sizeof(*alias), compare_alias);
	return alias ? alias->anchor : NULL;
}

struct place
node_place(const struct node *node)
{
	if (!node)
		return (struct place){ 0 };
	return (struct place){ node_source(node), node->span };
}

struct place
node_key_place(const struct node *node)
{
	if (!node)
		return (struct place){ 0 };
	return (struct place){ node_source(node), node_key_span(node) };
}

static uint32_t
count_characters(struct str s)
{
	uint32_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.ptr[i] & 0xc0) != 0x80;
	return count;
}

struct place
node_part_place(const struct node *node, struct str part)
{
	struct place place = node_place(node);
	struct span *span = &place.span;
	struct str text = node_text(node);
	uint32_t quote, shown;

	if (!node || !part.ptr || node->alias || node->block ||
		span->start.line != span->end.line)
		return place;
	quote = !node->plain;
	shown = span->end.column - span->start.column;
	/* Wider or narrower than its text: not written as it is read. */
	if (shown != count_characters(text) + 2 * quote)
		return place;
	text = str_head(text, (size_t)(part.ptr - text.ptr));
	span->start.column += quote + count_characters(text);
	span->end.column = span->start.column + count_characters(part);
	return place;
}

struct place
node_whole_place(const struct node *node)
{
	struct place place = node_place(node);

	if (node && node->key.ptr)
		place.span.start = node->key_start;
	return place;
}

const struct node *
node_alias(const struct node *node)
{
	while (node && !node->alias)
		node = node->parent;
	return node;
}

struct place
node_use_place(const struct node *node)
{
	for (; node; node = node->parent) {
		if (node->alias)
			return node_place(node);
		if (node->merged)
			return node_key_place(node);
	}
	return (struct place){ 0 };
}
