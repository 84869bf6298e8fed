/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of ports of the three protocols that network policies know. */
#include "analysis/network/port_set.h"

#include <assert.h>

const struct port_run port_runs_all[PROTOCOL_COUNT] = {
	{ PROTOCOL_TCP, PORT_MIN, PORT_MAX },
	{ PROTOCOL_UDP, PORT_MIN, PORT_MAX },
	{ PROTOCOL_SCTP, PORT_MIN, PORT_MAX },
};

const struct port_set port_set_all = { port_runs_all, PROTOCOL_COUNT };

const char *
protocol_name(enum protocol protocol)
{
	switch (protocol) {
	case PROTOCOL_TCP:
		return "TCP";
	case PROTOCOL_UDP:
		return "UDP";
	case PROTOCOL_SCTP:
		return "SCTP";
	case PROTOCOL_COUNT:
		break;
	}
	assert(false);
	return "";
}

bool
port_set_equal(struct port_set a, struct port_set b)
{
	if (a.count != b.count)
		return false;
	if (a.runs == b.runs)
		return true;
	for (size_t i = 0; i < a.count; i++)
		if (a.runs[i].protocol != b.runs[i].protocol ||
			a.runs[i].first != b.runs[i].first ||
			a.runs[i].last != b.runs[i].last)
			return false;
	return true;
}

bool
port_set_is_all(struct port_set set)
{
	return port_set_equal(set, port_set_all);
}

bool
port_set_contains(struct port_set set, enum protocol protocol, unsigned port)
{
	for (size_t i = 0; i < set.count; i++)
		if (set.runs[i].protocol == protocol &&
			set.runs[i].first <= port && port <= set.runs[i].last)
			return true;
	return false;
}

struct port_set
port_set_keep(struct arena *arena, struct port_set set)
{
	struct port_run *runs;

	if (!set.count || port_set_is_all(set))
		return set.count ? port_set_all : set;
	runs = arena_array(arena, set.count, sizeof(*runs));
	for (size_t i = 0; i < set.count; i++)
		runs[i] = set.runs[i];
	return (struct port_set){ runs, set.count };
}

struct port_set
port_set_of(struct arena *arena, enum protocol protocol, unsigned first,
	unsigned last)
{
	struct port_run *run;

	if (first < PORT_MIN)
		first = PORT_MIN;
	if (last > PORT_MAX)
		last = PORT_MAX;
	if (first > last)
		return (struct port_set){ 0 };
	if (first == PORT_MIN && last == PORT_MAX)
		return (struct port_set){ &port_runs_all[protocol], 1 };
	run = arena_alloc(arena, sizeof(*run));
	run->protocol = protocol;
	run->first = (uint16_t)first;
	run->last = (uint16_t)last;
	return (struct port_set){ run, 1 };
}

/* Ports of all protocols on one line; what lies between two protocols is in
 * no set. */
static uint32_t
run_start(const struct port_run *run)
{
	return (uint32_t)run->protocol << 16 | run->first;
}

static uint32_t
run_end(const struct port_run *run)
{
	return ((uint32_t)run->protocol << 16 | run->last) + 1;
}

/* Where the cursor's set changes next behind AT. */
static uint32_t
next_edge(struct port_set set, uint32_t at)
{
	if (!set.count)
		return UINT32_MAX;
	return at < run_start(set.runs) ? run_start(set.runs)
					: run_end(set.runs);
}

static bool
holds(enum set_operation operation, bool in_a, bool in_b)
{
	switch (operation) {
	case SET_UNION:
		return in_a || in_b;
	case SET_INTERSECTION:
		return in_a && in_b;
	case SET_DIFFERENCE:
		return in_a && !in_b;
	}
	assert(false);
	return false;
}

/* Adds START up to END (exclusive) of one protocol to the runs. */
static size_t
append(struct port_run *runs, size_t count, uint32_t start, uint32_t end)
{
	if (count && run_end(&runs[count - 1]) == start) {
		runs[count - 1].last = (uint16_t)(end - 1);
		return count;
	}
	runs[count].protocol = (enum protocol)(start >> 16);
	runs[count].first = (uint16_t)start;
	runs[count].last = (uint16_t)(end - 1);
	return count + 1;
}

static struct port_set
sweep(struct arena *arena, enum set_operation operation, struct port_set a,
	struct port_set b)
{
	struct port_run *runs =
		arena_array(arena, a.count + b.count, sizeof(*runs));
	size_t count = 0;
	uint32_t at = 0;

	while (a.count || b.count) {
		uint32_t edge_a = next_edge(a, at);
		uint32_t edge_b = next_edge(b, at);
		uint32_t edge = edge_a < edge_b ? edge_a : edge_b;
		bool in_a = a.count && at >= run_start(a.runs);
		bool in_b = b.count && at >= run_start(b.runs);

		if (holds(operation, in_a, in_b))
			count = append(runs, count, at, edge);
		if (a.count && edge == run_end(a.runs))
			a = (struct port_set){ a.runs + 1, a.count - 1 };
		if (b.count && edge == run_end(b.runs))
			b = (struct port_set){ b.runs + 1, b.count - 1 };
		at = edge;
	}
	return (struct port_set){ count ? runs : NULL, count };
}

struct port_set
port_set_combine(struct arena *arena, enum set_operation operation,
	struct port_set a, struct port_set b)
{
	bool same = port_set_equal(a, b);

	switch (operation) {
	case SET_UNION:
		if (same || !b.count || port_set_is_all(a))
			return a;
		if (!a.count || port_set_is_all(b))
			return b;
		break;
	case SET_INTERSECTION:
		if (same || !a.count || port_set_is_all(b))
			return a;
		if (!b.count || port_set_is_all(a))
			return b;
		break;
	case SET_DIFFERENCE:
		if (same || !a.count || port_set_is_all(b))
			return (struct port_set){ 0 };
		if (!b.count)
			return a;
		break;
	}
	return sweep(arena, operation, a, b);
}

bool
port_set_is_within(struct port_set set, struct port_set outer)
{
	while (set.count && outer.count) {
		if (run_end(outer.runs) <= run_start(set.runs)) {
			outer = (struct port_set){ outer.runs + 1,
				outer.count - 1 };
			continue;
		}
		/* Runs that touch are one: no two of OUTER hold one of SET. */
		if (run_start(set.runs) < run_start(outer.runs) ||
			run_end(set.runs) > run_end(outer.runs))
			return false;
		set = (struct port_set){ set.runs + 1, set.count - 1 };
	}
	return !set.count;
}
