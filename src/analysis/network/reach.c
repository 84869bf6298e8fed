/* SPDX-License-Identifier: Apache-2.0 */
/* Everything about one graph that answers who reaches whom. */
#include "analysis/network/reach.h"

#include <stdlib.h>

static int
compare_policies(const void *a, const void *b)
{
	const struct policy *left = *(const struct policy *const *)a;
	const struct policy *right = *(const struct policy *const *)b;
	int order = (left->tier > right->tier) - (left->tier < right->tier);

	if (!order)
		order = str_compare(left->tier_name, right->tier_name);
	if (!order)
		order = (left->order > right->order) -
			(left->order < right->order);
	if (!order)
		order = (int)left->dialect - (int)right->dialect;
	/* Those of one kind by name; names are unique within a namespace. */
	if (!order)
		order = str_compare(
			left->object->namespace, right->object->namespace);
	if (!order)
		order = str_compare(left->object->name, right->object->name);
	return order ? order
		     : (left->object > right->object) -
			       (left->object < right->object);
}

/* Whether network policies have a hold on the cohort at all: those of the
 * host's network are outside the model. */
static bool
is_governed(const struct cohort *cohort)
{
	return cohort->host_network != TRUTH_YES;
}

static struct match
governed_cohorts(struct arena *arena, const struct population *population)
{
	struct match match = match_none(population->cohort_count);

	for (size_t i = 0; i < population->cohort_count; i++) {
		enum truth host = population->cohorts[i].host_network;

		match_add(arena, &match, i, (enum truth)(TRUTH_YES - host));
	}
	return match;
}

/* What is filled in for each instance of a definition is filled in for its
 * own pods: a policy in it does not perhaps select somebody else's. */
static void
bind_to_definition(struct policy *policy, const struct population *population)
{
	const struct node *definition = object_definition(policy->object);

	if (!definition)
		return;
	MATCH_EACH(i, &policy->subjects) {
		const struct pod *pod = population->cohorts[i].pod;

		if (match_get(&policy->subjects, i) == TRUTH_MAYBE &&
			(!pod || object_definition(pod->object) != definition))
			match_remove(&policy->subjects, i);
	}
}

static void
read_policies(struct arena *arena, struct reach *reach)
{
	struct policy_context context = {
		.arena = arena,
		.graph = reach->graph,
		.population = &reach->population,
		.ranges = &reach->ranges,
	};
	struct match governed;

	policies_read_kubernetes(&reach->policies, &context);
	policies_read_sandbox(&reach->policies, &context);
	policies_read_admin(&reach->policies, &context);
	policies_read_calico(&reach->policies, &context);
	policies_read_cilium(&reach->policies, &context);
	policies_read_other(&reach->policies, &context);
	if (reach->policies.count)
		qsort(reach->policies.items, reach->policies.count,
			sizeof(struct policy *), compare_policies);
	governed = governed_cohorts(arena, &reach->population);
	for (size_t i = 0; i < reach->policies.count; i++) {
		struct policy *policy = reach->policies.items[i];

		policy->index = i;
		match_and(&policy->subjects, &governed);
		bind_to_definition(policy, &reach->population);
	}
}

/* What a policy makes of one group of cohorts. */
struct split {
	size_t selected[TRUTH_YES + 1]; /* members, by how surely */
	size_t moved[TRUTH_YES + 1];    /* the group that they go to */
};

/* Cohorts in groups that grow finer policy by policy. */
struct partition {
	size_t *group; /* of each cohort */
	size_t *size;  /* of each group */
	size_t count;
	struct split *splits;
};

/* Port names matter to what comes in, so pods with other names are others. */
static struct partition
partition_new(struct arena *arena, const struct population *population)
{
	size_t count = population->cohort_count + 1;
	struct partition partition = {
		.group = arena_array(arena, count, sizeof(size_t)),
		.size = arena_array(arena, count, sizeof(size_t)),
		.splits = arena_array(arena, count, sizeof(*partition.splits)),
		.count = population->port_groups,
	};

	for (size_t i = 0; i < population->cohort_count; i++) {
		partition.group[i] = population->cohorts[i].port_group;
		partition.size[partition.group[i]]++;
	}
	return partition;
}

/* The group to which members of OLD go that are selected as surely as TRUTH:
 * a new one, unless all of them go. */
static size_t
destination(struct partition *partition, size_t old, enum truth truth)
{
	struct split *split = &partition->splits[old];

	if (split->moved[truth])
		return split->moved[truth] - 1;
	split->moved[truth] = old + 1;
	if (split->selected[truth] < partition->size[old]) {
		split->moved[truth] = ++partition->count;
		partition->size[old] -= split->selected[truth];
		partition->size[partition->count - 1] = split->selected[truth];
	}
	return split->moved[truth] - 1;
}

static void
refine(struct partition *partition, const struct match *subjects)
{
	MATCH_EACH(i, subjects) {
		size_t group = partition->group[i];

		partition->splits[group] = (struct split){ 0 };
	}
	MATCH_EACH(i, subjects) {
		size_t group = partition->group[i];

		partition->splits[group].selected[match_get(subjects, i)]++;
	}
	MATCH_EACH(i, subjects)
		partition->group[i] = destination(
			partition, partition->group[i], match_get(subjects, i));
}

/* Adds the pods that RULE allows; false when it may allow any. What a policy
 * that isolates passes on may meet nothing that denies. */
static bool
add_partners(struct arena *arena, struct match *partners,
	const struct policy_side *side, const struct policy_rule *rule)
{
	if (rule->action == ACTION_PASS && side->isolates != TRUTH_NO)
		return false;
	if (rule->action != ACTION_ALLOW)
		return true;
	if (rule->every_peer)
		return false;
	for (size_t i = 0; i < rule->peer_count; i++) {
		if (rule->peers[i].pods_by_address != TRUTH_NO)
			return false;
		if (rule->peers[i].pods.size)
			match_or(arena, partners, &rule->peers[i].pods);
	}
	return true;
}

static struct match
find_partners(struct arena *arena, const struct reach *reach,
	const struct profile *profile, enum direction direction)
{
	const struct population *population = &reach->population;
	static const struct match all;
	struct arena scratch = { 0 };
	struct match partners = match_none(population->cohort_count);
	struct match found = all;

	if (profile->isolated[direction] != TRUTH_YES)
		goto done;
	for (size_t i = 0; i < profile->count; i++) {
		const struct policy_side *side =
			&profile->policies[i].policy->sides[direction];

		for (size_t k = 0; side->applies && k < side->count; k++)
			if (!add_partners(
				    &scratch, &partners, side, &side->rules[k]))
				goto done;
	}
	/* Many are let connect with nobody: they share one answer. */
	found = match_next(&partners, 0) < partners.size
			? match_copy(arena, &partners)
			: reach->nobody;
done:
	arena_release(&scratch);
	return found;
}

/* Only policies that add to each other, and nothing in doubt. */
static bool
is_plain(const struct profile *profile, enum direction direction)
{
	if (profile->isolated[direction] != TRUTH_YES)
		return false;
	for (size_t i = 0; i < profile->count; i++) {
		const struct selected *selected = &profile->policies[i];
		enum policy_dialect dialect = selected->policy->dialect;

		if (!selected->certain || selected->policy->doubt ||
			(dialect != DIALECT_KUBERNETES &&
				dialect != DIALECT_SANDBOX) ||
			selected->policy->sides[direction].applies ==
				TRUTH_MAYBE)
			return false;
	}
	return true;
}

/* Adds the pods of which RULE surely allows every port. */
static void
add_friends(struct arena *arena, struct match *friends,
	const struct policy_rule *rule)
{
	if (!rule->every_port || rule->doubt)
		return;
	for (size_t i = 0; i < rule->peer_count; i++)
		if (rule->peers[i].pods.size)
			match_or(arena, friends, &rule->peers[i].pods);
}

static struct match
find_friends(struct arena *arena, const struct reach *reach,
	const struct profile *profile, enum direction direction)
{
	static const struct match unknown;
	struct arena scratch = { 0 };
	struct match friends;

	if (!is_plain(profile, direction))
		return unknown;
	friends = match_none(reach->population.cohort_count);
	for (size_t i = 0; i < profile->count; i++) {
		const struct policy_side *side =
			&profile->policies[i].policy->sides[direction];

		for (size_t k = 0; side->applies && k < side->count; k++)
			add_friends(&scratch, &friends, &side->rules[k]);
	}
	friends = match_next(&friends, 0) < friends.size
			  ? match_copy(arena, &friends)
			  : reach->nobody;
	arena_release(&scratch);
	return friends;
}

static void
ask(struct arena *arena, const struct reach *reach, struct profile *profile)
{
	for (enum direction d = 0; d < DIRECTION_COUNT; d++) {
		struct question question = {
			.population = &reach->population,
			.ranges = &reach->ranges,
			.policies = profile->policies,
			.count = profile->count,
			.direction = d,
			.subject = profile->cohort,
		};
		struct arena scratch = { 0 };
		struct outcome outcome;

		profile->isolated[d] = question_isolated(&question);
		outcome = question_answer(&scratch, &question);
		profile->outcomes[d] = (struct outcome){
			address_set_keep(arena, outcome.allowed),
			address_set_keep(arena, outcome.unknown),
		};
		arena_release(&scratch);
		profile->partners[d] = find_partners(arena, reach, profile, d);
		profile->friends[d] = find_friends(arena, reach, profile, d);
	}
}

static void
add_policy(struct arena *arena, struct profile *profile, size_t *capacity,
	const struct policy *policy, enum truth selects)
{
	struct selected *list = arena_grow(arena, profile->policies,
		profile->count, capacity, sizeof(*list));

	list[profile->count++] =
		(struct selected){ policy, selects == TRUTH_YES };
	profile->policies = list;
}

/* Gives every profile the policies that select its cohort, or may, in their
 * order. GROUP is the profile of each cohort. */
static void
collect(struct arena *arena, const struct policy_list *policies,
	struct profile *profiles, size_t profile_count, const size_t *group)
{
	struct arena scratch = { 0 };
	size_t *capacities =
		arena_array(&scratch, profile_count + 1, sizeof(*capacities));

	for (size_t i = 0; i < policies->count; i++) {
		const struct policy *policy = policies->items[i];

		MATCH_EACH(k, &policy->subjects) {
			struct profile *profile = &profiles[group[k]];

			if (profile->cohort == k)
				add_policy(arena, profile,
					&capacities[group[k]], policy,
					match_get(&policy->subjects, k));
		}
	}
	arena_release(&scratch);
}

static void
form_profiles(struct arena *arena, struct reach *reach)
{
	const struct population *population = &reach->population;
	struct partition partition = partition_new(arena, population);
	struct profile *profiles;

	for (size_t i = 0; i < reach->policies.count; i++)
		refine(&partition, &reach->policies.items[i]->subjects);
	profiles = arena_array(arena, partition.count + 1, sizeof(*profiles));
	for (size_t i = population->cohort_count; i > 0; i--)
		profiles[partition.group[i - 1]].cohort = i - 1;
	collect(arena, &reach->policies, profiles, partition.count,
		partition.group);
	for (size_t i = 0; i < partition.count; i++)
		ask(arena, reach, &profiles[i]);
	reach->profiles = profiles;
	reach->profile_count = partition.count;
	reach->profile_of = partition.group;
}

/* Where Cilium runs, blocks of addresses match no pods and no nodes, not even
 * those of NetworkPolicies (docs.cilium.io: Layer 3 Policies, "IP/CIDR based";
 * nodes unless policy-cidr-match-mode names them). */
static bool
runs_cilium(const struct graph *graph)
{
	static const char *const kinds[] = { "CiliumNetworkPolicy",
		"CiliumClusterwideNetworkPolicy" };

	for (size_t i = 0; i < 2; i++) {
		struct object_range range =
			graph_objects_of(graph, "cilium.io", kinds[i]);

		if (range.begin != range.end)
			return true;
	}
	return false;
}

const struct reach *
reach_build(struct arena *arena, const struct graph *graph,
	const struct settings *settings)
{
	struct reach *reach = arena_alloc(arena, sizeof(*reach));

	reach->graph = graph;
	reach->settings = settings;
	reach->population = population_build(arena, graph);
	reach->nobody = match_none(reach->population.cohort_count);
	reach->ranges = ranges_of(arena, graph, settings);
	reach->ranges.pods_by_block = !runs_cilium(graph);
	reach->ranges.nodes_by_block = reach->ranges.pods_by_block;
	read_policies(arena, reach);
	form_profiles(arena, reach);
	return reach;
}

const struct profile *
reach_profile(const struct reach *reach, const struct pod *pod)
{
	size_t cohort = population_cohort(&reach->population, pod);

	return &reach->profiles[reach->profile_of[cohort]];
}

struct question
reach_question(
	const struct reach *reach, size_t subject, enum direction direction)
{
	const struct profile *profile =
		&reach->profiles[reach->profile_of[subject]];

	return (struct question){
		.population = &reach->population,
		.ranges = &reach->ranges,
		.policies = profile->policies,
		.count = profile->count,
		.direction = direction,
		.subject = subject,
	};
}

struct question
reach_question_about(const struct reach *reach, size_t subject,
	enum direction direction, size_t peer)
{
	struct question question = reach_question(reach, subject, direction);

	question.about_pod = true;
	question.peer = peer;
	return question;
}

const struct match *
reach_partners(
	const struct reach *reach, size_t cohort, enum direction direction)
{
	return &reach->profiles[reach->profile_of[cohort]].partners[direction];
}

static bool
is_partner(const struct reach *reach, size_t cohort, enum direction direction,
	size_t other)
{
	const struct match *partners = reach_partners(reach, cohort, direction);

	return !partners->size || match_get(partners, other) != TRUTH_NO;
}

bool
reach_may_connect(const struct reach *reach, size_t from, size_t to)
{
	return is_governed(&reach->population.cohorts[from]) &&
	       is_governed(&reach->population.cohorts[to]) &&
	       is_partner(reach, from, DIRECTION_EGRESS, to) &&
	       is_partner(reach, to, DIRECTION_INGRESS, from);
}

struct port_outcome
reach_end(struct arena *arena, const struct reach *reach, size_t cohort,
	enum direction direction, size_t other)
{
	const struct match *friends =
		&reach->profiles[reach->profile_of[cohort]].friends[direction];
	struct question question =
		reach_question_about(reach, cohort, direction, other);

	if (friends->size && match_get(friends, other) == TRUTH_YES)
		return (struct port_outcome){ .allowed = port_set_all };
	return question_ports(arena, &question);
}

struct port_outcome
ports_of_ends(
	struct arena *arena, struct port_outcome out, struct port_outcome in)
{
	struct port_set possible = port_set_combine(arena, SET_INTERSECTION,
		port_set_combine(arena, SET_UNION, out.allowed, out.unknown),
		port_set_combine(arena, SET_UNION, in.allowed, in.unknown));
	struct port_outcome both;

	both.allowed = port_set_combine(
		arena, SET_INTERSECTION, out.allowed, in.allowed);
	both.unknown =
		port_set_combine(arena, SET_DIFFERENCE, possible, both.allowed);
	return both;
}

struct port_outcome
reach_connection(
	struct arena *arena, const struct reach *reach, size_t from, size_t to)
{
	if (!reach_may_connect(reach, from, to))
		return (struct port_outcome){ 0 };
	return ports_of_ends(arena,
		reach_end(arena, reach, from, DIRECTION_EGRESS, to),
		reach_end(arena, reach, to, DIRECTION_INGRESS, from));
}
