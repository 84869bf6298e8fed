/* SPDX-License-Identifier: Apache-2.0 */
/* What Calico's dialect has of its own. */
#ifndef ANALYSIS_NETWORK_POLICY_CALICO_H
#define ANALYSIS_NETWORK_POLICY_CALICO_H

#include "analysis/network/policy.h"

/* What the policies of a run share. */
struct calico {
	const struct policy_context *context;
	struct label_index set_labels; /* of network sets */
	const struct object **sets;    /* NetworkSet and GlobalNetworkSet */
};

/* Reads a rule's `source` or `destination` ENTITY as its peer. NAMESPACE is
 * the policy's, empty for global ones. */
struct policy_peer calico_peer(const struct calico *calico,
	const struct node *entity, struct str namespace, bool *every_peer);

/* Reads the ports of a rule, which are those of its destination, and its
 * protocol. */
void calico_ports(const struct calico *calico, struct policy_rule *rule);

#endif
