/* SPDX-License-Identifier: Apache-2.0 */
/* Calico's entity rules: the source or destination of a rule. */
#include "analysis/network/calico_selector.h"
#include "analysis/network/policy_calico.h"

static const char unknown_entity[] =
	"services, domains and labels of accounts are known only in the "
	"cluster";
static const char unknown_both[] =
	"addresses and selectors together are not evaluated";
static const char unknown_labels[] =
	"labels that the input does not hold decide which pods it matches";

static struct str
text_of(const struct node *entity, const char *key)
{
	return node_text(node_get(entity, key));
}

static bool
has_any(const struct node *entity, const char *const *keys)
{
	for (; *keys; keys++)
		if (node_get(entity, *keys))
			return true;
	return false;
}

/* The nets of a list, all ports. *WIDE is set when one of them is. */
static struct address_set
read_nets(const struct calico *calico, const struct node *nets, bool *wide)
{
	struct address_set set = { 0 };

	NODE_EACH(item, nets) {
		set = address_set_combine(calico->context->arena, SET_UNION,
			set, policy_block(calico->context, item, NULL));
		*wide = *wide || policy_block_is_wide(item);
	}
	return set;
}

/* Network sets are addresses that selectors match by their labels. */
static struct address_set
read_sets(const struct calico *calico, struct str selector,
	struct str namespace, bool *wide)
{
	struct arena *arena = calico->context->arena;
	struct match match =
		calico_selector_match(arena, &calico->set_labels, selector);
	struct address_set set = { 0 };

	MATCH_EACH(i, &match) {
		const struct object *object = calico->sets[i];

		if (namespace.len && object->namespace.len &&
			!str_equal(object->namespace, namespace))
			continue;
		if (match_get(&match, i) == TRUTH_YES)
			set = address_set_combine(arena, SET_UNION, set,
				read_nets(calico,
					node_path(object->root, "spec.nets"),
					wide));
	}
	return set;
}

/* The namespaces that the entity's selectors are about. */
static struct match
read_namespaces(const struct calico *calico, const struct node *entity,
	struct str namespace)
{
	const struct policy_context *context = calico->context;
	const struct population *population = context->population;
	const struct node *selector = node_get(entity, "namespaceSelector");
	struct match match = match_none(population->namespace_count);
	size_t index;

	if (selector)
		return calico_selector_match(context->arena,
			&population->namespace_labels, node_text(selector));
	if (!namespace.len)
		return match_all(context->arena, population->namespace_count);
	index = population_namespace(population, namespace);
	if (index < population->namespace_count)
		match_add(context->arena, &match, index, TRUTH_YES);
	return match;
}

/* serviceAccounts: by name exactly, by label perhaps. */
static void
restrict_accounts(const struct calico *calico, const struct node *accounts,
	struct policy_peer *peer)
{
	const struct population *population = calico->context->population;
	const struct node *names = node_get(accounts, "names");

	if (text_of(accounts, "selector").len) {
		match_doubt(&peer->pods);
		peer->doubt = unknown_entity;
	}
	if (!node_count(names))
		return;
	MATCH_EACH(i, &peer->pods) {
		bool found = false;

		NODE_EACH(name, names)
			found = found ||
				str_equal(node_text(name),
					population->cohorts[i].service_account);
		if (!found)
			match_remove(&peer->pods, i);
	}
}

/* Whether the entity's selectors match pods that the input does not hold; they
 * ask for no account. */
static struct strangers
match_strangers(const struct calico *calico, const struct node *entity)
{
	const struct population *population = calico->context->population;
	struct arena *arena = calico->context->arena;
	struct str other = text_of(entity, "notSelector");
	struct match match =
		calico_selector_match(arena, &population->stranger_namespaces,
			text_of(entity, "namespaceSelector"));
	struct match pods = calico_selector_match(arena,
		&population->stranger_labels, text_of(entity, "selector"));
	struct match others = calico_selector_match(
		arena, &population->stranger_labels, other);

	match_and(&match, &pods);
	match_not(arena, &others);
	if (other.len)
		match_and(&match, &others);
	return strangers_matched(&match);
}

/* Whether the entity's selectors ask for something. */
static bool
names_pods(const struct node *entity)
{
	return node_get(entity, "serviceAccounts") ||
	       !calico_selector_is_all(text_of(entity, "selector")) ||
	       !calico_selector_is_all(text_of(entity, "namespaceSelector"));
}

static void
read_selectors(const struct calico *calico, struct policy_peer *peer,
	struct str namespace)
{
	const struct policy_context *context = calico->context;
	const struct label_index *labels = &context->population->pod_labels;
	struct match namespaces =
		read_namespaces(calico, peer->node, namespace);
	struct match pods = calico_selector_match(
		context->arena, labels, text_of(peer->node, "selector"));

	peer->pods = population_in_namespaces(
		context->arena, context->population, &namespaces);
	match_and(&peer->pods, &pods);
	peer->named = names_pods(peer->node);
	if ((!namespace.len || node_get(peer->node, "namespaceSelector")) &&
		!node_get(peer->node, "serviceAccounts"))
		peer->strangers = match_strangers(calico, peer->node);
	restrict_accounts(
		calico, node_get(peer->node, "serviceAccounts"), peer);
	if (node_get(peer->node, "selector"))
		peer->addresses =
			read_sets(calico, text_of(peer->node, "selector"),
				namespace, &peer->wide);
	peer->perhaps = peer->addresses;
	peer->form = PEER_SET;
	if (match_has_doubt(&peer->pods) && !peer->doubt)
		peer->doubt = unknown_labels;
}

/* notSelector: everybody else, inside the cluster or not. */
static void
exclude(const struct calico *calico, struct policy_peer *peer)
{
	const struct policy_context *context = calico->context;
	struct str selector = text_of(peer->node, "notSelector");
	struct match others;

	if (!selector.len)
		return;
	others = calico_selector_match(
		context->arena, &context->population->pod_labels, selector);
	match_not(context->arena, &others);
	if (peer->pods.size) {
		match_and(&peer->pods, &others);
		return;
	}
	peer->pods = others;
	peer->strangers = match_strangers(calico, peer->node);
	peer->addresses = address_set_all;
	peer->perhaps = address_set_all;
	peer->wide = true;
}

static void
read_blocks(const struct calico *calico, struct policy_peer *peer)
{
	struct arena *arena = calico->context->arena;
	const struct node *nets = node_get(peer->node, "nets");
	const struct node *not = node_get(peer->node, "notNets");
	bool ignored = false;
	struct address_set set =
		nets ? read_nets(calico, nets, &peer->wide) : address_set_all;

	set = address_set_combine(
		arena, SET_DIFFERENCE, set, read_nets(calico, not, &ignored));
	peer->except = node_count(not ) > 0;
	peer->wide = peer->wide || !nets;
	peer->addresses = set;
	peer->perhaps = set;
	peer->pods_by_address =
		ranges_cover_pods(arena, calico->context->ranges, set);
}

struct policy_peer
calico_peer(const struct calico *calico, const struct node *entity,
	struct str namespace, bool *every_peer)
{
	static const char *const selectors[] = { "selector",
		"namespaceSelector", "serviceAccounts", NULL };
	static const char *const blocks[] = { "nets", "notNets", NULL };
	static const char *const unknown[] = { "services", "domains", NULL };
	struct policy_peer peer = { .node = entity };
	bool selects = has_any(entity, selectors);
	bool excludes = text_of(entity, "notSelector").len > 0;
	bool blocked = has_any(entity, blocks);

	*every_peer =
		!selects && !excludes && !blocked && !has_any(entity, unknown);
	if (selects)
		read_selectors(calico, &peer, namespace);
	exclude(calico, &peer);
	if (blocked && !selects && !excludes)
		read_blocks(calico, &peer);
	if (has_any(entity, unknown) || (blocked && (selects || excludes))) {
		peer.doubt = blocked ? unknown_both : unknown_entity;
		peer.addresses = (struct address_set){ 0 };
		peer.perhaps = address_set_all;
		peer.pods_by_address = TRUTH_MAYBE;
		strangers_doubt(&peer.strangers);
		if (peer.pods.size)
			match_doubt(&peer.pods);
	}
	return peer;
}

/* A number, "first:last", or a name. */
static void
read_port(const struct calico *calico, struct policy_port *entry,
	const bool protocols[])
{
	struct str text = node_text(entry->node);
	struct str last_text = text;
	struct str first_text = str_cut(&last_text, ':');
	unsigned first = 0;
	unsigned last = 0;
	bool number = policy_number(first_text, &first);

	if (text_is_placeholder(text)) {
		entry->open = true;
		return;
	}
	last = first;
	if (number && last_text.len)
		number = policy_number(last_text, &last);
	if (!number)
		entry->name = text;
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++) {
		entry->protocols[p] = protocols[p];
		if (number && protocols[p])
			entry->set = port_set_combine(calico->context->arena,
				SET_UNION, entry->set,
				port_set_of(calico->context->arena, p, first,
					last));
	}
}

static bool
is_protocol(const struct node *node, enum protocol protocol)
{
	static const char *const numbers[PROTOCOL_COUNT] = { "6", "17", "132" };

	return str_is_nocase(node_text(node), protocol_name(protocol)) ||
	       str_is(node_text(node), numbers[protocol]);
}

/* The protocols that the rule is about. */
static bool
read_protocols(const struct node *rule, bool protocols[])
{
	const struct node *only = node_get(rule, "protocol");
	const struct node *not = node_get(rule, "notProtocol");
	bool all = true;

	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++) {
		protocols[p] = (!only || is_protocol(only, p)) &&
			       (!not || !is_protocol(not, p));
		all = all && protocols[p];
	}
	return all;
}

static struct port_set
protocol_ports(const struct calico *calico, const bool protocols[])
{
	struct arena *arena = calico->context->arena;
	struct port_set set = { 0 };

	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++)
		if (protocols[p])
			set = port_set_combine(arena, SET_UNION, set,
				port_set_of(arena, p, PORT_MIN, PORT_MAX));
	return set;
}

void
calico_ports(const struct calico *calico, struct policy_rule *rule)
{
	const struct node *to = node_get(rule->node, "destination");
	const struct node *list = node_get(to, "ports");
	const struct node *not = node_get(to, "notPorts");
	struct policy_port *ports = arena_array(
		calico->context->arena, node_count(list) + 1, sizeof(*ports));
	bool protocols[PROTOCOL_COUNT];

	rule->ports = ports;
	rule->every_port = read_protocols(rule->node, protocols) &&
			   !node_count(list) && !node_count(not );
	if (!rule->every_port && !node_count(list)) {
		ports->node = node_get(rule->node, "protocol");
		ports->set = protocol_ports(calico, protocols);
		rule->port_count = 1;
		NODE_EACH(item, not ) {
			struct policy_port other = { .node = item };

			read_port(calico, &other, protocols);
			ports->set = port_set_combine(calico->context->arena,
				SET_DIFFERENCE, ports->set, other.set);
		}
	}
	NODE_EACH(item, list) {
		ports->node = item;
		read_port(calico, ports++, protocols);
		rule->port_count++;
	}
}
