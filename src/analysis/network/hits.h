/* SPDX-License-Identifier: Apache-2.0 */
/* What one rule matches. */
#ifndef ANALYSIS_NETWORK_HITS_H
#define ANALYSIS_NETWORK_HITS_H

#include "analysis/network/evaluate.h"

/* The two sets of one rule: what it surely matches, and what it may. */
struct hits {
	struct address_set must;
	struct address_set may;
};

/* The pod whose port names count: the one that is connected to; NULL when
 * that is an address, which has no names. */
const struct cohort *question_destination(const struct question *question);

/* The ports of one entry at DESTINATION. */
struct port_outcome entry_ports(struct arena *arena,
	const struct policy_port *entry, const struct cohort *destination);

/* Whether the peer matches pods of that cohort. */
enum truth peer_matches(const struct policy_peer *peer, size_t cohort);

/* What RULE matches of what the question asks. */
struct hits rule_hits(struct arena *arena, const struct question *question,
	const struct policy_rule *rule);

/* Every address that the question asks about, on all ports. */
struct address_set question_scope(
	struct arena *arena, const struct question *question);

/* Whether blocks of the rule decide by a pod's address: they hold a part of
 * where pods have addresses, or deny what another family may allow. */
bool rule_parts_pods(const struct policy_rule *rule);

/* Nothing of the policy is sure: it may not select the pod, or what it says
 * is not known. */
bool selected_is_doubtful(
	const struct question *question, const struct selected *selected);

#endif
