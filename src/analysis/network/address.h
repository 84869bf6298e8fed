/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of both families as numbers that compare and count. */
#ifndef ANALYSIS_NETWORK_ADDRESS_H
#define ANALYSIS_NETWORK_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

#include <agentlint/str.h>

#include "base/arena.h"

enum family {
	FAMILY_IPV4,
	FAMILY_IPV6,
	FAMILY_COUNT,
};

/* 128 bits; an IPv4 address is the lowest 32 of them. */
struct address {
	uint64_t high;
	uint64_t low;
};

/* Negative, 0 or positive as A lies before, at or behind B. */
int address_compare(struct address a, struct address b);

/* The number after and before A; past the end it wraps around. */
struct address address_next(struct address a);
struct address address_previous(struct address a);

/* The highest address of FAMILY. */
struct address address_last(enum family family);

/* How many bits an address of FAMILY has: 32 or 128. */
unsigned address_bits(enum family family);

/* The lowest and the highest address whose first BITS bits are those of A. */
struct address address_floor(
	enum family family, struct address a, unsigned bits);
struct address address_ceiling(
	enum family family, struct address a, unsigned bits);

/* Reads an address as Go's old parser does, which Kubernetes kept for stored
 * objects: octets with leading zeros are decimal. *LOOSE tells that netip
 * would refuse the text for such zeros; *MAPPED that it was an IPv4 address
 * in IPv6 notation (::ffff:10.0.0.1), which is left as IPv6. False, and
 * nothing written, when TEXT is no address. */
bool address_parse(struct str text, enum family *family,
	struct address *address, bool *loose, bool *mapped);

/* Dotted decimal, or RFC 5952 with hexadecimal groups only. */
struct str address_print(
	struct arena *arena, enum family family, struct address address);

#endif
