/* SPDX-License-Identifier: Apache-2.0 */
/* What a set of policies together allows one pod, in one direction. */
#ifndef ANALYSIS_NETWORK_EVALUATE_H
#define ANALYSIS_NETWORK_EVALUATE_H

#include "analysis/network/policy.h"

/* A policy that selects a pod, or may. */
struct selected {
	const struct policy *policy;
	bool certain;
};

/* Who asks for what. */
struct question {
	const struct population *population;
	const struct ranges *ranges;
	const struct selected *policies; /* sorted by tier and order */
	size_t count;
	enum direction direction;
	size_t subject;  /* cohort that the policies select */
	bool about_pod;  /* else about addresses outside the input's pods */
	size_t peer;     /* cohort, or one of those below, when about a pod */
	bool by_address; /* it may have any address that pods have */
};

/* A pod of which nothing is known, so that only what names nobody matches; and
 * one that what leaves out others matches as well. */
#define ANY_POD SIZE_MAX
#define PLAIN_POD (SIZE_MAX - 1)

/* Where blocks match no nodes: a node, and the API server, as such. */
#define ANY_NODE (SIZE_MAX - 2)
#define API_SERVER (SIZE_MAX - 3)

/* What is allowed, and what manifests do not decide; the rest is denied. */
struct outcome {
	struct address_set allowed;
	struct address_set unknown;
};

/* Whether the subject is isolated in the question's direction: what no policy
 * allows is denied. */
enum truth question_isolated(const struct question *question);

/* The answer for all addresses at once. A question about a pod is answered
 * for the one address 0.0.0.0, which stands for it, or by_address for all that
 * pods have. */
struct outcome question_answer(
	struct arena *arena, const struct question *question);

/* What is surely allowed because neither a rule nor a policy that isolates
 * decides on it: a denial of everything isolates as well. */
struct address_set question_undecided(
	struct arena *arena, const struct question *question);

/* The answer to a question about a pod: sure when it is the same wherever the
 * pod has its address. */
struct port_outcome {
	struct port_set allowed;
	struct port_set unknown;
};
struct port_outcome question_ports(
	struct arena *arena, const struct question *question);

/* One connection that is asked for. */
struct point {
	enum family family; /* of questions about addresses */
	struct address address;
	enum protocol protocol;
	unsigned port;
};

/* What decides a question: all NULL when no policy has a say. */
struct reason {
	const struct policy *policy;
	const struct policy_rule *rule; /* NULL: denied, as nothing allows */
	const struct policy_peer *peer; /* NULL: the rule has none */
	const struct policy_port *port; /* NULL: the rule has none */
	enum truth truth;               /* what is explained */
	bool in_parts; /* the rule decides by a part of the addresses */
};

/* Why the answer for one connection is TRUTH: the first rule in the order of
 * evaluation that says so; for maybe, the first that nobody can tell of. */
struct reason question_explain(struct arena *arena,
	const struct question *question, struct point point, enum truth truth);

#endif
