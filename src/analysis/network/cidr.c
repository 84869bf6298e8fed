/* SPDX-License-Identifier: Apache-2.0 */
/* CIDR blocks as the API server reads and refuses them. */
#include "analysis/network/cidr.h"

enum { MAPPED_BITS = 96 };

static bool
parse_bits(struct str text, unsigned max, unsigned *bits, bool *loose)
{
	unsigned value = 0;

	if (!text.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		value = value * 10 + (unsigned)(text.ptr[i] - '0');
		if (value > max)
			return false;
	}
	if (text.len > 1 && text.ptr[0] == '0')
		*loose = true;
	*bits = value;
	return true;
}

struct cidr
cidr_parse(struct str text)
{
	struct cidr cidr = { .fault = CIDR_MALFORMED };
	struct address address;
	bool slash = str_find(text, '/') < text.len;
	bool loose;
	bool mapped;

	if (!slash ||
		!address_parse(str_cut(&text, '/'), &cidr.family, &address,
			&loose, &mapped) ||
		!parse_bits(
			text, address_bits(cidr.family), &cidr.bits, &loose))
		return (struct cidr){ .fault = CIDR_MALFORMED };
	if (mapped && cidr.bits >= MAPPED_BITS) {
		cidr.family = FAMILY_IPV4;
		cidr.bits -= MAPPED_BITS;
		address = (struct address){ 0, address.low & UINT32_MAX };
	}
	cidr.first = address_floor(cidr.family, address, cidr.bits);
	cidr.last = address_ceiling(cidr.family, address, cidr.bits);
	cidr.fault = CIDR_FINE;
	if (loose)
		cidr.fault = CIDR_ZEROS;
	else if (mapped)
		cidr.fault = CIDR_MAPPED;
	else if (address_compare(address, cidr.first) != 0)
		cidr.fault = CIDR_HOST_BITS;
	return cidr;
}

bool
cidr_is_strict_subset(struct cidr inner, struct cidr outer)
{
	return inner.family == outer.family && inner.bits > outer.bits &&
	       address_compare(inner.first, outer.first) >= 0 &&
	       address_compare(inner.last, outer.last) <= 0;
}

struct str
cidr_print(struct arena *arena, struct cidr cidr)
{
	struct str address = address_print(arena, cidr.family, cidr.first);

	return arena_printf(arena, "%.*s/%u", STR_ARG(address), cidr.bits);
}

struct cidr
cidr_largest(enum family family, struct address first, struct address last)
{
	unsigned bits = address_bits(family);

	while (bits > 0) {
		struct address floor = address_floor(family, first, bits - 1);
		struct address end = address_ceiling(family, first, bits - 1);

		if (address_compare(floor, first) != 0 ||
			address_compare(end, last) > 0)
			break;
		bits--;
	}
	return (struct cidr){
		.family = family,
		.bits = bits,
		.first = first,
		.last = address_ceiling(family, first, bits),
	};
}
