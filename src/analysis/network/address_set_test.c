/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of addresses and ports against brute force on small universes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "analysis/network/address_set.h"

enum { ADDRESSES = 32, PORTS = 6, BOXES = 6, ROUNDS = 20000 };

/* A universe: ADDRESSES addresses from its origin on. */
struct universe {
	enum family family;
	struct address origin;
};

/* The places where carries and ends are. */
static const struct universe universes[] = {
	{ FAMILY_IPV4, { 0, 0 } },
	{ FAMILY_IPV4, { 0, UINT32_MAX - ADDRESSES + 1 } },
	{ FAMILY_IPV4, { 0, 0x0af30000 } },
	{ FAMILY_IPV6, { 0, 0 } },
	{ FAMILY_IPV6, { UINT64_MAX, UINT64_MAX - ADDRESSES + 1 } },
	{ FAMILY_IPV6, { 0xfd00, UINT64_MAX - ADDRESSES / 2 + 1 } },
};

enum { UNIVERSES = sizeof(universes) / sizeof(universes[0]) };

/* What is in a set, cell by cell. */
struct grid {
	bool at[ADDRESSES][PROTOCOL_COUNT][PORTS];
};

/* A generator of our own, so that a failure comes again. */
static uint64_t seed = 1;

static unsigned
draw(unsigned below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % below;
}

static struct address
offset(struct universe universe, unsigned steps)
{
	struct address a = universe.origin;

	while (steps--)
		a = address_next(a);
	return a;
}

/* Ports at both ends of the range, so that neighbours of runs are tried. */
static unsigned
port(unsigned i)
{
	return i < PORTS / 2 ? PORT_MIN + i : PORT_MAX - (PORTS - 1 - i);
}

/* The index of the port: the inverse of the above for runs of ports. */
static bool
in_run(unsigned i, unsigned first, unsigned last)
{
	return port(first) <= port(i) && port(i) <= port(last);
}

static struct address_set
random_box(struct arena *arena, struct universe universe, struct grid *grid)
{
	unsigned a = draw(ADDRESSES);
	unsigned b = a + draw(ADDRESSES - a);
	enum protocol protocol = draw(PROTOCOL_COUNT);
	unsigned p = draw(PORTS);
	unsigned q = p + draw(PORTS - p);
	struct port_set ports = port_set_of(arena, protocol, port(p), port(q));
	bool every = draw(4) == 0;

	for (unsigned i = a; i <= b; i++)
		for (unsigned t = 0; t < PROTOCOL_COUNT; t++)
			for (unsigned k = 0; k < PORTS; k++)
				if (every || (t == protocol && in_run(k, p, q)))
					grid->at[i][t][k] = true;
	return address_set_of(arena, universe.family, offset(universe, a),
		offset(universe, b), every ? port_set_all : ports);
}

static struct address_set
random_set(struct arena *arena, struct universe universe, struct grid *grid)
{
	struct address_set boxes[BOXES];
	unsigned count = draw(BOXES + 1);

	memset(grid, 0, sizeof(*grid));
	for (unsigned i = 0; i < count; i++)
		boxes[i] = random_box(arena, universe, grid);
	return address_set_union(arena, boxes, count);
}

static void
assert_same(struct address_set set, struct universe universe,
	const struct grid *grid)
{
	for (unsigned i = 0; i < ADDRESSES; i++) {
		struct port_set ports = address_set_ports(
			set, universe.family, offset(universe, i));

		for (unsigned t = 0; t < PROTOCOL_COUNT; t++)
			for (unsigned k = 0; k < PORTS; k++)
				assert_int_equal(grid->at[i][t][k],
					port_set_contains(ports,
						(enum protocol)t, port(k)));
	}
}

static void
assert_canonical(struct address_set set)
{
	for (enum family f = 0; f < FAMILY_COUNT; f++)
		for (size_t i = 0; i < set.of[f].count; i++) {
			const struct address_run *run = &set.of[f].items[i];

			assert_true(run->ports.count > 0);
			assert_true(
				address_compare(run->first, run->last) <= 0);
			if (!i)
				continue;
			assert_true(
				address_compare(run[-1].last, run->first) < 0);
			if (address_compare(address_next(run[-1].last),
				    run->first) == 0)
				assert_false(port_set_equal(
					run[-1].ports, run->ports));
		}
}

static void
grid_combine(enum set_operation operation, const struct grid *a,
	const struct grid *b, struct grid *result)
{
	for (unsigned i = 0; i < ADDRESSES; i++)
		for (unsigned t = 0; t < PROTOCOL_COUNT; t++)
			for (unsigned k = 0; k < PORTS; k++) {
				bool x = a->at[i][t][k];
				bool y = b->at[i][t][k];

				result->at[i][t][k] =
					operation == SET_UNION        ? x || y
					: operation == SET_DIFFERENCE ? x && !y
								      : x && y;
			}
}

static void
equals_brute_force(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct arena arena = { 0 };
		struct universe universe = universes[round % UNIVERSES];
		enum set_operation operation =
			(enum set_operation)(round / UNIVERSES % 3);
		struct grid a;
		struct grid b;
		struct grid c;
		struct address_set x = random_set(&arena, universe, &a);
		struct address_set y = random_set(&arena, universe, &b);
		struct address_set z =
			address_set_combine(&arena, operation, x, y);

		assert_same(x, universe, &a);
		assert_canonical(x);
		assert_canonical(z);
		grid_combine(operation, &a, &b, &c);
		assert_same(z, universe, &c);
		assert_int_equal(
			address_set_equal(x, y), !memcmp(&a, &b, sizeof(a)));
		grid_combine(SET_DIFFERENCE, &a, &b, &c);
		assert_int_equal(
			address_set_is_within(x, y), !memchr(&c, 1, sizeof(c)));
		arena_release(&arena);
	}
}

static void
keeps_the_laws(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS / 4; round++) {
		struct arena arena = { 0 };
		struct universe universe = universes[round % UNIVERSES];
		struct grid grid;
		struct address_set x = random_set(&arena, universe, &grid);
		struct address_set y = random_set(&arena, universe, &grid);
		struct address_set outside = address_set_combine(
			&arena, SET_DIFFERENCE, address_set_all, x);
		struct address_set common =
			address_set_combine(&arena, SET_INTERSECTION, x, y);
		struct address_set only =
			address_set_combine(&arena, SET_DIFFERENCE, x, y);

		assert_canonical(outside);
		assert_true(address_set_equal(
			address_set_combine(&arena, SET_UNION, x, outside),
			address_set_all));
		assert_true(address_set_is_empty(address_set_combine(
			&arena, SET_INTERSECTION, x, outside)));
		assert_true(address_set_equal(x,
			address_set_combine(&arena, SET_UNION, common, only)));
		arena_release(&arena);
	}
}

static bool
same_ports(const struct grid *grid, unsigned a, unsigned b)
{
	return !memcmp(grid->at[a], grid->at[b], sizeof(grid->at[a]));
}

static bool
empty_at(const struct grid *grid, unsigned i)
{
	return !memchr(grid->at[i], 1, sizeof(grid->at[i]));
}

/* The fewest blocks for the addresses of the universe from START on, found by
 * halving: a block is needed wherever a whole half has the same ports. */
static size_t
fewest(const struct grid *grid, unsigned start, unsigned size)
{
	bool whole = true;

	for (unsigned i = start; i < start + size; i++)
		whole = whole && same_ports(grid, start, i);
	if (whole)
		return !empty_at(grid, start);
	return fewest(grid, start, size / 2) +
	       fewest(grid, start + size / 2, size / 2);
}

static void
cuts_into_the_fewest_blocks(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS / 4; round++) {
		struct arena arena = { 0 };
		struct universe universe = universes[round % 5];
		struct grid grid;
		const struct address_block *blocks;
		struct address_set x = random_set(&arena, universe, &grid);
		struct address_set again = { 0 };
		size_t count = address_set_blocks(&arena, x, &blocks);

		assert_int_equal(count, fewest(&grid, 0, ADDRESSES));
		for (size_t i = 0; i < count; i++) {
			struct cidr cidr = blocks[i].cidr;

			if (i)
				assert_true(
					address_compare(blocks[i - 1].cidr.last,
						cidr.first) < 0);
			again = address_set_combine(&arena, SET_UNION, again,
				address_set_of(&arena, cidr.family, cidr.first,
					cidr.last, blocks[i].ports));
		}
		assert_true(address_set_equal(again, x));
		arena_release(&arena);
	}
}

static void
cuts_the_articles_policy(void **state)
{
	static const char *const expected[] = { "0.0.0.0/5", "8.0.0.0/7",
		"10.0.0.0/9", "10.128.0.0/10", "10.192.0.0/11", "10.224.0.0/12",
		"10.240.0.0/15", "10.242.0.0/16", "10.244.0.0/14",
		"10.248.0.0/13", "11.0.0.0/8", "12.0.0.0/6", "16.0.0.0/4",
		"32.0.0.0/3", "64.0.0.0/2", "128.0.0.0/1" };
	struct arena arena = { 0 };
	struct cidr all = cidr_parse(STR("0.0.0.0/0"));
	struct cidr pods = cidr_parse(STR("10.243.0.0/16"));
	const struct address_block *blocks;
	struct address_set set = address_set_combine(&arena, SET_DIFFERENCE,
		address_set_of(
			&arena, all.family, all.first, all.last, port_set_all),
		address_set_of(&arena, pods.family, pods.first, pods.last,
			port_set_all));
	size_t count = address_set_blocks(&arena, set, &blocks);

	(void)state;
	assert_int_equal(count, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < count; i++) {
		assert_string_equal(
			cidr_print(&arena, blocks[i].cidr).ptr, expected[i]);
		assert_true(port_set_is_all(blocks[i].ports));
	}
	arena_release(&arena);
}

static void
takes_ports_away(void **state)
{
	(void)state;
	for (int round = 0; round < ROUNDS / 8; round++) {
		struct arena arena = { 0 };
		struct universe universe = universes[round % UNIVERSES];
		struct grid grid;
		struct address_set x = random_set(&arena, universe, &grid);
		struct port_set dns =
			port_set_of(&arena, PROTOCOL_UDP, port(1), port(4));
		struct address_set y = address_set_on_ports(&arena, x, dns);

		for (unsigned i = 0; i < ADDRESSES; i++)
			for (unsigned t = 0; t < PROTOCOL_COUNT; t++)
				for (unsigned k = 0; k < PORTS; k++)
					if (t != PROTOCOL_UDP || k < 1 || k > 4)
						grid.at[i][t][k] = false;
		assert_same(y, universe, &grid);
		assert_canonical(y);
		arena_release(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_brute_force),
		cmocka_unit_test(keeps_the_laws),
		cmocka_unit_test(cuts_into_the_fewest_blocks),
		cmocka_unit_test(cuts_the_articles_policy),
		cmocka_unit_test(takes_ports_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
