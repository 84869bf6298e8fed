/* SPDX-License-Identifier: Apache-2.0 */
/* NetworkPolicy and GlobalNetworkPolicy of projectcalico.org/v3, which are
 * stored as crd.projectcalico.org/v1. Staged ones enforce nothing. */
#include "analysis/network/policy_calico.h"

#include <math.h>

#include "analysis/network/calico_selector.h"

static const char *const groups[] = { "projectcalico.org",
	"crd.projectcalico.org" };
static const char *const rules_key[DIRECTION_COUNT] = { "egress", "ingress" };
static const char *const type_name[DIRECTION_COUNT] = { "Egress", "Ingress" };
static const char *const peer_key[DIRECTION_COUNT] = { "destination",
	"source" };
static const char *const own_key[DIRECTION_COUNT] = { "source", "destination" };

static const char unknown_own[] =
	"what the rule asks of the pod's own side is not evaluated";

static enum policy_action
read_action(const struct node *action, const char **doubt)
{
	if (node_is(action, "Allow"))
		return ACTION_ALLOW;
	if (node_is(action, "Deny"))
		return ACTION_DENY;
	if (node_is(action, "Pass"))
		return ACTION_PASS;
	if (!node_is(action, "Log"))
		*doubt = "this action is not known";
	return ACTION_LOG;
}

/* Whether the rule asks something of the subject's own end besides the ports
 * on which it is connected to. */
static bool
asks_own_side(const struct node *rule, enum direction direction)
{
	const struct node *own = node_get(rule, own_key[direction]);

	NODE_EACH(item, own) {
		bool ports = str_is(item->key, "ports") ||
			     str_is(item->key, "notPorts");

		if (!ports || direction == DIRECTION_EGRESS)
			return true;
	}
	return direction == DIRECTION_INGRESS &&
	       (node_path(rule, "source.ports") ||
		       node_path(rule, "source.notPorts"));
}

/* Takes out the families of which a list of nets holds no block. */
static void
keep_families(const struct node *nets, bool families[])
{
	bool held[FAMILY_COUNT] = { false };

	if (!node_count(nets))
		return;
	NODE_EACH(item, nets) {
		struct str text = node_text(item);
		bool colon = str_find(text, ':') < text.len;
		bool open = node_is_placeholder(item);

		held[FAMILY_IPV4] = held[FAMILY_IPV4] || open || !colon;
		held[FAMILY_IPV6] = held[FAMILY_IPV6] || open || colon;
	}
	for (enum family f = 0; f < FAMILY_COUNT; f++)
		families[f] = families[f] && held[f];
}

/* The families that the rule is there for: that of its ipVersion, and those
 * for which each list of nets holds a block, notNets as well as nets
 * (felix/rules, FilterRuleToIPVersion). False when there is none. */
static bool
read_families(const struct node *rule, bool families[])
{
	static const char *const lists[] = { "source.nets", "source.notNets",
		"destination.nets", "destination.notNets" };
	const struct node *version = node_get(rule, "ipVersion");

	families[FAMILY_IPV4] = !version || !node_is_int(version, 6);
	families[FAMILY_IPV6] = !version || node_is_int(version, 6);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		keep_families(node_path(rule, lists[i]), families);
	return families[FAMILY_IPV4] || families[FAMILY_IPV6];
}

/* Whether what the rule says of those families decides about pods: they surely
 * have an IPv4 address, and one that is allowed is enough. */
static bool
decides_about_pods(const struct policy_context *context,
	const struct policy_rule *rule, const bool families[])
{
	const struct range *pods = &context->ranges->pods;
	bool one_family = pods->known && !pods->set.of[FAMILY_IPV6].count;

	return families[FAMILY_IPV4] &&
	       (families[FAMILY_IPV6] || rule->action == ACTION_ALLOW ||
		       one_family);
}

static void
restrict_families(const struct policy_context *context,
	const struct policy_rule *rule, struct policy_peer *peer,
	const bool families[])
{
	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		if (families[f])
			continue;
		peer->addresses.of[f] = (struct address_runs){ 0 };
		peer->perhaps.of[f] = (struct address_runs){ 0 };
	}
	if (peer->pods_by_address != TRUTH_NO && !peer->doubt)
		peer->pods_by_address = ranges_cover_pods(
			context->arena, context->ranges, peer->addresses);
	if (peer->pods.size && !decides_about_pods(context, rule, families)) {
		match_doubt(&peer->pods);
		strangers_doubt(&peer->strangers);
		peer->doubt = "whether pods have IPv6 addresses is not known";
	}
}

/* A peer that stands for everybody, of some family. */
static struct policy_peer
everybody(const struct policy_context *context, const struct node *node)
{
	return (struct policy_peer){
		.node = node,
		.addresses = address_set_all,
		.perhaps = address_set_all,
		.pods = match_all(
			context->arena, context->population->cohort_count),
		.strangers = { TRUTH_YES, TRUTH_YES },
		.wide = true,
	};
}

static void
read_rule(const struct calico *calico, struct policy_rule *rule,
	enum direction direction, const struct node *node, struct str namespace)
{
	struct policy_peer *peer =
		arena_alloc(calico->context->arena, sizeof(*peer));
	const struct node *version = node_get(node, "ipVersion");
	bool families[FAMILY_COUNT];
	bool some = read_families(node, families);
	const char *doubt = NULL;

	rule->node = node;
	rule->action = read_action(node_get(node, "action"), &doubt);
	*peer = calico_peer(calico, node_get(node, peer_key[direction]),
		namespace, &rule->every_peer);
	if (!families[FAMILY_IPV4] || !families[FAMILY_IPV6]) {
		if (rule->every_peer)
			*peer = everybody(
				calico->context, version ? version : node);
		restrict_families(calico->context, rule, peer, families);
		rule->every_peer = false;
	}
	if (!rule->every_peer && some) {
		rule->peers = peer;
		rule->peer_count = 1;
	}
	calico_ports(calico, rule);
	if (asks_own_side(node, direction))
		doubt = unknown_own;
	if (node_get(node, "http") || node_get(node, "icmp") ||
		node_get(node, "notICMP"))
		doubt = "what it asks of the protocol is not evaluated";
	rule->doubt = doubt;
	policy_rule_finish(calico->context, rule);
}

/* types: without rules or with ingress rules alone Ingress; with egress rules
 * alone Egress; with both both. */
static bool
applies(const struct node *spec, enum direction direction)
{
	const struct node *types = node_get(spec, "types");
	bool egress = node_count(node_get(spec, "egress")) > 0;
	bool ingress = node_count(node_get(spec, "ingress")) > 0;

	if (!node_count(types))
		return direction == DIRECTION_EGRESS ? egress
						     : ingress || !egress;
	NODE_EACH(type, types)
		if (node_is(type, type_name[direction]))
			return true;
	return false;
}

/* The Tier object of that name, in either group. */
static const struct object *
find_tier(const struct graph *graph, struct str name)
{
	static const struct str none;

	for (size_t i = 0; i < 2; i++) {
		const struct object *tier =
			graph_find(graph, groups[i], "Tier", none, name);

		if (tier)
			return tier;
	}
	return NULL;
}

static double
number_of(const struct node *node, double absent)
{
	int64_t value;

	if (!node)
		return absent;
	if (node_int(node, &value))
		return (double)value;
	return policy_decimal(node_text(node), absent);
}

/* Sets the policy's tier; true when the tier denies what nothing in it
 * allows. A tier whose order is not known is asked first: what it may decide
 * is then in doubt, whatever any other tier says. */
static bool
read_tier(const struct graph *graph, struct policy *policy)
{
	struct str name = node_text(node_get(policy->spec, "tier"));
	const struct object *tier;

	if (!name.len || str_is(name, "default"))
		return true;
	tier = find_tier(graph, name);
	policy->tier_name = name;
	if (!tier) {
		policy->tier = -INFINITY;
		policy->doubt = "the policy's Tier is not in the input";
		return true;
	}
	policy->tier = number_of(node_path(tier->root, "spec.order"), INFINITY);
	return !node_is(node_path(tier->root, "spec.defaultAction"), "Pass");
}

static void
select_pods(const struct calico *calico, struct policy *policy)
{
	const struct policy_context *context = calico->context;
	const struct population *population = context->population;
	struct str namespace = policy->object->namespace;
	struct match namespaces = match_none(population->namespace_count);
	struct match pods =
		calico_selector_match(context->arena, &population->pod_labels,
			node_text(node_get(policy->spec, "selector")));
	size_t index = population_namespace(population, namespace);

	if (!namespace.len)
		namespaces = calico_selector_match(context->arena,
			&population->namespace_labels,
			node_text(node_get(policy->spec, "namespaceSelector")));
	else if (index < population->namespace_count)
		match_add(context->arena, &namespaces, index, TRUTH_YES);
	policy->subjects = population_in_namespaces(
		context->arena, population, &namespaces);
	match_and(&policy->subjects, &pods);
	if (!calico_selector_is_all(node_text(
		    node_get(policy->spec, "serviceAccountSelector"))))
		match_doubt(&policy->subjects);
}

static void
read_policy(struct policy_list *list, const struct calico *calico,
	const struct object *object)
{
	const struct node *spec = node_get(object->root, "spec");
	struct policy *policy;
	bool denies;

	/* These are for the node's own interfaces. */
	if (node_is_true(node_get(spec, "doNotTrack")) ||
		node_is_true(node_get(spec, "preDNAT")))
		return;
	policy = policy_add(list, calico->context, object, DIALECT_CALICO,
		TIER_NETWORK_POLICY);
	policy->order = number_of(node_get(spec, "order"), INFINITY);
	denies = read_tier(calico->context->graph, policy);
	select_pods(calico, policy);
	for (enum direction d = 0; d < DIRECTION_COUNT; d++) {
		struct policy_side *side = &policy->sides[d];
		const struct node *rules = node_get(spec, rules_key[d]);
		struct policy_rule *items = arena_array(calico->context->arena,
			node_count(rules), sizeof(*items));

		side->node = rules;
		side->rules = items;
		side->count = node_count(rules);
		NODE_EACH(rule, rules)
			read_rule(calico, items++, d, rule, object->namespace);
		side->applies = applies(spec, d) ? TRUTH_YES : TRUTH_NO;
		side->isolates = denies ? side->applies : TRUTH_NO;
	}
}

/* Calls ADD with every object of a kind, in both groups. */
static struct object_range
objects_of(const struct policy_context *context, size_t group, const char *kind)
{
	return graph_objects_of(context->graph, groups[group], kind);
}

static void
collect_sets(struct calico *calico)
{
	static const char *const kinds[] = { "NetworkSet", "GlobalNetworkSet" };
	const struct policy_context *context = calico->context;
	size_t capacity = 0;
	size_t count = 0;

	for (size_t i = 0; i < 4; i++) {
		struct object_range range =
			objects_of(context, i / 2, kinds[i % 2]);

		for (; range.begin != range.end; range.begin++) {
			calico->sets = arena_grow(context->arena, calico->sets,
				count, &capacity,
				sizeof(const struct object *));
			calico->sets[count++] = *range.begin;
		}
	}
	calico->set_labels = label_index_new(context->arena, count);
	for (size_t i = 0; i < count; i++) {
		struct labels labels =
			labels_of(context->arena, calico->sets[i]->labels);

		label_index_add(&calico->set_labels, i, &labels);
	}
	label_index_sort(&calico->set_labels);
}

void
policies_read_calico(
	struct policy_list *list, const struct policy_context *context)
{
	static const char *const kinds[] = { "NetworkPolicy",
		"GlobalNetworkPolicy" };
	struct calico calico = { .context = context };

	collect_sets(&calico);
	for (size_t i = 0; i < 4; i++) {
		struct object_range range =
			objects_of(context, i / 2, kinds[i % 2]);

		for (; range.begin != range.end; range.begin++)
			read_policy(list, &calico, *range.begin);
	}
}
