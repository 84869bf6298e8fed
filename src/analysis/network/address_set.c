/* SPDX-License-Identifier: Apache-2.0 */
/* Exact sets of (address, protocol, port): sweeps over sorted runs. */
#include "analysis/network/address_set.h"

static const struct address_run all_ipv4 = {
	.last = { 0, UINT32_MAX },
	.ports = { port_runs_all, PROTOCOL_COUNT },
};
static const struct address_run all_ipv6 = {
	.last = { UINT64_MAX, UINT64_MAX },
	.ports = { port_runs_all, PROTOCOL_COUNT },
};

const struct address_set address_set_all = { { { &all_ipv4, 1 },
	{ &all_ipv6, 1 } } };

struct address_set
address_set_of(struct arena *arena, enum family family, struct address first,
	struct address last, struct port_set ports)
{
	struct address_set set = { 0 };
	struct address_run *run;

	if (!ports.count || address_compare(first, last) > 0)
		return set;
	run = arena_alloc(arena, sizeof(*run));
	run->first = first;
	run->last = last;
	run->ports = ports;
	set.of[family] = (struct address_runs){ run, 1 };
	return set;
}

/* Runs as they come out of a sweep. */
struct output {
	struct address_run *items;
	size_t count;
};

static void
append(struct output *output, struct address first, struct address last,
	struct port_set ports)
{
	struct address_run *run = &output->items[output->count];

	if (!ports.count)
		return;
	if (output->count &&
		address_compare(address_next(run[-1].last), first) == 0 &&
		port_set_equal(run[-1].ports, ports)) {
		run[-1].last = last;
		return;
	}
	*run = (struct address_run){ first, last, ports };
	output->count++;
}

/* A place in a list of runs. */
struct cursor {
	struct address_runs rest;
	struct port_set ports; /* at the sweep's address */
	struct address last;   /* up to which they hold */
};

/* Moves to the stretch that AT is in; false when no run is left. */
static bool
cursor_move(struct cursor *cursor, struct address at, enum family family)
{
	const struct address_run *run = cursor->rest.items;

	cursor->ports = (struct port_set){ 0 };
	cursor->last = address_last(family);
	if (cursor->rest.count && address_compare(at, run->last) > 0) {
		cursor->rest.items++;
		cursor->rest.count--;
		run++;
	}
	if (!cursor->rest.count)
		return false;
	if (address_compare(at, run->first) < 0) {
		cursor->last = address_previous(run->first);
	} else {
		cursor->ports = run->ports;
		cursor->last = run->last;
	}
	return true;
}

/* Up to where both stay as they are. */
static struct address
end_of_both(const struct cursor *left, const struct cursor *right)
{
	return address_compare(left->last, right->last) < 0 ? left->last
							    : right->last;
}

static struct address_runs
sweep(struct arena *arena, enum set_operation operation, enum family family,
	struct address_runs a, struct address_runs b)
{
	size_t most = 2 * (a.count + b.count) + 1;
	struct output output = { 0 };
	struct cursor left = { .rest = a };
	struct cursor right = { .rest = b };
	struct address at = { 0 };

	output.items = arena_array(arena, most, sizeof(*output.items));
	for (;;) {
		bool more = cursor_move(&left, at, family);
		struct address last;

		if (!cursor_move(&right, at, family) && !more)
			break;
		last = end_of_both(&left, &right);
		append(&output, at, last,
			port_set_combine(
				arena, operation, left.ports, right.ports));
		if (address_compare(last, address_last(family)) == 0)
			break;
		at = address_next(last);
	}
	arena_trim(arena, output.items, output.count * sizeof(*output.items),
		most * sizeof(*output.items));
	return (struct address_runs){ output.count ? output.items : NULL,
		output.count };
}

static bool
runs_equal(struct address_runs a, struct address_runs b)
{
	if (a.count != b.count)
		return false;
	for (size_t i = 0; a.items != b.items && i < a.count; i++)
		if (address_compare(a.items[i].first, b.items[i].first) != 0 ||
			address_compare(a.items[i].last, b.items[i].last) !=
				0 ||
			!port_set_equal(a.items[i].ports, b.items[i].ports))
			return false;
	return true;
}

static struct address_runs
combine(struct arena *arena, enum set_operation operation, enum family family,
	struct address_runs a, struct address_runs b)
{
	static const struct address_runs none;
	bool all_a = runs_equal(a, address_set_all.of[family]);
	bool all_b = runs_equal(b, address_set_all.of[family]);

	switch (operation) {
	case SET_UNION:
		if (!b.count || all_a)
			return a;
		if (!a.count || all_b)
			return b;
		break;
	case SET_INTERSECTION:
		if (!a.count || all_b)
			return a;
		if (!b.count || all_a)
			return b;
		break;
	case SET_DIFFERENCE:
		if (!a.count || !b.count)
			return a;
		if (all_b)
			return none;
		break;
	}
	return sweep(arena, operation, family, a, b);
}

struct address_set
address_set_combine(struct arena *arena, enum set_operation operation,
	struct address_set a, struct address_set b)
{
	struct address_set set;

	for (enum family f = 0; f < FAMILY_COUNT; f++)
		set.of[f] = combine(arena, operation, f, a.of[f], b.of[f]);
	return set;
}

struct address_set
address_set_union(
	struct arena *arena, const struct address_set *sets, size_t count)
{
	struct address_set left;
	struct address_set right;

	if (!count)
		return (struct address_set){ 0 };
	if (count == 1)
		return sets[0];
	left = address_set_union(arena, sets, count / 2);
	right = address_set_union(arena, sets + count / 2, count - count / 2);
	return address_set_combine(arena, SET_UNION, left, right);
}

struct address_set
address_set_on_ports(
	struct arena *arena, struct address_set set, struct port_set ports)
{
	struct address_set result = { 0 };

	if (port_set_is_all(ports))
		return set;
	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_runs runs = set.of[f];
		struct output output = { 0 };

		output.items =
			arena_array(arena, runs.count, sizeof(*output.items));
		for (size_t i = 0; i < runs.count; i++)
			append(&output, runs.items[i].first, runs.items[i].last,
				port_set_combine(arena, SET_INTERSECTION,
					runs.items[i].ports, ports));
		result.of[f] =
			(struct address_runs){ output.items, output.count };
	}
	return result;
}

struct address_set
address_set_keep(struct arena *arena, struct address_set set)
{
	struct address_set result = { 0 };

	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_runs runs = set.of[f];
		struct address_run *items =
			arena_array(arena, runs.count, sizeof(*items));

		for (size_t i = 0; i < runs.count; i++) {
			items[i] = runs.items[i];
			items[i].ports =
				port_set_keep(arena, runs.items[i].ports);
		}
		result.of[f] = (struct address_runs){ items, runs.count };
	}
	return result;
}

struct address_set
address_set_widen(struct arena *arena, struct address_set set)
{
	struct address_set result = { 0 };

	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_runs runs = set.of[f];
		struct output output = { 0 };

		output.items =
			arena_array(arena, runs.count, sizeof(*output.items));
		for (size_t i = 0; i < runs.count; i++)
			append(&output, runs.items[i].first, runs.items[i].last,
				port_set_all);
		result.of[f] =
			(struct address_runs){ output.items, output.count };
	}
	return result;
}

bool
address_set_is_empty(struct address_set set)
{
	return !set.of[FAMILY_IPV4].count && !set.of[FAMILY_IPV6].count;
}

bool
address_set_equal(struct address_set a, struct address_set b)
{
	return runs_equal(a.of[FAMILY_IPV4], b.of[FAMILY_IPV4]) &&
	       runs_equal(a.of[FAMILY_IPV6], b.of[FAMILY_IPV6]);
}

static bool
is_within(
	enum family family, struct address_runs runs, struct address_runs outer)
{
	struct cursor left = { .rest = runs };
	struct cursor right = { .rest = outer };
	struct address at = { 0 };

	if (runs_equal(outer, address_set_all.of[family]))
		return true;
	while (cursor_move(&left, at, family)) {
		struct address last;

		cursor_move(&right, at, family);
		if (!port_set_is_within(left.ports, right.ports))
			return false;
		last = end_of_both(&left, &right);
		if (address_compare(last, address_last(family)) == 0)
			break;
		at = address_next(last);
	}
	return true;
}

bool
address_set_is_within(struct address_set set, struct address_set outer)
{
	for (enum family f = 0; f < FAMILY_COUNT; f++)
		if (!is_within(f, set.of[f], outer.of[f]))
			return false;
	return true;
}

struct port_set
address_set_ports(
	struct address_set set, enum family family, struct address address)
{
	struct address_runs runs = set.of[family];

	while (runs.count) {
		size_t half = runs.count / 2;
		const struct address_run *run = runs.items + half;

		if (address_compare(address, run->first) < 0)
			runs.count = half;
		else if (address_compare(address, run->last) <= 0)
			return run->ports;
		else
			runs = (struct address_runs){ run + 1,
				runs.count - half - 1 };
	}
	return (struct port_set){ 0 };
}

/* The blocks found so far. */
struct block_list {
	struct arena *arena;
	struct address_block *items;
	size_t count;
	size_t capacity;
};

static void
cut(struct block_list *list, enum family family, const struct address_run *run)
{
	struct address first = run->first;

	for (;;) {
		struct cidr cidr = cidr_largest(family, first, run->last);

		list->items = arena_grow(list->arena, list->items, list->count,
			&list->capacity, sizeof(*list->items));
		list->items[list->count++] =
			(struct address_block){ cidr, run->ports };
		if (address_compare(cidr.last, run->last) == 0)
			return;
		first = address_next(cidr.last);
	}
}

size_t
address_set_blocks(struct arena *arena, struct address_set set,
	const struct address_block **blocks)
{
	struct block_list list = { .arena = arena };

	for (enum family f = 0; f < FAMILY_COUNT; f++)
		for (size_t i = 0; i < set.of[f].count; i++)
			cut(&list, f, &set.of[f].items[i]);
	*blocks = list.items;
	return list.count;
}
