/* SPDX-License-Identifier: Apache-2.0 */
/* What decides a question, as a place and words for people. */
#include "analysis/network/witness.h"

#include <assert.h>

enum { BLOCKS_SHOWN = 5 };

static const struct dialect_words *
words_of(const struct reason *reason)
{
	return &dialect_words[reason->policy ? reason->policy->dialect
					     : DIALECT_KUBERNETES];
}

static const char *
every_peer_label(const struct reason *reason, enum direction direction)
{
	const struct dialect_words *words = words_of(reason);

	if (!reason->rule->node)
		return "the controller allows it";
	return reason->rule->every_port ? words->anybody[direction]
					: words->ports[direction];
}

static const char *
peer_label(const struct reason *reason)
{
	const struct policy_peer *peer = reason->peer;

	if (!peer->node)
		return "without 'networkPolicy' agent-sandbox allows it";
	if (peer->any_name)
		return "anybody can register a name that this matches";
	if (peer->except)
		return words_of(reason)->left_in;
	if (reason->truth == TRUTH_MAYBE)
		return "this peer may hold it";
	if (peer->form == PEER_ENTITY)
		return "this entity holds it";
	if (peer->strangers.any == TRUTH_YES)
		return "this means every pod of every namespace";
	if (peer->strangers.plain == TRUTH_YES)
		return "this means every pod but those that it leaves out";
	if (!address_set_is_empty(peer->perhaps))
		return peer->form == PEER_SET
			       ? "a network set that this selects holds it"
			       : "this block holds it";
	return "this peer holds it";
}

/* The line of a peer that says most. */
static struct place
peer_place(const struct policy_peer *peer)
{
	static const char *const keys[] = { "podSelector", "namespaceSelector",
		"pods", "namespaces", "networks", "nets", "selector" };
	const struct node *cidr =
		node_get(node_get(peer->node, "ipBlock"), "cidr");

	if (cidr)
		return node_place(cidr);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const struct node *node = node_get(peer->node, keys[i]);

		if (node)
			return node_key_place(node);
	}
	/* A list of names, and the like. */
	if (!node_is_scalar(peer->node) && peer->node->key.ptr)
		return node_key_place(peer->node);
	return node_place(peer->node);
}

static struct place
rule_place(const struct policy_rule *rule)
{
	const struct node *ports = node_get(rule->node, "ports");

	return ports ? node_key_place(ports) : node_place(rule->node);
}

/* It names nobody in particular. */
static bool
is_broad(const struct reason *reason)
{
	const struct policy_peer *peer = reason->peer;

	if (!peer)
		return true;
	return peer->strangers.plain == TRUTH_YES || !peer->named ||
	       !address_set_is_empty(peer->perhaps);
}

static const char *
doubt_of(const struct reason *reason, const struct ranges *ranges)
{
	if (reason->policy->doubt)
		return reason->policy->doubt;
	if (reason->rule && reason->rule->doubt)
		return reason->rule->doubt;
	if (reason->peer && reason->peer->doubt)
		return reason->peer->doubt;
	if (reason->in_parts ||
		(reason->peer && reason->peer->pods_by_address == TRUTH_MAYBE))
		return ranges->pods.known
			       ? "the block holds some of cluster.podCIDRs"
			       : "where pods have their addresses is not "
				 "known: cluster.podCIDRs is not set";
	if (reason->peer && reason->peer->strangers.plain == TRUTH_YES)
		return "it means every pod but those that it leaves out";
	if (reason->port && reason->port->open)
		return "the port is filled in before the policy is applied";
	return "labels that are filled in later, or that a controller sets, "
	       "decide whether the policy selects the pod";
}

struct witness
witness_of(const struct reason *reason, enum direction direction,
	const struct ranges *ranges)
{
	struct witness witness = { .policy = reason->policy,
		.words = words_of(reason) };

	if (!reason->policy) {
		witness.broad = true;
		return witness;
	}
	witness.doubt = doubt_of(reason, ranges);
	witness.peer = reason->peer;
	witness.form = reason->peer ? reason->peer->form : PEER_BLOCK;
	witness.by_block =
		reason->peer && !address_set_is_empty(reason->peer->perhaps);
	witness.except = reason->peer && reason->peer->except;
	witness.wide = reason->peer && reason->peer->wide;
	witness.place = reason->policy->place;
	if (!reason->rule) {
		witness.label = "this policy isolates it";
		return witness;
	}
	witness.broad = is_broad(reason);
	witness.hidden = !reason->rule->node;
	if (reason->port)
		witness.port = node_place(reason->port->node);
	witness.label = reason->peer ? peer_label(reason)
				     : every_peer_label(reason, direction);
	if (reason->peer && reason->peer->node)
		witness.place = peer_place(reason->peer);
	else if (reason->rule->node)
		witness.place = rule_place(reason->rule);
	return witness;
}

bool
witness_is_within(const struct witness *witness, const char *range)
{
	const struct str block = str_of(range);
	const struct str_list one = { &block, 1 };
	struct arena scratch = { 0 };
	bool within = witness->by_block && witness->form == PEER_BLOCK &&
		      address_set_is_within(witness->peer->addresses,
			      address_set_of_list(&scratch, &one));

	arena_release(&scratch);
	return within;
}

/* Adds the runs of one protocol to TEXT. */
static struct str
print_protocol(struct arena *arena, struct str text, struct port_set ports,
	enum protocol protocol)
{
	bool first = true;

	for (size_t i = 0; i < ports.count; i++) {
		const struct port_run *run = &ports.runs[i];

		if (run->protocol != protocol)
			continue;
		if (first)
			text = arena_printf(arena, "%.*s%s%s", STR_ARG(text),
				text.len ? ", " : "", protocol_name(protocol));
		text = arena_printf(arena, "%.*s%s%u", STR_ARG(text),
			first ? " " : " and ", (unsigned)run->first);
		if (run->last > run->first)
			text = arena_printf(arena, "%.*s-%u", STR_ARG(text),
				(unsigned)run->last);
		first = false;
	}
	return text;
}

struct str
ports_print(struct arena *arena, struct port_set ports)
{
	struct str text = STR("");

	if (port_set_is_all(ports))
		return STR("all ports");
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++)
		text = print_protocol(arena, text, ports, p);
	return text;
}

struct point
address_set_first(struct address_set set)
{
	enum family family =
		set.of[FAMILY_IPV4].count ? FAMILY_IPV4 : FAMILY_IPV6;
	const struct address_run *run = set.of[family].items;

	assert(run);
	return (struct point){ family, run->first, run->ports.runs->protocol,
		run->ports.runs->first };
}

struct port_set
address_set_all_ports(struct arena *arena, struct address_set set)
{
	struct port_set ports = { 0 };

	for (enum family f = 0; f < FAMILY_COUNT; f++)
		for (size_t i = 0; i < set.of[f].count; i++)
			ports = port_set_combine(arena, SET_UNION, ports,
				set.of[f].items[i].ports);
	return ports;
}

struct port_set
address_set_common_ports(
	struct arena *arena, struct address_set set, struct address_set whole)
{
	struct address_set lacking =
		address_set_combine(arena, SET_DIFFERENCE, whole, set);

	return port_set_combine(arena, SET_DIFFERENCE, port_set_all,
		address_set_all_ports(arena, lacking));
}

struct str
blocks_print(struct arena *arena, const struct str_list *blocks,
	struct address_set set)
{
	struct address_set all_ports = address_set_widen(arena, set);
	struct str text = STR("");
	size_t count = 0;

	for (size_t i = 0; i < blocks->count; i++) {
		const struct str_list one = { &blocks->items[i], 1 };
		struct address_set block = address_set_of_list(arena, &one);
		struct address_set common = address_set_combine(
			arena, SET_INTERSECTION, block, set);

		if (address_set_is_empty(common) || ++count > BLOCKS_SHOWN)
			continue;
		text = arena_printf(arena, "%.*s%s%s%.*s", STR_ARG(text),
			count > 1 ? ", " : "",
			address_set_is_within(block, all_ports) ? ""
								: "part of ",
			STR_ARG(blocks->items[i]));
	}
	if (count > BLOCKS_SHOWN)
		text = arena_printf(arena, "%.*s and %zu more", STR_ARG(text),
			count - BLOCKS_SHOWN);
	return text;
}
