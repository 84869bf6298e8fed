/* SPDX-License-Identifier: Apache-2.0 */
/* NetworkPolicy of networking.k8s.io/v1, to the letter of its types.go,
 * defaults.go and validation.go. */
#include "analysis/network/policy.h"

static const char *const peer_key[DIRECTION_COUNT] = { "to", "from" };
static const char *const rules_key[DIRECTION_COUNT] = { "egress", "ingress" };
static const char *const type_name[DIRECTION_COUNT] = { "Egress", "Ingress" };

static const char filled_in_later[] =
	"it holds what is filled in before the policy is applied";
static const char made_or_not[] =
	"'includeWhen' decides whether there is such a policy";
static const char no_peer[] = "the API server refuses this peer";
static const char unknown_labels[] =
	"labels that the input does not hold decide which pods it matches";

static bool
holds_placeholder(const struct node *list)
{
	if (node_is_placeholder(list))
		return true;
	NODE_EACH(item, list)
		if (node_is_placeholder(item))
			return true;
	return false;
}

/* ipBlock: one family, except takes away from this block alone. */
static void
read_block(const struct policy_context *context, struct policy_peer *peer,
	const struct node *block)
{
	const struct node *cidr = node_get(block, "cidr");
	const struct node *except = node_get(block, "except");

	if (node_is_placeholder(block) || node_is_placeholder(cidr)) {
		peer->perhaps = address_set_all;
		peer->pods_by_address = TRUTH_MAYBE;
		peer->doubt = filled_in_later;
		return;
	}
	peer->perhaps = policy_block(context, cidr, except);
	peer->addresses = peer->perhaps;
	peer->except = node_count(except) > 0;
	peer->wide = policy_block_is_wide(cidr);
	if (holds_placeholder(except)) {
		peer->addresses = (struct address_set){ 0 };
		peer->doubt = filled_in_later;
	}
	peer->pods_by_address = ranges_cover_pods(
		context->arena, context->ranges, peer->perhaps);
	if (peer->doubt && peer->pods_by_address == TRUTH_YES)
		peer->pods_by_address = TRUTH_MAYBE;
}

static void
read_selectors(const struct policy_context *context, struct policy_peer *peer,
	struct str namespace)
{
	const struct node *among = node_get(peer->node, "namespaceSelector");
	struct selector namespaces = selector_parse(context->arena, among);
	struct selector pods = selector_parse(
		context->arena, node_get(peer->node, "podSelector"));

	if (among)
		peer->strangers = population_strangers(
			context->population, namespaces, pods);
	peer->named = namespaces.count || pods.count;
	peer->pods = among ? population_select_both(context->arena,
				     context->population, namespaces, pods)
			   : population_select(context->arena,
				     context->population, namespace, pods);
	if (match_has_doubt(&peer->pods))
		peer->doubt = unknown_labels;
}

static struct policy_peer
read_peer(const struct policy_context *context, const struct node *node,
	struct str namespace)
{
	struct policy_peer peer = { .node = node };
	const struct node *block = node_get(node, "ipBlock");
	bool selects = node_get(node, "podSelector") ||
		       node_get(node, "namespaceSelector");

	if (node_is_placeholder(node)) {
		peer.perhaps = address_set_all;
		peer.pods_by_address = TRUTH_MAYBE;
		peer.doubt = filled_in_later;
		return peer;
	}
	if (block)
		read_block(context, &peer, block);
	if (selects)
		read_selectors(context, &peer, namespace);
	if (!block == !selects)
		peer.doubt = no_peer;
	if (block && selects) {
		peer.addresses = (struct address_set){ 0 };
		match_doubt(&peer.pods);
	}
	return peer;
}

static bool
read_protocol(const struct node *node, enum protocol *protocol)
{
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++)
		if (node_is(node, protocol_name(p))) {
			*protocol = p;
			return true;
		}
	*protocol = PROTOCOL_TCP;
	return !node;
}

/* Protocol absent is TCP; port absent is all ports of the protocol. */
static struct policy_port
read_port(const struct policy_context *context, const struct node *node)
{
	struct policy_port entry = { .node = node };
	const struct node *port = node_get(node, "port");
	const struct node *end = node_get(node, "endPort");
	enum protocol protocol;
	int64_t first = PORT_MIN;
	int64_t last = PORT_MAX;

	if (node_is_placeholder(node) || node_is_placeholder(port) ||
		node_is_placeholder(end) ||
		node_is_placeholder(node_get(node, "protocol"))) {
		entry.open = true;
		return entry;
	}
	if (!read_protocol(node_get(node, "protocol"), &protocol))
		return entry;
	if (port && !node_int(port, &first)) {
		entry.name = node_text(port);
		entry.protocols[protocol] = true;
		return entry;
	}
	if (port && !node_int(end, &last))
		last = first;
	if (first < PORT_MIN || last > PORT_MAX || first > last)
		return entry;
	entry.set = port_set_of(
		context->arena, protocol, (unsigned)first, (unsigned)last);
	return entry;
}

static void
read_rule(const struct policy_context *context, struct policy_rule *rule,
	enum direction direction, const struct node *node, struct str namespace)
{
	const struct node *peers = node_get(node, peer_key[direction]);
	const struct node *ports = node_get(node, "ports");
	struct policy_peer *peer_list = arena_array(
		context->arena, node_count(peers), sizeof(*peer_list));
	struct policy_port *port_list = arena_array(
		context->arena, node_count(ports), sizeof(*port_list));

	rule->node = node;
	rule->every_peer = !node_count(peers);
	rule->every_port = !node_count(ports);
	NODE_EACH(peer, peers)
		peer_list[rule->peer_count++] =
			read_peer(context, peer, namespace);
	NODE_EACH(port, ports)
		port_list[rule->port_count++] = read_port(context, port);
	rule->peers = peer_list;
	rule->ports = port_list;
	if (node_is_placeholder(node) || node_is_placeholder(peers) ||
		node_is_placeholder(ports))
		rule->doubt = filled_in_later;
	policy_rule_finish(context, rule);
}

void
policy_rules_kubernetes(const struct policy_context *context,
	struct policy_side *side, enum direction direction,
	const struct node *rules, struct str namespace)
{
	size_t count = node_is_placeholder(rules) ? 1 : node_count(rules);
	struct policy_rule *list =
		arena_array(context->arena, count, sizeof(*list));

	side->node = rules;
	side->rules = list;
	side->count = count;
	if (node_is_placeholder(rules))
		read_rule(context, list, direction, rules, namespace);
	NODE_EACH(rule, rules)
		read_rule(context, list++, direction, rule, namespace);
}

/* SetDefaults_NetworkPolicy: no types is Ingress, and Egress too when there
 * are egress rules. */
static enum truth
isolates(const struct node *types, const struct policy_side *egress,
	enum direction direction)
{
	if (holds_placeholder(types))
		return TRUTH_MAYBE;
	if (!node_count(types)) {
		if (direction == DIRECTION_INGRESS)
			return TRUTH_YES;
		if (node_is_placeholder(egress->node))
			return TRUTH_MAYBE;
		return egress->count ? TRUTH_YES : TRUTH_NO;
	}
	NODE_EACH(type, types)
		if (node_is(type, type_name[direction]))
			return TRUTH_YES;
	return TRUTH_NO;
}

/* Pods of a kro definition that name no namespace run in that of the instance,
 * which may be the one that the policy beside them names. */
static void
select_in_instances(const struct policy_context *context, struct policy *policy)
{
	const struct node *definition = object_definition(policy->object);
	struct str name = node_text(node_path(definition, "metadata.name"));
	struct match instances;

	if (!definition)
		return;
	name = arena_printf(context->arena, "kro:%.*s", STR_ARG(name));
	instances = population_select(
		context->arena, context->population, name, policy->selector);
	if (!str_equal(name, policy->object->namespace))
		match_doubt(&instances);
	match_or(context->arena, &policy->subjects, &instances);
}

/* A kro definition makes the object only where its conditions hold. */
static bool
is_conditional(const struct object *object)
{
	return object_definition(object) &&
	       node_count(node_get(object->root->parent, "includeWhen"));
}

static void
read_policy(struct policy_list *list, const struct policy_context *context,
	const struct object *object)
{
	struct policy *policy = policy_add(
		list, context, object, DIALECT_KUBERNETES, TIER_NETWORK_POLICY);
	const struct node *types = node_get(policy->spec, "policyTypes");

	policy->selector = selector_parse(
		context->arena, node_get(policy->spec, "podSelector"));
	policy->subjects = population_select(context->arena,
		context->population, object->namespace, policy->selector);
	select_in_instances(context, policy);
	for (enum direction d = 0; d < DIRECTION_COUNT; d++)
		policy_rules_kubernetes(context, &policy->sides[d], d,
			node_get(policy->spec, rules_key[d]),
			object->namespace);
	for (enum direction d = 0; d < DIRECTION_COUNT; d++) {
		struct policy_side *side = &policy->sides[d];

		/* Rules of a direction that is not isolated are dead. */
		side->isolates =
			isolates(types, &policy->sides[DIRECTION_EGRESS], d);
		side->applies = side->isolates;
	}
	if (node_is_placeholder(policy->spec))
		policy->doubt = filled_in_later;
	else if (is_conditional(object))
		policy->doubt = made_or_not;
}

void
policies_read_kubernetes(
	struct policy_list *list, const struct policy_context *context)
{
	struct object_range range = graph_objects_of(
		context->graph, "networking.k8s.io", "NetworkPolicy");

	for (; range.begin != range.end; range.begin++)
		read_policy(list, context, *range.begin);
}
