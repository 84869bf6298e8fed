/* SPDX-License-Identifier: Apache-2.0 */
/* Where a cluster's pods, services and nodes have their addresses. */
#ifndef ANALYSIS_NETWORK_RANGES_H
#define ANALYSIS_NETWORK_RANGES_H

#include <agentlint/graph.h>
#include <agentlint/reach.h>
#include <agentlint/settings.h>

#include "analysis/network/address_set.h"

/* One of the cluster's ranges; all ports are in its set. */
struct range {
	struct address_set set; /* as configured, else what is assumed */
	bool known;             /* configured */
};

struct ranges {
	struct range pods;
	struct range services;
	struct range nodes;
	struct range api_server;
	/* All ports of what no network of one's own uses: IPv4 without its
	 * special blocks (RFC 6890), and of IPv6 what is given to the Internet
	 * (RFC 4291). */
	struct address_set internet;
	bool pods_by_block;  /* blocks of addresses match pods at all */
	bool nodes_by_block; /* and nodes */
};

/* The ranges that SETTINGS name; else those that objects of GRAPH tell of:
 * Nodes, ServiceCIDRs, Calico's IPPools, the configurations of kubeadm and
 * kind. What nobody tells is assumed to lie in 10.0.0.0/8, 172.16.0.0/12,
 * 192.168.0.0/16 (RFC 1918) and fc00::/7 (RFC 4193). The API server is at the
 * first address of the services, and where the Service `kubernetes` and its
 * endpoints say; else somewhere among the services. */
struct ranges ranges_of(struct arena *arena, const struct graph *graph,
	const struct settings *settings);

/* The private ranges as texts. */
extern const struct str_list private_blocks;

/* Those ranges and 100.64.0.0/10 (RFC 6598), all ports. */
struct address_set ranges_private(struct arena *arena);

/* The set of those blocks that are no CIDR_MALFORMED, all ports. */
struct address_set address_set_of_list(
	struct arena *arena, const struct str_list *blocks);

/* Whether pods have their addresses within SET (all ports of it): yes when a
 * family that pods surely have is covered wholly. */
enum truth ranges_cover_pods(struct arena *arena, const struct ranges *ranges,
	struct address_set set);

#endif
