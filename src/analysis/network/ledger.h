/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that hold for all pods of a profile, given once. */
#ifndef ANALYSIS_NETWORK_LEDGER_H
#define ANALYSIS_NETWORK_LEDGER_H

#include "analysis/network/reach.h"

/* What was asked of one profile and one direction so far. */
struct ledger_side {
	const struct everything *everything;
	const struct answer *any_pod;
	const struct answer *plain_pod;
	const struct answer *dns[PROTOCOL_COUNT]; /* of the cluster's DNS */
	struct ledger_within *within;
};

struct ledger {
	const struct policy_views *policies;
	const struct private_reach *private;
	const struct internet_reach *internet;
	const struct address_set *named; /* by blocks meant for one network */
	const struct reopening *reopening;
	const struct answer *api_server;
	const struct answer *nodes;
	struct ledger_side sides[DIRECTION_COUNT];
};

struct ledger_within {
	const struct str_list *blocks;
	const struct str_list *except;
	const struct reached *reached;
	struct ledger_within *next;
};

/* What one end of a connection between two pods allows, as question_ports
 * answers for the cohort's profile; asked once for each pair of profile and
 * other cohort, as long as there is room. */
struct port_outcome inquiry_end(struct inquiry inquiry, size_t cohort,
	enum direction direction, size_t other);

/* As reach_connection, from what is known; the answer is SCRATCH's. */
struct port_outcome inquiry_connection(
	struct inquiry inquiry, struct arena *scratch, size_t from, size_t to);

/* An inquiry of REACH whose answers are ARENA's. */
struct inquiry inquiry_new(struct arena *arena, const struct reach *reach);

/* All addresses of LIST, which is known again by where it is. */
struct address_set inquiry_blocks(
	struct inquiry inquiry, const struct str_list *list);

/* What the pod's policies surely allow it to reach by blocks that are meant for
 * one network. */
struct address_set inquiry_named(struct inquiry inquiry, const struct pod *pod);

/* The ledger of the pod's profile. */
struct ledger *inquiry_ledger(struct inquiry inquiry, const struct pod *pod);

#endif
