/* SPDX-License-Identifier: Apache-2.0 */
/* CIDR blocks as the API server reads and refuses them. */
#ifndef ANALYSIS_NETWORK_CIDR_H
#define ANALYSIS_NETWORK_CIDR_H

#include "analysis/network/address.h"

/* What IsValidCIDRForLegacyField (apimachinery, KEP-4858) says of a text. All
 * but CIDR_MALFORMED are accepted by servers before 1.36 and refused by newer
 * ones (feature gate StrictIPCIDRValidation) in new objects. */
enum cidr_fault {
	CIDR_FINE,
	CIDR_MALFORMED, /* no block at all: refused by every version */
	CIDR_ZEROS,     /* leading zeros, read as decimal */
	CIDR_MAPPED,    /* IPv4 in IPv6 notation */
	CIDR_HOST_BITS, /* bits set beyond the prefix, ignored */
};

struct cidr {
	enum cidr_fault fault;
	enum family family;
	unsigned bits;        /* of the prefix */
	struct address first; /* the whole block */
	struct address last;
};

/* Reads "ADDRESS/BITS". A mapped block of at least 96 bits is the IPv4 block
 * that it maps. Everything but the fault is zero for CIDR_MALFORMED. */
struct cidr cidr_parse(struct str text);

/* Whether INNER lies in OUTER and is smaller: what `except` asks for. */
bool cidr_is_strict_subset(struct cidr inner, struct cidr outer);

/* "ADDRESS/BITS" in canonical form. */
struct str cidr_print(struct arena *arena, struct cidr cidr);

/* The largest block of FAMILY that starts at FIRST and does not go past LAST.
 * Taking block after block so cuts a range into as few blocks as can be. */
struct cidr cidr_largest(
	enum family family, struct address first, struct address last);

#endif
