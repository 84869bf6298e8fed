/* SPDX-License-Identifier: Apache-2.0 */
/* Policies of dialects that are known to exist and are not evaluated: any of
 * them may deny something, and some may allow what others deny. */
#include "analysis/network/policy.h"

static const struct {
	const char *group, *kind;
	bool allows; /* over what NetworkPolicies deny */
} kinds[] = {
	{ "crd.antrea.io", "ClusterNetworkPolicy", true },
	{ "crd.antrea.io", "NetworkPolicy", true },
	{ "networking.gke.io", "FQDNNetworkPolicy", true },
	{ "networking.k8s.aws", "ApplicationNetworkPolicy", true },
	{ "networking.k8s.aws", "ClusterNetworkPolicy", true },
	{ "agents.kruise.io", "SecurityProfile", true },
	{ "agents.kruise.io", "TrafficPolicy", true },
	{ "k8s.ovn.org", "EgressFirewall", false },
	{ "network.openshift.io", "EgressNetworkPolicy", false },
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

static void
read_policy(struct policy_list *list, const struct policy_context *context,
	const struct object *object, bool allows)
{
	static const struct selector everything;
	struct policy *policy = policy_add(
		list, context, object, DIALECT_OTHER, TIER_NETWORK_POLICY);
	struct policy_rule *rule = arena_alloc(context->arena, sizeof(*rule));
	bool cluster = str_starts(object->kind, "Cluster");

	rule->node = policy->spec;
	rule->every_peer = true;
	rule->every_port = true;
	policy_rule_finish(context, rule);
	policy->doubt = "policies of this kind are not evaluated";
	policy->subjects =
		cluster ? match_all(context->arena,
				  context->population->cohort_count)
			: population_select(context->arena, context->population,
				  object->namespace, everything);
	match_doubt(&policy->subjects);
	for (enum direction d = 0; d < DIRECTION_COUNT; d++) {
		policy->sides[d].rules = rule;
		policy->sides[d].count = allows;
		policy->sides[d].applies = TRUTH_YES;
		policy->sides[d].isolates = TRUTH_YES;
	}
}

void
policies_read_other(
	struct policy_list *list, const struct policy_context *context)
{
	for (size_t i = 0; i < KINDS; i++) {
		struct object_range range = graph_objects_of(
			context->graph, kinds[i].group, kinds[i].kind);

		for (; range.begin != range.end; range.begin++)
			read_policy(
				list, context, *range.begin, kinds[i].allows);
	}
}
