/* SPDX-License-Identifier: Apache-2.0 */
/* The policy that agent-sandbox's controller makes of a SandboxTemplate
 * (extensions/controllers/sandboxtemplate_controller.go). */
#include "analysis/network/policy.h"

static const char group[] = "extensions.agents.x-k8s.io";
static const char management_unknown[] =
	"what the template says of its network policy is filled in later";

/* What Managed without networkPolicy allows: the Internet without the private
 * and link-local ranges, and the router's pods to come in. */
static const struct str ipv4_except[] = {
	STR_INIT("10.0.0.0/8"),
	STR_INIT("172.16.0.0/12"),
	STR_INIT("192.168.0.0/16"),
	STR_INIT("169.254.0.0/16"),
};
static const struct str ipv6_except[] = {
	STR_INIT("fc00::/7"),
	STR_INIT("fe80::/10"),
};

static const struct {
	struct str cidr;
	struct str_list except;
} default_blocks[] = {
	{ STR_INIT("0.0.0.0/0"), { ipv4_except, 4 } },
	{ STR_INIT("::/0"), { ipv6_except, 2 } },
};

enum { BLOCKS = sizeof(default_blocks) / sizeof(default_blocks[0]) };

static void
default_egress(const struct policy_context *context, struct policy_side *side)
{
	struct arena *arena = context->arena;
	struct policy_rule *rule = arena_alloc(arena, sizeof(*rule));
	struct policy_peer *peers = arena_array(arena, BLOCKS, sizeof(*peers));

	for (size_t i = 0; i < BLOCKS; i++) {
		const struct str_list cidr = { &default_blocks[i].cidr, 1 };

		peers[i].addresses = address_set_combine(arena, SET_DIFFERENCE,
			address_set_of_list(arena, &cidr),
			address_set_of_list(arena, &default_blocks[i].except));
		peers[i].perhaps = peers[i].addresses;
		peers[i].pods_by_address = ranges_cover_pods(
			arena, context->ranges, peers[i].perhaps);
	}
	rule->peers = peers;
	rule->peer_count = BLOCKS;
	rule->every_port = true;
	policy_rule_finish(context, rule);
	side->rules = rule;
	side->count = 1;
}

static void
default_ingress(const struct policy_context *context, struct policy_side *side)
{
	struct arena *arena = context->arena;
	struct policy_rule *rule = arena_alloc(arena, sizeof(*rule));
	struct policy_peer *peer = arena_alloc(arena, sizeof(*peer));

	peer->named = true;
	peer->pods = population_select_both(arena, context->population,
		selector_of(arena, STR(LABEL_NAMESPACE_NAME),
			STR("agent-sandbox-system")),
		selector_of(arena, STR("app"), STR("sandbox-router")));
	rule->peers = peer;
	rule->peer_count = 1;
	rule->every_port = true;
	policy_rule_finish(context, rule);
	side->rules = rule;
	side->count = 1;
}

/* Pods of the template; its Sandboxes carry a label that nobody writes. */
static void
select_pods(const struct policy_context *context, struct policy *policy)
{
	const struct population *population = context->population;

	policy->subjects = match_none(population->cohort_count);
	for (size_t i = 0; i < population->cohort_count; i++)
		if (population->cohorts[i].template == policy->object)
			match_add(context->arena, &policy->subjects, i,
				TRUTH_YES);
}

static void
read_template(struct policy_list *list, const struct policy_context *context,
	const struct object *object)
{
	const struct node *spec = node_get(object->root, "spec");
	const struct node *management =
		node_get(spec, "networkPolicyManagement");
	const struct node *rules = node_get(spec, "networkPolicy");
	struct policy_side *egress;
	struct policy_side *ingress;
	struct policy *policy;

	if (node_is(management, "Unmanaged"))
		return;
	policy = policy_add(
		list, context, object, DIALECT_SANDBOX, TIER_NETWORK_POLICY);
	if (rules)
		policy->place = node_key_place(rules);
	else if (management)
		policy->place = node_place(management);
	if (node_is_placeholder(management) || node_is_placeholder(rules))
		policy->doubt = management_unknown;
	select_pods(context, policy);
	egress = &policy->sides[DIRECTION_EGRESS];
	ingress = &policy->sides[DIRECTION_INGRESS];
	egress->applies = egress->isolates = TRUTH_YES;
	ingress->applies = ingress->isolates = TRUTH_YES;
	if (rules) {
		policy_rules_kubernetes(context, egress, DIRECTION_EGRESS,
			node_get(rules, "egress"), object->namespace);
		policy_rules_kubernetes(context, ingress, DIRECTION_INGRESS,
			node_get(rules, "ingress"), object->namespace);
	} else {
		default_egress(context, egress);
		default_ingress(context, ingress);
	}
}

void
policies_read_sandbox(
	struct policy_list *list, const struct policy_context *context)
{
	struct object_range range =
		graph_objects_of(context->graph, group, "SandboxTemplate");

	for (; range.begin != range.end; range.begin++)
		read_template(list, context, *range.begin);
}
