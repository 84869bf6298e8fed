/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of all dialects share. */
#include "analysis/network/policy.h"

#include <stdlib.h>
#include <string.h>

bool
policy_same_tier(const struct policy *a, const struct policy *b)
{
	return a->tier >= b->tier && a->tier <= b->tier &&
	       str_equal(a->tier_name, b->tier_name);
}

struct policy *
policy_add(struct policy_list *list, const struct policy_context *context,
	const struct object *object, enum policy_dialect dialect, double tier)
{
	struct policy *policy = arena_alloc(context->arena, sizeof(*policy));

	policy->object = object;
	policy->spec = node_get(object->root, "spec");
	policy->dialect = dialect;
	policy->tier = tier;
	policy->place = object_place(object);
	policy->order = POLICY_ORDER;
	list->items = arena_grow(context->arena, list->items, list->count,
		&list->capacity, sizeof(struct policy *));
	list->items[list->count++] = policy;
	return policy;
}

static struct port_set
numbered_ports(struct arena *arena, const struct policy_rule *rule)
{
	struct port_set ports = { 0 };

	if (rule->every_port)
		return port_set_all;
	for (size_t i = 0; i < rule->port_count; i++)
		ports = port_set_combine(
			arena, SET_UNION, ports, rule->ports[i].set);
	return ports;
}

static bool
has_open_port(const struct policy_rule *rule)
{
	for (size_t i = 0; i < rule->port_count; i++)
		if (rule->ports[i].open)
			return true;
	return false;
}

static struct address_set
peer_addresses(
	struct arena *arena, const struct policy_rule *rule, bool perhaps)
{
	struct address_set *sets =
		arena_array(arena, rule->peer_count, sizeof(*sets));

	if (rule->every_peer)
		return address_set_all;
	for (size_t i = 0; i < rule->peer_count; i++)
		sets[i] = perhaps ? rule->peers[i].perhaps
				  : rule->peers[i].addresses;
	return address_set_union(arena, sets, rule->peer_count);
}

void
policy_rule_finish(
	const struct policy_context *context, struct policy_rule *rule)
{
	struct arena *arena = context->arena;
	struct port_set ports = numbered_ports(arena, rule);
	bool open = rule->doubt || has_open_port(rule);

	for (size_t i = 0; i < rule->port_count; i++)
		rule->named = rule->named || rule->ports[i].name.len;
	rule->may = address_set_on_ports(arena,
		peer_addresses(arena, rule, true), open ? port_set_all : ports);
	if (!rule->doubt)
		rule->must = address_set_on_ports(
			arena, peer_addresses(arena, rule, false), ports);
}

static struct address_set
block(struct arena *arena, struct str text)
{
	struct cidr cidr = cidr_parse(text);

	if (cidr.fault == CIDR_MALFORMED)
		return (struct address_set){ 0 };
	return address_set_of(
		arena, cidr.family, cidr.first, cidr.last, port_set_all);
}

struct address_set
policy_block(const struct policy_context *context, const struct node *cidr,
	const struct node *except)
{
	struct arena *arena = context->arena;
	struct address_set set = block(arena, node_text(cidr));

	NODE_EACH(item, except)
		set = address_set_combine(arena, SET_DIFFERENCE, set,
			block(arena, node_text(item)));
	return set;
}

bool
policy_block_is_wide(const struct node *cidr)
{
	struct cidr block = cidr_parse(node_text(cidr));

	return block.fault != CIDR_MALFORMED &&
	       block.bits < (block.family == FAMILY_IPV4 ? 16u : 48u);
}

const struct node *
object_definition(const struct object *object)
{
	const struct node *root = object->root;

	while (root->parent)
		root = root->parent;
	return node_is(node_get(root, "kind"), "ResourceGraphDefinition")
		       ? root
		       : NULL;
}

bool
policy_number(struct str text, unsigned *number)
{
	unsigned value = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		value = value * 10 + (unsigned)(text.ptr[i] - '0');
		if (value > PORT_MAX)
			return false;
	}
	*number = value;
	return text.len > 0;
}

double
policy_decimal(struct str text, double absent)
{
	char buffer[64];
	char *end;
	double value;

	if (!text.len || text.len >= sizeof(buffer))
		return absent;
	memcpy(buffer, text.ptr, text.len);
	buffer[text.len] = '\0';
	value = strtod(buffer, &end);
	return *end ? absent : value;
}
