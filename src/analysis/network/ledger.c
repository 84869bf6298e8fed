/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that hold for all pods of a profile, given once. */
#include "analysis/network/ledger.h"

/* A table of at most PAIRS_MAX pairs that is never more than half full. */
enum { PAIRS_FIRST = 1 << 10, PAIRS_MAX = 1 << 21 };

struct pair {
	size_t profile;
	size_t other;
	enum direction direction;
	bool used;
	struct port_outcome outcome;
};

struct pair_table {
	struct pair *pairs;
	size_t size; /* a power of two, or 0 */
	size_t count;
};

struct known_blocks {
	const struct str_list *list;
	struct address_set set;
	const struct known_blocks *next;
};

struct inquiry
inquiry_new(struct arena *arena, const struct reach *reach)
{
	enum truth *internet =
		arena_array(arena, reach->policies.count, sizeof(*internet));

	for (size_t i = 0; i < reach->policies.count; i++)
		internet[i] = TRUTH_MAYBE;
	return (struct inquiry){
		.reach = reach,
		.internet = internet,
		.arena = arena,
		.pairs = arena_alloc(arena, sizeof(struct pair_table)),
		.blocks =
			arena_alloc(arena, sizeof(const struct known_blocks *)),
		.ledgers = arena_array(
			arena, reach->profile_count, sizeof(struct ledger)),
	};
}

struct address_set
inquiry_blocks(struct inquiry inquiry, const struct str_list *list)
{
	const struct known_blocks *known = *inquiry.blocks;
	struct known_blocks *blocks;

	while (known && known->list != list)
		known = known->next;
	if (known)
		return known->set;
	blocks = arena_alloc(inquiry.arena, sizeof(*blocks));
	*blocks = (struct known_blocks){ list,
		address_set_of_list(inquiry.arena, list), *inquiry.blocks };
	*inquiry.blocks = blocks;
	return blocks->set;
}

struct ledger *
inquiry_ledger(struct inquiry inquiry, const struct pod *pod)
{
	const struct profile *profile = reach_profile(inquiry.reach, pod);
	struct ledger *ledgers = inquiry.ledgers;

	return ledgers + (profile - inquiry.reach->profiles);
}

static struct pair *
find_pair(const struct pair_table *table, const struct pair *key)
{
	size_t at = (key->profile * 0x9e3779b97f4a7c15u) ^
		    (key->other * 0xc2b2ae3d27d4eb4fu) ^ (size_t)key->direction;

	for (at = at ^ at >> 29;; at++) {
		struct pair *pair = &table->pairs[at & (table->size - 1)];

		if (!pair->used || (pair->profile == key->profile &&
					   pair->other == key->other &&
					   pair->direction == key->direction))
			return pair;
	}
}

static void
grow(struct arena *arena, struct pair_table *table)
{
	struct pair_table larger = {
		.size = table->size ? 2 * table->size : PAIRS_FIRST,
		.count = table->count,
	};

	larger.pairs = arena_array(arena, larger.size, sizeof(struct pair));
	for (size_t i = 0; i < table->size; i++)
		if (table->pairs[i].used)
			*find_pair(&larger, &table->pairs[i]) = table->pairs[i];
	*table = larger;
}

struct port_outcome
inquiry_end(struct inquiry inquiry, size_t cohort, enum direction direction,
	size_t other)
{
	struct pair_table *table = inquiry.pairs;
	struct pair key = {
		.profile = inquiry.reach->profile_of[cohort],
		.other = other,
		.direction = direction,
		.used = true,
	};
	struct arena scratch = { 0 };
	struct pair *pair;

	if (2 * table->count >= table->size && table->size < PAIRS_MAX)
		grow(inquiry.arena, table);
	pair = find_pair(table, &key);
	if (pair->used)
		return pair->outcome;
	key.outcome =
		reach_end(&scratch, inquiry.reach, cohort, direction, other);
	key.outcome.allowed = port_set_keep(inquiry.arena, key.outcome.allowed);
	key.outcome.unknown = port_set_keep(inquiry.arena, key.outcome.unknown);
	arena_release(&scratch);
	if (2 * table->count < table->size) {
		*pair = key;
		table->count++;
	}
	return key.outcome;
}

struct port_outcome
inquiry_connection(
	struct inquiry inquiry, struct arena *scratch, size_t from, size_t to)
{
	if (!reach_may_connect(inquiry.reach, from, to))
		return (struct port_outcome){ 0 };
	return ports_of_ends(scratch,
		inquiry_end(inquiry, from, DIRECTION_EGRESS, to),
		inquiry_end(inquiry, to, DIRECTION_INGRESS, from));
}
