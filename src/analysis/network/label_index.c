/* SPDX-License-Identifier: Apache-2.0 */
/* Who carries which label: sorted postings, found by halving. */
#include "analysis/network/label_index.h"

#include <assert.h>
#include <stdlib.h>

struct label_index
label_index_new(struct arena *arena, size_t size)
{
	return (struct label_index){
		.arena = arena,
		.open = match_none(size),
		.size = size,
	};
}

static void
add_posting(struct label_index *index, struct postings *list,
	struct posting posting)
{
	list->items = arena_grow(index->arena, list->items, list->count,
		&list->capacity, sizeof(*list->items));
	list->items[list->count++] = posting;
}

void
label_index_add(
	struct label_index *index, size_t owner, const struct labels *labels)
{
	if (labels->open)
		match_add(index->arena, &index->open, owner, TRUTH_YES);
	for (size_t i = 0; i < labels->count; i++) {
		const struct label *label = &labels->items[i];
		struct posting unknown = { label->key, STR(""), label->state,
			owner };
		struct posting known = { label->key, label->value, LABEL_KNOWN,
			owner };

		if (label->state != LABEL_KNOWN)
			add_posting(index, &index->postings, unknown);
		/* Two equal placeholders are filled in alike. */
		if (label->state != LABEL_MAYBE)
			add_posting(index, &index->postings, known);
		if (labels->open)
			add_posting(index, &index->of_open, unknown);
	}
}

static int
compare_postings(const void *a, const void *b)
{
	const struct posting *left = a;
	const struct posting *right = b;
	int order = str_compare(left->key, right->key);

	if (!order)
		order = str_compare(left->value, right->value);
	if (!order)
		order = (left->owner > right->owner) -
			(left->owner < right->owner);
	return order;
}

static int
compare_owners(const void *a, const void *b)
{
	const struct posting *left = a;
	const struct posting *right = b;

	if (left->owner != right->owner)
		return left->owner < right->owner ? -1 : 1;
	return str_compare(left->key, right->key);
}

void
label_index_sort(struct label_index *index)
{
	if (index->postings.count)
		qsort(index->postings.items, index->postings.count,
			sizeof(struct posting), compare_postings);
	if (index->of_open.count)
		qsort(index->of_open.items, index->of_open.count,
			sizeof(struct posting), compare_owners);
}

/* The first posting that is not before KEY and VALUE. */
static size_t
lower_bound(const struct label_index *index, struct str key, struct str value)
{
	size_t low = 0;
	size_t high = index->postings.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct posting *posting = &index->postings.items[middle];
		int order = str_compare(posting->key, key);

		if (!order)
			order = str_compare(posting->value, value);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Those that carry KEY with any value. */
static struct match
carriers(struct arena *arena, const struct label_index *index, struct str key)
{
	struct match match = match_none(index->size);

	for (size_t i = lower_bound(index, key, STR(""));
		i < index->postings.count &&
		str_equal(index->postings.items[i].key, key);
		i++)
		match_add(arena, &match, index->postings.items[i].owner,
			index->postings.items[i].state == LABEL_MAYBE
				? TRUTH_MAYBE
				: TRUTH_YES);
	return match;
}

/* How surely the open thing OWNER carries KEY with some value. */
static enum truth
open_carries(const struct label_index *index, size_t owner, struct str key)
{
	struct posting wanted = { .key = key, .owner = owner };
	const struct posting *found =
		index->of_open.count ? bsearch(&wanted, index->of_open.items,
					       index->of_open.count,
					       sizeof(wanted), compare_owners)
				     : NULL;

	if (!found)
		return TRUTH_NO;
	return found->state == LABEL_MAYBE ? TRUTH_MAYBE : TRUTH_YES;
}

/* Those of which nobody knows what they have under KEY. */
static void
add_unknown(struct arena *arena, const struct label_index *index,
	struct str key, struct match *match)
{
	MATCH_EACH(i, &index->open)
		if (open_carries(index, i, key) != TRUTH_YES)
			match_add(arena, match, i, TRUTH_MAYBE);
}

static bool
is_at(const struct label_index *index, size_t posting, struct str key)
{
	return posting < index->postings.count &&
	       str_equal(index->postings.items[posting].key, key);
}

static void
add_carriers_of(struct arena *arena, const struct label_index *index,
	struct str key, struct str value, struct match *match)
{
	for (size_t i = lower_bound(index, key, value);
		is_at(index, i, key) &&
		str_equal(index->postings.items[i].value, value);
		i++)
		if (index->postings.items[i].state == LABEL_KNOWN)
			match_add(arena, match, index->postings.items[i].owner,
				TRUTH_YES);
}

/* Those whose value is not known stand first, with an empty one. */
static void
add_doubtful(struct arena *arena, const struct label_index *index,
	const struct requirement *requirement, struct match *match)
{
	struct str key = requirement->key;

	for (size_t i = lower_bound(index, key, STR(""));
		is_at(index, i, key) &&
		(requirement->open || !index->postings.items[i].value.len);
		i++)
		if (requirement->open ||
			index->postings.items[i].state != LABEL_KNOWN)
			match_add(arena, match, index->postings.items[i].owner,
				TRUTH_MAYBE);
}

static struct match
match_in(struct arena *arena, const struct label_index *index,
	const struct requirement *requirement)
{
	struct match match = match_none(index->size);

	for (size_t i = 0; i < requirement->value_count; i++)
		add_carriers_of(arena, index, requirement->key,
			requirement->values[i], &match);
	add_doubtful(arena, index, requirement, &match);
	add_unknown(arena, index, requirement->key, &match);
	return match;
}

static struct match
match_exists(struct arena *arena, const struct label_index *index,
	const struct requirement *requirement)
{
	struct match match = carriers(arena, index, requirement->key);

	add_unknown(arena, index, requirement->key, &match);
	return match;
}

struct match
label_index_match_one(struct arena *arena, const struct label_index *index,
	const struct requirement *requirement)
{
	struct match match;

	switch (requirement->op) {
	case OPERATOR_IN:
		return match_in(arena, index, requirement);
	case OPERATOR_NOT_IN:
		match = match_in(arena, index, requirement);
		match_not(arena, &match);
		return match;
	case OPERATOR_EXISTS:
		return match_exists(arena, index, requirement);
	case OPERATOR_NOT_EXISTS:
		match = match_exists(arena, index, requirement);
		match_not(arena, &match);
		return match;
	case OPERATOR_INVALID:
		return match_none(index->size);
	case OPERATOR_UNKNOWN:
		return match_unknown(arena, index->size);
	}
	assert(false);
	return match_none(index->size);
}

struct match
label_index_match(struct arena *arena, const struct label_index *index,
	struct selector selector)
{
	struct match match;

	if (!selector.count)
		return match_all(arena, index->size);
	match = label_index_match_one(arena, index, selector.requirements);
	for (size_t i = 1; i < selector.count; i++) {
		struct match one = label_index_match_one(
			arena, index, &selector.requirements[i]);

		match_and(&match, &one);
	}
	return match;
}
