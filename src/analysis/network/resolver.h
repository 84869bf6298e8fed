/* SPDX-License-Identifier: Apache-2.0 */
/* Who resolves names in which clusters. */
#ifndef ANALYSIS_NETWORK_RESOLVER_H
#define ANALYSIS_NETWORK_RESOLVER_H

#include <agentlint/settings.h>

enum resolver_kind {
	RESOLVER_CLUSTER,   /* CoreDNS, as kubeadm and most others label it */
	RESOLVER_NODE,      /* NodeLocal DNSCache */
	RESOLVER_OPENSHIFT, /* of OpenShift's DNS operator */
	RESOLVER_COUNT,
};

/* Pods that answer, and the port on which they listen themselves: policies see
 * it when they are asked behind the Service. */
struct resolver {
	struct str namespace;
	struct str label;
	struct str value;
	struct str account;
	unsigned port;
};
extern const struct resolver resolvers[RESOLVER_COUNT];

/* Addresses of nodes and clouds that answer on port 53. */
extern const struct str_list resolver_blocks;

#endif
