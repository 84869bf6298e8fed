/* SPDX-License-Identifier: Apache-2.0 */
/* Where a cluster's pods, services and nodes have their addresses. */
#include "analysis/ranges.h"

static const struct str private_items[] = {
	{ "10.0.0.0/8", 10 },
	{ "172.16.0.0/12", 13 },
	{ "192.168.0.0/16", 14 },
	{ "fc00::/7", 8 },
	{ "100.64.0.0/10", 13 },
};

/* Those before the last: few clusters have their pods in what carriers use. */
enum { ASSUMED = 4 };

static const struct str_list assumed_blocks = { private_items, ASSUMED };
static const struct str_list private_blocks = {
	private_items,
	sizeof(private_items) / sizeof(private_items[0]),
};

struct address_set
address_set_of_list(struct arena *arena, const struct str_list *blocks)
{
	struct address_set *sets =
		arena_array(arena, blocks->count, sizeof(*sets));

	for (size_t i = 0; i < blocks->count; i++) {
		struct cidr cidr = cidr_parse(blocks->items[i]);

		if (cidr.fault != CIDR_MALFORMED)
			sets[i] = address_set_of(arena, cidr.family, cidr.first,
				cidr.last, port_set_all);
	}
	return address_set_union(arena, sets, blocks->count);
}

struct address_set
ranges_private(struct arena *arena)
{
	return address_set_of_list(arena, &private_blocks);
}

static struct range
range_of(struct arena *arena, const struct str_list *blocks)
{
	bool known = blocks->count > 0;

	return (struct range){
		address_set_of_list(arena, known ? blocks : &assumed_blocks),
		known,
	};
}

struct ranges
ranges_of(struct arena *arena, const struct settings *settings)
{
	return (struct ranges){
		.pods = range_of(arena, &settings->cluster.pod_cidrs),
		.services = range_of(arena, &settings->cluster.service_cidrs),
		.nodes = range_of(arena, &settings->cluster.node_cidrs),
		.pods_by_block = true,
	};
}

enum truth
ranges_cover_pods(struct arena *arena, const struct ranges *ranges,
	struct address_set set)
{
	enum truth truth = TRUTH_NO;

	if (!ranges->pods_by_block)
		return TRUTH_NO;
	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_set range = { 0 };
		bool sure = ranges->pods.known || f == FAMILY_IPV4;

		range.of[f] = ranges->pods.set.of[f];
		if (address_set_is_empty(range))
			continue;
		if (sure && address_set_is_within(arena, range, set))
			return TRUTH_YES;
		if (!address_set_is_empty(address_set_combine(
			    arena, SET_INTERSECTION, range, set)))
			truth = TRUTH_MAYBE;
	}
	return truth;
}
