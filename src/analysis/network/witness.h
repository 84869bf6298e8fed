/* SPDX-License-Identifier: Apache-2.0 */
/* What decides a question, as a place and words for people. */
#ifndef ANALYSIS_NETWORK_WITNESS_H
#define ANALYSIS_NETWORK_WITNESS_H

#include "analysis/network/reach.h"

/* The witness of REASON, which explained an answer in DIRECTION. */
struct witness witness_of(const struct reason *reason, enum direction direction,
	const struct ranges *ranges);

/* "all ports", "TCP 443 and 8000-8999, UDP 53". */
struct str ports_print(struct arena *arena, struct port_set ports);

/* Which of BLOCKS the set holds, wholly or in part, in their own words. */
struct str blocks_print(struct arena *arena, const struct str_list *blocks,
	struct address_set set);

/* Some connection of a set that is not empty. */
struct point address_set_first(struct address_set set);

/* Every port that the set holds of any address. */
struct port_set address_set_all_ports(
	struct arena *arena, struct address_set set);

/* The ports on which SET holds every address of WHOLE. */
struct port_set address_set_common_ports(
	struct arena *arena, struct address_set set, struct address_set whole);

/* What a person may know of a policy that selects somebody. */
struct policy_view view_of(const struct selected *selected);

#endif
