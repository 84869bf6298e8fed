/* SPDX-License-Identifier: Apache-2.0 */
/* Everything about one graph that answers who reaches whom. */
#ifndef ANALYSIS_NETWORK_REACH_H
#define ANALYSIS_NETWORK_REACH_H

#include "analysis/network/evaluate.h"

/* Cohorts that the same policies select: what they may do to addresses, and
 * to any one pod, is the same. */
struct profile {
	size_t cohort;             /* one of them */
	struct selected *policies; /* sorted by tier and order */
	size_t count;
	enum truth isolated[DIRECTION_COUNT];
	struct outcome outcomes[DIRECTION_COUNT]; /* for addresses */
	/* Cohorts with which a connection may be possible as far as this end
	 * goes; size 0 stands for all of them. */
	struct match partners[DIRECTION_COUNT];
	/* Those with which every port is surely allowed; size 0 when that is
	 * not known without asking. */
	struct match friends[DIRECTION_COUNT];
};

struct reach {
	const struct graph *graph;
	const struct settings *settings;
	struct population population;
	struct match nobody; /* matches no cohort */
	struct ranges ranges;
	struct policy_list policies; /* sorted by tier and order */
	const struct profile *profiles;
	size_t profile_count;
	const size_t *profile_of; /* of each cohort */
};

/* Reads all policies of GRAPH and asks them about all its pods. Never changes
 * afterwards; its memory is ARENA's. */
const struct reach *reach_build(struct arena *arena, const struct graph *graph,
	const struct settings *settings);

/* The profile of the pod's cohort. */
const struct profile *reach_profile(
	const struct reach *reach, const struct pod *pod);

/* The question whether the pods of cohort SUBJECT may in DIRECTION have to do
 * with addresses, or with the pods of cohort PEER. */
struct question reach_question(
	const struct reach *reach, size_t subject, enum direction direction);
struct question reach_question_about(const struct reach *reach, size_t subject,
	enum direction direction, size_t peer);

/* What one end of a connection allows, and what both ends do together. */
struct port_outcome reach_end(struct arena *arena, const struct reach *reach,
	size_t cohort, enum direction direction, size_t other);
struct port_outcome ports_of_ends(
	struct arena *arena, struct port_outcome out, struct port_outcome in);

/* The ports on which pods of one cohort can connect to those of another: both
 * ends allow it. */
struct port_outcome reach_connection(
	struct arena *arena, const struct reach *reach, size_t from, size_t to);

/* The cohorts that the policies of COHORT itself may let it connect with in
 * DIRECTION; a match of no size when nothing isolates it. */
const struct match *reach_partners(
	const struct reach *reach, size_t cohort, enum direction direction);

/* Whether both ends may allow it; a quick look before reach_connection. */
bool reach_may_connect(const struct reach *reach, size_t from, size_t to);

#endif
