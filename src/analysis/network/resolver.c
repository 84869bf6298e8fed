/* SPDX-License-Identifier: Apache-2.0 */
/* Who resolves names in which clusters. */
#include "analysis/network/resolver.h"

const struct resolver resolvers[RESOLVER_COUNT] = {
	[RESOLVER_CLUSTER] = { STR_INIT("kube-system"), STR_INIT("k8s-app"),
		STR_INIT("kube-dns"), STR_INIT("coredns"), 53 },
	[RESOLVER_NODE] = { STR_INIT("kube-system"), STR_INIT("k8s-app"),
		STR_INIT("node-local-dns"), STR_INIT("node-local-dns"), 53 },
	[RESOLVER_OPENSHIFT] = { STR_INIT("openshift-dns"),
		STR_INIT("dns.operator.openshift.io/daemonset-dns"),
		STR_INIT("default"), STR_INIT("dns"), 5353 },
};

static const struct str blocks[] = {
	STR_INIT("169.254.20.10/32"),   /* NodeLocal DNSCache */
	STR_INIT("169.254.169.254/32"), /* Cloud DNS of GKE */
	STR_INIT("169.254.10.10/31"),   /* LocalDNS of AKS */
};

const struct str_list resolver_blocks = { blocks,
	sizeof(blocks) / sizeof(blocks[0]) };
