/* SPDX-License-Identifier: Apache-2.0 */
/* ClusterNetworkPolicy (v1alpha2), AdminNetworkPolicy and
 * BaselineAdminNetworkPolicy (v1alpha1) of policy.networking.k8s.io. */
#include "analysis/network/policy.h"

static const char group[] = "policy.networking.k8s.io";
static const char *const peer_key[DIRECTION_COUNT] = { "to", "from" };
static const char *const rules_key[DIRECTION_COUNT] = { "egress", "ingress" };

static const char unknown_labels[] =
	"labels that the input does not hold decide which pods it matches";
static const char unknown_nodes[] =
	"the addresses of nodes are not known: cluster.nodeCIDRs is not set";
static const char unknown_names[] =
	"which addresses a name has is known only in the cluster";
static const char unknown_peer[] = "this kind of peer is not evaluated";
static const char unknown_action[] = "this action is not known";

static void
select_pods(const struct policy_context *context, struct policy_peer *peer,
	struct selector namespaces, struct selector pods)
{
	peer->strangers =
		population_strangers(context->population, namespaces, pods);
	peer->named = namespaces.count || pods.count;
	peer->pods = population_select_both(
		context->arena, context->population, namespaces, pods);
	if (match_has_doubt(&peer->pods))
		peer->doubt = unknown_labels;
}

static void
read_networks(const struct policy_context *context, struct policy_peer *peer,
	const struct node *networks)
{
	struct arena *arena = context->arena;

	NODE_EACH(item, networks) {
		struct address_set block = policy_block(context, item, NULL);

		peer->addresses = address_set_combine(
			arena, SET_UNION, peer->addresses, block);
		peer->wide = peer->wide || policy_block_is_wide(item);
		if (node_is_placeholder(item))
			peer->doubt = "it is filled in later";
	}
	peer->perhaps = peer->doubt ? address_set_all : peer->addresses;
	peer->pods_by_address =
		ranges_cover_pods(arena, context->ranges, peer->addresses);
	if (peer->doubt && peer->pods_by_address == TRUTH_NO)
		peer->pods_by_address = TRUTH_MAYBE;
}

static void
read_nodes(const struct policy_context *context, struct policy_peer *peer,
	const struct node *nodes)
{
	peer->perhaps = context->ranges->nodes.set;
	peer->nodes = node_count(nodes) ? TRUTH_MAYBE : TRUTH_YES;
	if (context->ranges->nodes.known && !node_count(nodes))
		peer->addresses = peer->perhaps;
	else
		peer->doubt = unknown_nodes;
}

static struct policy_peer
read_peer(const struct policy_context *context, const struct node *node)
{
	static const struct selector everything;
	struct arena *arena = context->arena;
	const struct node *namespaces = node_get(node, "namespaces");
	const struct node *pods = node_get(node, "pods");
	struct policy_peer peer = { .node = node };

	if (namespaces) {
		select_pods(context, &peer, selector_parse(arena, namespaces),
			everything);
	} else if (pods) {
		select_pods(context, &peer,
			selector_parse(
				arena, node_get(pods, "namespaceSelector")),
			selector_parse(arena, node_get(pods, "podSelector")));
	} else if (node_get(node, "networks")) {
		read_networks(context, &peer, node_get(node, "networks"));
	} else if (node_get(node, "nodes")) {
		read_nodes(context, &peer, node_get(node, "nodes"));
	} else if (node_get(node, "domainNames")) {
		peer.perhaps = address_set_all;
		peer.doubt = unknown_names;
	} else {
		peer.perhaps = address_set_all;
		peer.pods_by_address = TRUTH_MAYBE;
		peer.doubt = unknown_peer;
	}
	return peer;
}

/* A number, or the range between two keys, of one protocol. */
static struct port_set
read_range(const struct policy_context *context, enum protocol protocol,
	const struct node *number, const struct node *range)
{
	int64_t first = PORT_MIN;
	int64_t last = PORT_MAX;

	if (number) {
		if (!node_int(number, &first))
			return (struct port_set){ 0 };
		last = first;
	} else if (range) {
		if (!node_int(node_get(range, "start"), &first) ||
			!node_int(node_get(range, "end"), &last))
			return (struct port_set){ 0 };
	}
	if (first < PORT_MIN || last > PORT_MAX || first > last)
		return (struct port_set){ 0 };
	return port_set_of(
		context->arena, protocol, (unsigned)first, (unsigned)last);
}

static enum protocol
protocol_of(const struct node *node)
{
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++)
		if (node_is(node, protocol_name(p)))
			return p;
	return PROTOCOL_TCP;
}

static void
name_port(struct policy_port *entry, const struct node *name)
{
	entry->name = node_text(name);
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++)
		entry->protocols[p] = true;
}

/* v1alpha1: portNumber, portRange or namedPort. */
static void
read_port(const struct policy_context *context, struct policy_port *entry)
{
	const struct node *number = node_get(entry->node, "portNumber");
	const struct node *range = node_get(entry->node, "portRange");
	const struct node *name = node_get(entry->node, "namedPort");
	const struct node *one = number ? number : range;

	if (name)
		name_port(entry, name);
	else if (one)
		entry->set = read_range(context,
			protocol_of(node_get(one, "protocol")),
			node_get(number, "port"), range);
}

/* v1alpha2: tcp, udp, sctp or destinationNamedPort. */
static void
read_protocol(const struct policy_context *context, struct policy_port *entry)
{
	static const char *const keys[PROTOCOL_COUNT] = { "tcp", "udp",
		"sctp" };
	const struct node *name = node_get(entry->node, "destinationNamedPort");

	if (name)
		name_port(entry, name);
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++) {
		const struct node *one = node_get(entry->node, keys[p]);
		const struct node *port = node_get(one, "destinationPort");

		if (one)
			entry->set =
				read_range(context, p, node_get(port, "number"),
					node_get(port, "range"));
	}
}

static void
read_ports(const struct policy_context *context, struct policy_rule *rule)
{
	const struct node *ports = node_get(rule->node, "ports");
	const struct node *protocols = node_get(rule->node, "protocols");
	const struct node *list = protocols ? protocols : ports;
	struct policy_port *entries =
		arena_array(context->arena, node_count(list), sizeof(*entries));

	rule->ports = entries;
	rule->every_port = !node_count(list);
	NODE_EACH(item, list) {
		entries->node = item;
		if (protocols)
			read_protocol(context, entries);
		else
			read_port(context, entries);
		entries++;
		rule->port_count++;
	}
}

static void
read_rule(const struct policy_context *context, struct policy_rule *rule,
	enum direction direction, const struct node *node)
{
	const struct node *peers = node_get(node, peer_key[direction]);
	const struct node *action = node_get(node, "action");
	struct policy_peer *list =
		arena_array(context->arena, node_count(peers), sizeof(*list));

	rule->node = node;
	rule->peers = list;
	NODE_EACH(peer, peers)
		list[rule->peer_count++] = read_peer(context, peer);
	read_ports(context, rule);
	if (node_is(action, "Accept") || node_is(action, "Allow"))
		rule->action = ACTION_ALLOW;
	else if (node_is(action, "Deny"))
		rule->action = ACTION_DENY;
	else if (node_is(action, "Pass"))
		rule->action = ACTION_PASS;
	else
		rule->doubt = unknown_action;
	policy_rule_finish(context, rule);
}

static void
read_side(const struct policy_context *context, struct policy *policy,
	enum direction direction)
{
	struct policy_side *side = &policy->sides[direction];
	const struct node *list = node_get(policy->spec, rules_key[direction]);
	struct policy_rule *rules =
		arena_array(context->arena, node_count(list), sizeof(*rules));

	side->node = list;
	side->rules = rules;
	NODE_EACH(rule, list)
		read_rule(context, &rules[side->count++], direction, rule);
	side->applies = side->count ? TRUTH_YES : TRUTH_NO;
}

static void
read_subject(const struct policy_context *context, struct policy *policy)
{
	const struct node *subject = node_get(policy->spec, "subject");
	const struct node *namespaces = node_get(subject, "namespaces");
	const struct node *pods = node_get(subject, "pods");
	struct policy_peer selected;

	policy->subjects = match_none(context->population->cohort_count);
	if (!namespaces && !pods)
		return;
	selected = read_peer(context, subject);
	policy->subjects = selected.pods;
}

static double
tier_of(const struct object *object, const struct node *tier)
{
	if (str_is(object->kind, "BaselineAdminNetworkPolicy") ||
		node_is(tier, "Baseline"))
		return TIER_BASELINE;
	return TIER_ADMIN;
}

static void
read_policy(struct policy_list *list, const struct policy_context *context,
	const struct object *object)
{
	const struct node *spec = node_get(object->root, "spec");
	const struct node *priority = node_get(spec, "priority");
	struct policy *policy = policy_add(list, context, object, DIALECT_ADMIN,
		tier_of(object, node_get(spec, "tier")));
	int64_t order = 0;

	if (priority && !node_int(priority, &order))
		policy->doubt = "its priority is not known";
	policy->order = (double)order;
	read_subject(context, policy);
	for (enum direction d = 0; d < DIRECTION_COUNT; d++)
		read_side(context, policy, d);
}

void
policies_read_admin(
	struct policy_list *list, const struct policy_context *context)
{
	static const char *const kinds[] = { "AdminNetworkPolicy",
		"BaselineAdminNetworkPolicy", "ClusterNetworkPolicy" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct object_range range =
			graph_objects_of(context->graph, group, kinds[i]);

		for (; range.begin != range.end; range.begin++)
			read_policy(list, context, *range.begin);
	}
}
