/* SPDX-License-Identifier: Apache-2.0 */
/* CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy of cilium.io/v2.
 *
 * A direction is denied by default once a spec has rules for it; deny rules
 * win over what any policy allows, those of Kubernetes included; blocks of
 * addresses never match pods. (docs.cilium.io: Policy Enforcement Modes, Deny
 * Policies, Layer 3 Policies; pkg/policy/api.) */
#include "analysis/network/policy_cilium.h"

static const char *const allow_key[DIRECTION_COUNT] = { "egress", "ingress" };
static const char *const deny_key[DIRECTION_COUNT] = { "egressDeny",
	"ingressDeny" };

static const char unknown_addresses[] =
	"which addresses it stands for is known only in the cluster";
static const char unknown_pods[] =
	"labels that the input does not hold decide which pods it matches";

/* What an entity stands for. */
struct entity {
	const char *name;
	bool ipv4; /* the world outside the cluster */
	bool ipv6;
	bool pods; /* every pod of the cluster */
	bool own;  /* addresses of nodes */
	bool any;  /* addresses that nobody knows beforehand */
	enum truth nodes[ACTION_DENY + 1]; /* matched by a rule that allows,
					      or that denies all of them */
	enum truth api_server;
};

static const struct entity entities[] = {
	{ .name = "all",
		.ipv4 = true,
		.ipv6 = true,
		.pods = true,
		.nodes = { TRUTH_YES, TRUTH_YES },
		.api_server = TRUTH_YES },
	{ .name = "world", .ipv4 = true, .ipv6 = true },
	{ .name = "world-ipv4", .ipv4 = true },
	{ .name = "world-ipv6", .ipv6 = true },
	{ .name = "cluster",
		.pods = true,
		.own = true,
		.nodes = { TRUTH_YES, TRUTH_YES },
		.api_server = TRUTH_MAYBE },
	{ .name = "host",
		.own = true,
		.nodes = { TRUTH_YES, TRUTH_MAYBE },
		.api_server = TRUTH_MAYBE },
	{ .name = "remote-node",
		.own = true,
		.nodes = { TRUTH_YES, TRUTH_MAYBE },
		.api_server = TRUTH_MAYBE },
	{ .name = "kube-apiserver",
		.any = true,
		.nodes = { TRUTH_MAYBE, TRUTH_NO },
		.api_server = TRUTH_YES },
	{ .name = "ingress" },
	{ .name = "health" },
	{ .name = "init" },
	{ .name = "none" },
};

/* The peers of one rule, gathered from all of its members. */
struct peers {
	enum policy_action action; /* of their rule */
	struct policy_peer *items;
	size_t count;
	size_t capacity;
};

static struct policy_peer *
add_peer(const struct policy_context *context, struct peers *peers,
	const struct node *node)
{
	peers->items = arena_grow(context->arena, peers->items, peers->count,
		&peers->capacity, sizeof(*peers->items));
	peers->items[peers->count] = (struct policy_peer){ .node = node };
	return &peers->items[peers->count++];
}

static void
add_endpoints(const struct policy_context *context, struct peers *peers,
	const struct node *list, struct str namespace)
{
	NODE_EACH(item, list) {
		struct policy_peer *peer = add_peer(context, peers, item);
		struct cilium_selector selector =
			cilium_selector_parse(context->arena, item, namespace);

		peer->strangers = population_strangers(context->population,
			selector.namespaces, selector.pods);
		peer->named = selector.pods.count || selector.namespaces.count;
		peer->pods = population_select_both(context->arena,
			context->population, selector.namespaces,
			selector.pods);
		if (match_has_doubt(&peer->pods))
			peer->doubt = unknown_pods;
	}
}

static void
add_blocks(const struct policy_context *context, struct peers *peers,
	const struct node *list)
{
	NODE_EACH(item, list) {
		struct policy_peer *peer = add_peer(context, peers, item);
		const struct node *cidr =
			node_is_mapping(item) ? node_get(item, "cidr") : item;
		const struct node *except = node_get(item, "except");

		if (node_is_placeholder(item) || node_is_placeholder(cidr) ||
			!cidr) {
			peer->perhaps = address_set_all;
			peer->doubt = unknown_addresses;
			continue;
		}
		peer->perhaps = policy_block(context, cidr, except);
		peer->addresses = peer->perhaps;
		peer->except = node_count(except) > 0;
		peer->wide = policy_block_is_wide(cidr);
	}
}

/* Nobody knows which they are. That they are denied casts no doubt on all that
 * they might be: who asks for nodes or the API server asks for them as such. */
static struct address_set
few_addresses(const struct policy_context *context, const struct peers *peers,
	const struct entity *entity)
{
	if (peers->action == ACTION_DENY)
		return (struct address_set){ 0 };
	return entity->any ? address_set_all : context->ranges->nodes.set;
}

static void
add_entity(const struct policy_context *context, struct peers *peers,
	const struct node *node, const struct entity *entity)
{
	struct policy_peer *peer = add_peer(context, peers, node);

	peer->form = PEER_ENTITY;
	peer->wide = entity->ipv4 || entity->ipv6;
	if (entity->ipv4)
		peer->addresses.of[FAMILY_IPV4] =
			address_set_all.of[FAMILY_IPV4];
	if (entity->ipv6)
		peer->addresses.of[FAMILY_IPV6] =
			address_set_all.of[FAMILY_IPV6];
	peer->perhaps = peer->addresses;
	if (entity->pods) {
		peer->pods = match_all(
			context->arena, context->population->cohort_count);
		peer->strangers = (struct strangers){ TRUTH_YES, TRUTH_YES };
	}
	peer->nodes = entity->nodes[peers->action];
	peer->api_server = entity->api_server;
	if (entity->own && context->ranges->nodes.known) {
		peer->perhaps = context->ranges->nodes.set;
		peer->addresses = peer->perhaps;
	} else if (entity->own || entity->any) {
		peer->perhaps = few_addresses(context, peers, entity);
		peer->doubt = unknown_addresses;
	}
}

static void
add_entities(const struct policy_context *context, struct peers *peers,
	const struct node *list)
{
	NODE_EACH(item, list) {
		size_t count = sizeof(entities) / sizeof(entities[0]);
		size_t i = 0;

		while (i < count && !node_is(item, entities[i].name))
			i++;
		if (i < count)
			add_entity(context, peers, item, &entities[i]);
		else
			*add_peer(context, peers, item) = (struct policy_peer){
				.node = item,
				.perhaps = address_set_all,
				.pods = match_unknown(context->arena,
					context->population->cohort_count),
				.nodes = TRUTH_MAYBE,
				.doubt = "this entity is not evaluated",
			};
	}
}

/* A member that names addresses by what only the cluster knows, or NULL. */
static struct policy_peer *
add_unknown(const struct policy_context *context, struct peers *peers,
	const struct node *node)
{
	struct policy_peer *peer;

	if (!node)
		return NULL;
	peer = add_peer(context, peers, node);
	peer->perhaps = address_set_all;
	peer->doubt = unknown_addresses;
	return peer;
}

/* "*" stands for any part of a name. Behind the last one a name that somebody
 * owns has two labels at least: "*.com" is for whoever buys one. */
static bool
matches_any_name(struct str pattern)
{
	size_t dots = 0;
	size_t start = pattern.len;

	while (start > 0 && pattern.ptr[start - 1] != '*')
		start--;
	for (size_t i = start; i < pattern.len; i++)
		dots += pattern.ptr[i] == '.' && i + 1 < pattern.len;
	return start > 0 && dots < 2;
}

/* A name server tells the addresses, whoever runs it. */
static void
add_names(const struct policy_context *context, struct peers *peers,
	const struct node *list)
{
	NODE_EACH(item, list) {
		const struct node *pattern = node_get(item, "matchPattern");

		add_unknown(context, peers, item)->any_name =
			!node_is_placeholder(pattern) &&
			matches_any_name(node_text(pattern));
	}
}

static void
add_services(const struct policy_context *context, struct peers *peers,
	const struct node *node)
{
	struct policy_peer *peer = add_unknown(context, peers, node);

	if (peer)
		peer->pods = match_unknown(
			context->arena, context->population->cohort_count);
}

static void
add_nodes(const struct policy_context *context, struct peers *peers,
	const struct node *node)
{
	struct policy_peer *peer = add_unknown(context, peers, node);

	if (peer)
		peer->nodes = TRUTH_MAYBE;
}

static bool
has_member(const struct node *rule, const char *const *members)
{
	for (; *members; members++)
		if (node_get(rule, *members))
			return true;
	return false;
}

static const char *const egress_members[] = { "toEndpoints", "toCIDR",
	"toCIDRSet", "toEntities", "toServices", "toFQDNs", "toGroups",
	"toNodes", NULL };
static const char *const ingress_members[] = { "fromEndpoints", "fromCIDR",
	"fromCIDRSet", "fromEntities", "fromGroups", "fromNodes", NULL };

static void
read_peers(const struct policy_context *context, struct policy_rule *rule,
	enum direction direction, struct str namespace)
{
	bool egress = direction == DIRECTION_EGRESS;
	const struct node *node = rule->node;
	struct peers peers = { .action = rule->action };

	add_endpoints(context, &peers,
		node_get(node, egress ? "toEndpoints" : "fromEndpoints"),
		namespace);
	add_blocks(context, &peers,
		node_get(node, egress ? "toCIDR" : "fromCIDR"));
	add_blocks(context, &peers,
		node_get(node, egress ? "toCIDRSet" : "fromCIDRSet"));
	add_entities(context, &peers,
		node_get(node, egress ? "toEntities" : "fromEntities"));
	add_services(context, &peers, node_get(node, "toServices"));
	add_names(context, &peers, node_get(node, "toFQDNs"));
	add_unknown(context, &peers,
		node_get(node, egress ? "toGroups" : "fromGroups"));
	add_nodes(context, &peers,
		node_get(node, egress ? "toNodes" : "fromNodes"));
	rule->peers = peers.items;
	rule->peer_count = peers.count;
	/* Ports without a peer hold for every peer; nothing at all for none. */
	rule->every_peer =
		node_count(node_get(node, "toPorts")) &&
		!has_member(node, egress ? egress_members : ingress_members);
	if (node_get(node, egress ? "toRequires" : "fromRequires"))
		rule->doubt = "requirements across rules are not evaluated";
}

/* Protocol absent is any; port "0" is all ports. */
static void
read_port(const struct policy_context *context, struct policy_port *entry)
{
	const struct node *protocol = node_get(entry->node, "protocol");
	const struct node *end = node_get(entry->node, "endPort");
	struct str port = node_text(node_get(entry->node, "port"));
	bool any = !protocol || node_is(protocol, "ANY");
	bool number;
	unsigned first;
	int64_t last;

	if (text_is_placeholder(port) || node_is_placeholder(protocol) ||
		node_is_placeholder(entry->node)) {
		entry->open = true;
		return;
	}
	number = policy_number(port, &first);
	last = first;
	if (!node_int(end, &last))
		last = first;
	if (number && !first)
		last = PORT_MAX;
	if (!number)
		entry->name = port;
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++) {
		if (!any && !node_is(protocol, protocol_name(p)))
			continue;
		entry->protocols[p] = true;
		if (number && last >= first && last <= PORT_MAX)
			entry->set = port_set_combine(context->arena, SET_UNION,
				entry->set,
				port_set_of(context->arena, p, first,
					(unsigned)last));
	}
}

static void
read_ports(const struct policy_context *context, struct policy_rule *rule)
{
	const struct node *list = node_get(rule->node, "toPorts");
	struct policy_port *ports;
	size_t most = 0;

	NODE_EACH(item, list)
		most += node_count(node_get(item, "ports"));
	ports = arena_array(context->arena, most, sizeof(*ports));
	rule->ports = ports;
	rule->every_port = !node_count(list) && !node_get(rule->node, "icmps");
	NODE_EACH(item, list) {
		if (!node_count(node_get(item, "ports")))
			rule->every_port = true;
		NODE_EACH(port, node_get(item, "ports")) {
			ports->node = port;
			read_port(context, ports++);
			rule->port_count++;
		}
	}
}

static void
read_rules(const struct policy_context *context, struct policy_side *side,
	enum direction direction, const struct node *list,
	enum policy_action action, struct str namespace)
{
	struct policy_rule *rules = arena_array(
		context->arena, side->count + node_count(list), sizeof(*rules));

	for (size_t i = 0; i < side->count; i++)
		rules[i] = side->rules[i];
	NODE_EACH(item, list) {
		struct policy_rule *rule = &rules[side->count++];

		rule->node = item;
		rule->action = action;
		read_peers(context, rule, direction, namespace);
		read_ports(context, rule);
		policy_rule_finish(context, rule);
	}
	side->rules = rules;
}

static void
read_side(const struct policy_context *context, struct policy *policy,
	enum direction direction, struct str namespace)
{
	struct policy_side *side = &policy->sides[direction];
	const struct node *allow = node_get(policy->spec, allow_key[direction]);
	const struct node *deny = node_get(policy->spec, deny_key[direction]);
	const struct node *enabled =
		node_get(node_get(policy->spec, "enableDefaultDeny"),
			allow_key[direction]);

	side->node = allow ? allow : deny;
	read_rules(context, side, direction, deny, ACTION_DENY, namespace);
	read_rules(context, side, direction, allow, ACTION_ALLOW, namespace);
	side->applies = side->count ? TRUTH_YES : TRUTH_NO;
	side->isolates = side->applies;
	if (node_is_false(enabled))
		side->isolates = TRUTH_NO;
	else if (node_is_true(enabled))
		side->isolates = TRUTH_YES;
	if (node_is_placeholder(allow) || node_is_placeholder(deny) ||
		node_is_placeholder(enabled))
		policy->doubt = "its rules are filled in later";
}

static void
read_spec(struct policy_list *list, const struct policy_context *context,
	const struct object *object, const struct node *spec)
{
	const struct node *selector = node_get(spec, "endpointSelector");
	struct cilium_selector parsed;
	struct policy *policy;

	/* A nodeSelector is about nodes. */
	if (!selector && node_get(spec, "nodeSelector"))
		return;
	policy = policy_add(
		list, context, object, DIALECT_CILIUM, TIER_NETWORK_POLICY);
	policy->spec = spec;
	parsed = cilium_selector_parse(
		context->arena, selector, object->namespace);
	policy->selector = parsed.pods;
	policy->subjects = population_select_both(context->arena,
		context->population, parsed.namespaces, parsed.pods);
	for (enum direction d = 0; d < DIRECTION_COUNT; d++)
		read_side(context, policy, d, object->namespace);
}

static void
read_kind(struct policy_list *list, const struct policy_context *context,
	const char *kind)
{
	struct object_range range =
		graph_objects_of(context->graph, "cilium.io", kind);

	for (; range.begin != range.end; range.begin++) {
		const struct node *root = (*range.begin)->root;
		const struct node *spec = node_get(root, "spec");

		if (spec)
			read_spec(list, context, *range.begin, spec);
		NODE_EACH(item, node_get(root, "specs"))
			read_spec(list, context, *range.begin, item);
	}
}

void
policies_read_cilium(
	struct policy_list *list, const struct policy_context *context)
{
	read_kind(list, context, "CiliumNetworkPolicy");
	read_kind(list, context, "CiliumClusterwideNetworkPolicy");
}
