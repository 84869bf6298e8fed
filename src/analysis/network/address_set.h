/* SPDX-License-Identifier: Apache-2.0 */
/* Exact sets of (address, protocol, port) over both families.
 *
 * A set says for every address which ports of it belong to it, as sorted runs
 * of addresses that share their ports. Runs that touch and share their ports
 * are one and no run is empty, so equal sets have equal runs. Sets are values:
 * every operation makes a new one that may share memory with the old ones. */
#ifndef ANALYSIS_NETWORK_ADDRESS_SET_H
#define ANALYSIS_NETWORK_ADDRESS_SET_H

#include "analysis/network/cidr.h"
#include "analysis/network/port_set.h"

struct address_run {
	struct address first;
	struct address last;
	struct port_set ports; /* never empty */
};

struct address_runs {
	const struct address_run *items;
	size_t count;
};

/* Zero is the empty set. */
struct address_set {
	struct address_runs of[FAMILY_COUNT];
};

/* Every port of every address of both families. */
extern const struct address_set address_set_all;

/* PORTS of the addresses FIRST to LAST. */
struct address_set address_set_of(struct arena *arena, enum family family,
	struct address first, struct address last, struct port_set ports);

/* What OPERATION makes of A and B. Linear in their runs. */
struct address_set address_set_combine(struct arena *arena,
	enum set_operation operation, struct address_set a,
	struct address_set b);

/* The union of COUNT sets. */
struct address_set address_set_union(
	struct arena *arena, const struct address_set *sets, size_t count);

/* Of the addresses in SET those ports that are in PORTS. */
struct address_set address_set_on_ports(
	struct arena *arena, struct address_set set, struct port_set ports);

/* The set with memory of its own. */
struct address_set address_set_keep(
	struct arena *arena, struct address_set set);

/* Every port of those addresses of which SET holds any. */
struct address_set address_set_widen(
	struct arena *arena, struct address_set set);

bool address_set_is_empty(struct address_set set);
bool address_set_equal(struct address_set a, struct address_set b);

/* Whether SET holds nothing that OUTER does not hold. */
bool address_set_is_within(struct address_set set, struct address_set outer);

/* The ports that SET holds of one address; the empty set for none. */
struct port_set address_set_ports(
	struct address_set set, enum family family, struct address address);

/* A block of addresses and the ports that the set holds of each of them. */
struct address_block {
	struct cidr cidr;
	struct port_set ports;
};

/* The fewest blocks that make up the set, for each set of ports: IPv4 before
 * IPv6, by address. Returns their number and stores them at *BLOCKS. */
size_t address_set_blocks(struct arena *arena, struct address_set set,
	const struct address_block **blocks);

#endif
