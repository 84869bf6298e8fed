/* SPDX-License-Identifier: Apache-2.0 */
/* What an agent can reach, and who can reach it, by all network policies of
 * its graph together. */
#ifndef AGENTLINT_REACH_H
#define AGENTLINT_REACH_H

#include <agentlint/graph.h>

enum direction {
	DIRECTION_EGRESS,
	DIRECTION_INGRESS,
	DIRECTION_COUNT,
};

/* An answer. Where manifests do not decide, it is maybe, never yes or no. */
enum truth {
	TRUTH_NO,
	TRUTH_MAYBE,
	TRUTH_YES,
};

enum protocol {
	PROTOCOL_TCP,
	PROTOCOL_UDP,
	PROTOCOL_SCTP,
	PROTOCOL_COUNT,
};

/* Whose policy it is. */
enum policy_dialect {
	DIALECT_KUBERNETES, /* NetworkPolicy of networking.k8s.io */
	DIALECT_SANDBOX,    /* the one that agent-sandbox makes of a template */
	DIALECT_ADMIN,      /* policy.networking.k8s.io */
	DIALECT_CILIUM,
	DIALECT_CALICO,
	DIALECT_OTHER, /* known to exist, not evaluated */
};

#endif
