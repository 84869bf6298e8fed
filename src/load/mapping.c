/* SPDX-License-Identifier: Apache-2.0 */
/* Merge keys (https://yaml.org/type/merge.html) and duplicate keys. */
#include "load/mapping.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_KEYS = 12 };

void
adopt_children(struct node *nodes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct node *children = (struct node *)nodes[i].children;

		if (nodes[i].kind == NODE_SCALAR)
			continue;
		for (size_t j = 0; j < nodes[i].count; j++)
			children[j].parent = &nodes[i];
	}
}

void
node_set_children(struct node *node, struct node *children, size_t count)
{
	adopt_children(children, count);
	node->children = children;
	node->count = (uint32_t)count;
	node->keys = 0;
	for (size_t i = 0; i < count; i++)
		node->keys |= node_key_bit(children[i].key_tag);
}

/* By key, then by place, so that the later one of two follows. */
static int
compare_keys(const void *left, const void *right)
{
	const struct node *a = *(const struct node *const *)left;
	const struct node *b = *(const struct node *const *)right;
	int order = str_compare(a->key, b->key);

	return order ? order : (a > b) - (a < b);
}

static bool
is_merge(const struct node *node)
{
	return str_is(node->key, "<<");
}

static void
add_duplicate(struct source *source, const struct node *first,
	const struct node *second)
{
	source_add_problem(source,
		(struct problem){
			.kind = PROBLEM_DUPLICATE_KEY,
			.place = { source, node_key_span(second) },
			.message = arena_printf(&source->arena,
				"key '%.*s' stands twice in one mapping",
				STR_ARG(second->key)),
			.related = { source, node_key_span(first) },
			.label = "the first one, which is lost",
		});
}

static void
find_few_duplicates(struct source *source, const struct node *mapping)
{
	const struct node *children = mapping->children;

	for (size_t i = 1; i < mapping->count; i++)
		for (size_t j = i; j-- > 0;)
			if (str_equal(children[i].key, children[j].key)) {
				add_duplicate(
					source, &children[j], &children[i]);
				break;
			}
}

static void
find_duplicates(struct source *source, const struct node *mapping)
{
	struct arena scratch = { 0 };
	const struct node **sorted;

	if (mapping->count <= FEW_KEYS) {
		find_few_duplicates(source, mapping);
		return;
	}
	sorted = arena_array(&scratch, mapping->count, sizeof(*sorted));
	for (size_t i = 0; i < mapping->count; i++)
		sorted[i] = &mapping->children[i];
	qsort(sorted, mapping->count, sizeof(*sorted), compare_keys);
	for (size_t i = 1; i < mapping->count; i++)
		if (str_equal(sorted[i - 1]->key, sorted[i]->key))
			add_duplicate(source, sorted[i - 1], sorted[i]);
	arena_release(&scratch);
}

static size_t
count_merged(const struct node *value)
{
	size_t count = 0;

	if (node_is_mapping(value))
		return value->count;
	NODE_EACH(item, value)
		count += node_is_mapping(item) ? item->count : 0;
	return count;
}

static size_t
append_all(struct node *children, size_t count, const struct node *mapping,
	const struct node *merge)
{
	NODE_EACH(child, mapping) {
		struct node *copy = &children[count++];

		*copy = *child;
		node_set_key_span(copy, node_key_span(merge));
		copy->merged = true;
	}
	return count;
}

static size_t
append_merged(struct node *children, size_t count, const struct node *value)
{
	if (node_is_mapping(value))
		return append_all(children, count, value, value);
	NODE_EACH(item, value)
		if (node_is_mapping(item))
			count = append_all(children, count, item, value);
	return count;
}

static bool
can_merge(const struct node *value)
{
	if (!node_is_sequence(value))
		return node_is_mapping(value);
	NODE_EACH(item, value)
		if (!node_is_mapping(item))
			return false;
	return true;
}

static void
add_bad_merge(struct source *source, const struct node *value)
{
	source_add_problem(source,
		(struct problem){
			.kind = PROBLEM_SYNTAX,
			.passed = true,
			.place = { source, value->span },
			.message = STR("'<<' merges mappings, this is none"),
		});
}

/* Takes out merged children whose key stands before them: the mapping's own
 * keys win, then those of the earlier merged mapping. */
static size_t
drop_overridden(struct node *children, size_t count)
{
	struct arena scratch = { 0 };
	const struct node **sorted =
		arena_array(&scratch, count, sizeof(*sorted));
	bool *dropped = arena_array(&scratch, count, sizeof(*dropped));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		sorted[i] = &children[i];
	qsort(sorted, count, sizeof(*sorted), compare_keys);
	for (size_t i = 1; i < count; i++)
		if (sorted[i]->merged &&
			str_equal(sorted[i - 1]->key, sorted[i]->key))
			dropped[sorted[i] - children] = true;
	for (size_t i = 0; i < count; i++)
		if (!dropped[i])
			children[kept++] = children[i];
	arena_release(&scratch);
	return kept;
}

static void
apply_merges(struct source *source, struct node *mapping, size_t room)
{
	struct node *children = arena_array(
		&source->arena, mapping->count + room, sizeof(*children));
	size_t count = 0;

	NODE_EACH(own, mapping)
		if (!is_merge(own))
			children[count++] = *own;
	NODE_EACH(merge, mapping) {
		if (!is_merge(merge))
			continue;
		if (!can_merge(merge))
			add_bad_merge(source, merge);
		count = append_merged(children, count, merge);
	}
	count = drop_overridden(children, count);
	node_set_children(mapping, children, count);
}

void
mapping_finish(struct source *source, struct node *mapping)
{
	size_t room = 0;
	bool merges = false;

	NODE_EACH(child, mapping) {
		if (!is_merge(child))
			continue;
		merges = true;
		room += count_merged(child);
	}
	find_duplicates(source, mapping);
	if (merges)
		apply_merges(source, mapping, room);
}
