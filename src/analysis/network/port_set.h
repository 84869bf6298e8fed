/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of ports of the three protocols that network policies know. */
#ifndef ANALYSIS_NETWORK_PORT_SET_H
#define ANALYSIS_NETWORK_PORT_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <agentlint/reach.h>

#include "base/arena.h"

enum { PORT_MIN = 1, PORT_MAX = 65535 };

/* Ports FIRST to LAST; a run never spans two protocols. */
struct port_run {
	enum protocol protocol;
	uint16_t first;
	uint16_t last;
};

/* Sorted by protocol and port, runs that touch are one: equal sets have equal
 * runs. Zero is the empty set. */
struct port_set {
	const struct port_run *runs;
	size_t count;
};

/* Every port of every protocol, and its runs for other constants. */
extern const struct port_run port_runs_all[PROTOCOL_COUNT];
extern const struct port_set port_set_all;

/* How two sets become one. */
enum set_operation { SET_UNION, SET_INTERSECTION, SET_DIFFERENCE };

/* What OPERATION makes of A and B; may share memory with them. */
struct port_set port_set_combine(struct arena *arena,
	enum set_operation operation, struct port_set a, struct port_set b);

/* The set with memory of its own. */
struct port_set port_set_keep(struct arena *arena, struct port_set set);

/* The set of one run, or the empty set when FIRST is behind LAST. */
struct port_set port_set_of(struct arena *arena, enum protocol protocol,
	unsigned first, unsigned last);

bool port_set_equal(struct port_set a, struct port_set b);

/* Whether SET holds nothing that OUTER does not hold. */
bool port_set_is_within(struct port_set set, struct port_set outer);

bool port_set_is_all(struct port_set set);
bool port_set_contains(
	struct port_set set, enum protocol protocol, unsigned port);

/* "TCP", "UDP", "SCTP". */
const char *protocol_name(enum protocol protocol);

#endif
