/* SPDX-License-Identifier: Apache-2.0 */
/* Runs connections through the tiers of policies.
 *
 * One set holds what may still be undecided. A rule moves what it may match
 * to what can be allowed or can be denied, and what it surely matches is open
 * no longer. What can be both in the end is unknown. */
#include "analysis/network/evaluate.h"

#include "analysis/network/hits.h"
#include "analysis/network/witness.h"

struct flow {
	struct arena *arena;
	const struct question *question;
	struct address_set open;   /* not decided yet */
	struct address_set passed; /* on to the next tier */
	struct address_set allow;  /* can be allowed */
	struct address_set deny;   /* can be denied */
};

static struct address_set
add(struct flow *flow, struct address_set a, struct address_set b)
{
	return address_set_combine(flow->arena, SET_UNION, a, b);
}

static struct address_set
subtract(struct flow *flow, struct address_set a, struct address_set b)
{
	return address_set_combine(flow->arena, SET_DIFFERENCE, a, b);
}

static struct address_set
intersect(struct flow *flow, struct address_set a, struct address_set b)
{
	return address_set_combine(flow->arena, SET_INTERSECTION, a, b);
}

static void
apply(struct flow *flow, enum policy_action action, struct hits hits)
{
	struct address_set hit = intersect(flow, flow->open, hits.may);

	switch (action) {
	case ACTION_ALLOW:
		flow->allow = add(flow, flow->allow, hit);
		break;
	case ACTION_DENY:
		flow->deny = add(flow, flow->deny, hit);
		break;
	case ACTION_PASS:
		flow->passed = add(flow, flow->passed, hit);
		break;
	case ACTION_LOG:
		return;
	}
	flow->open = subtract(flow, flow->open, hits.must);
}

/* One policy's rules, the first that matches decides. */
static void
run_policy(struct flow *flow, const struct selected *selected)
{
	const struct policy_side *side =
		&selected->policy->sides[flow->question->direction];

	if (side->applies == TRUTH_NO)
		return;
	for (size_t i = 0; i < side->count; i++) {
		struct hits hits =
			rule_hits(flow->arena, flow->question, &side->rules[i]);

		if (selected_is_doubtful(flow->question, selected))
			hits.must = (struct address_set){ 0 };
		apply(flow, side->rules[i].action, hits);
	}
}

/* What the rules of one action in COUNT policies match together. */
static struct hits
union_of(struct flow *flow, const struct selected *selected, size_t count,
	enum policy_action action)
{
	const struct question *question = flow->question;
	struct address_set *must;
	struct address_set *may;
	size_t most = 0;
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		most += selected[i].policy->sides[question->direction].count;
	must = arena_array(flow->arena, most, sizeof(*must));
	may = arena_array(flow->arena, most, sizeof(*may));
	for (size_t i = 0; i < count; i++) {
		const struct policy_side *side =
			&selected[i].policy->sides[question->direction];

		for (size_t j = 0; side->applies && j < side->count; j++) {
			struct hits hits;

			if (side->rules[j].action != action)
				continue;
			hits = rule_hits(
				flow->arena, question, &side->rules[j]);
			may[used] = hits.may;
			if (!selected_is_doubtful(question, &selected[i]))
				must[used] = hits.must;
			used++;
		}
	}
	return (struct hits){
		address_set_union(flow->arena, must, used),
		address_set_union(flow->arena, may, used),
	};
}

/* Policies that are united: what any of them denies is denied, what any
 * allows is allowed. */
static void
run_united(struct flow *flow, const struct selected *selected, size_t count)
{
	apply(flow, ACTION_DENY, union_of(flow, selected, count, ACTION_DENY));
	apply(flow, ACTION_ALLOW,
		union_of(flow, selected, count, ACTION_ALLOW));
}

/* Policies of which nobody knows the order: any that matches may decide. */
static void
run_tied(struct flow *flow, const struct selected *selected, size_t count)
{
	struct address_set open = flow->open;
	struct address_set left = flow->open;

	for (size_t i = 0; i < count; i++) {
		flow->open = open;
		run_policy(flow, &selected[i]);
		left = intersect(flow, left, flow->open);
	}
	flow->open = left;
}

static bool
is_united(enum policy_dialect dialect)
{
	switch (dialect) {
	case DIALECT_KUBERNETES:
	case DIALECT_SANDBOX:
	case DIALECT_CILIUM:
	case DIALECT_OTHER:
		return true;
	case DIALECT_ADMIN:
	case DIALECT_CALICO:
		break;
	}
	return false;
}

static bool
are_tied(const struct selected *a, const struct selected *b)
{
	return a->policy->order <= b->policy->order &&
	       a->policy->order >= b->policy->order &&
	       is_united(a->policy->dialect) == is_united(b->policy->dialect);
}

/* The number of policies at the start that are asked side by side. */
static size_t
group_size(const struct selected *selected, size_t count)
{
	size_t size = 1;

	while (size < count && are_tied(&selected[0], &selected[size]))
		size++;
	return size;
}

/* What none of the policies that perhaps isolate would deny: when one of them
 * does select the pod, it allows this itself. */
static struct address_set
spared(struct flow *flow, const struct selected *selected, size_t count)
{
	const struct question *question = flow->question;
	struct address_set spared = flow->open;

	for (size_t i = 0; i < count; i++) {
		struct selected alone = { selected[i].policy, true };
		const struct policy *policy = alone.policy;
		struct address_set own;

		if (policy->sides[question->direction].isolates == TRUTH_NO)
			continue;
		own = union_of(flow, &alone, 1, ACTION_ALLOW).must;
		spared = intersect(flow, spared, own);
	}
	return spared;
}

static enum truth
isolated_by(const struct question *question, const struct selected *selected,
	size_t count)
{
	enum truth truth = TRUTH_NO;

	for (size_t i = 0; i < count; i++) {
		enum truth one =
			selected[i].policy->sides[question->direction].isolates;

		if (one == TRUTH_YES &&
			selected_is_doubtful(question, &selected[i]))
			one = TRUTH_MAYBE;
		if (one > truth)
			truth = one;
	}
	return truth;
}

static void
run_tier(struct flow *flow, const struct selected *selected, size_t count)
{
	enum truth isolated = isolated_by(flow->question, selected, count);

	for (size_t i = 0; i < count;) {
		size_t size = group_size(selected + i, count - i);

		if (is_united(selected[i].policy->dialect))
			run_united(flow, selected + i, size);
		else
			run_tied(flow, selected + i, size);
		i += size;
	}
	if (isolated == TRUTH_YES) {
		flow->deny = add(flow, flow->deny, flow->open);
		flow->open = (struct address_set){ 0 };
	} else if (isolated == TRUTH_MAYBE) {
		flow->deny = add(flow, flow->deny,
			subtract(flow, flow->open,
				spared(flow, selected, count)));
	}
	flow->open = add(flow, flow->open, flow->passed);
	flow->passed = (struct address_set){ 0 };
}

/* The number of policies at the start that share the tier of the first. */
static size_t
tier_size(const struct selected *selected, size_t count)
{
	size_t size = 1;

	while (size < count &&
		policy_same_tier(selected[size].policy, selected[0].policy))
		size++;
	return size;
}

enum truth
question_isolated(const struct question *question)
{
	return isolated_by(question, question->policies, question->count);
}

/* All tiers, one after the other; what is open then nothing decides on. */
static struct flow
run_tiers(struct arena *arena, const struct question *question)
{
	struct flow flow = { .arena = arena, .question = question };

	flow.open = question_scope(arena, question);
	for (size_t i = 0; i < question->count;) {
		size_t size =
			tier_size(question->policies + i, question->count - i);

		run_tier(&flow, question->policies + i, size);
		i += size;
	}
	return flow;
}

struct outcome
question_answer(struct arena *arena, const struct question *question)
{
	struct flow flow = run_tiers(arena, question);
	struct outcome outcome;

	flow.allow = add(&flow, flow.allow, flow.open);
	outcome.allowed = subtract(&flow, flow.allow, flow.deny);
	outcome.unknown = intersect(&flow, flow.allow, flow.deny);
	return outcome;
}

struct address_set
question_undecided(struct arena *arena, const struct question *question)
{
	struct flow flow = run_tiers(arena, question);

	return subtract(&flow, flow.open, flow.deny);
}

/* Whether it takes the addresses of pods to tell: blocks that hold a part of
 * them may hold all together, and one that denies IPv4 leaves IPv6. */
static bool
is_by_address(const struct question *question)
{
	for (size_t i = 0; i < question->count; i++) {
		const struct policy_side *side =
			&question->policies[i]
				 .policy->sides[question->direction];

		for (size_t j = 0; j < side->count; j++)
			if (rule_parts_pods(&side->rules[j]))
				return true;
	}
	return false;
}

/* The ports on which OUTCOME is the same for every address in RANGE. */
static struct port_outcome
ports_of_range(
	struct arena *arena, struct outcome outcome, struct address_set range)
{
	struct address_set possible = address_set_combine(
		arena, SET_UNION, outcome.allowed, outcome.unknown);
	struct port_set lacking = address_set_all_ports(
		arena, address_set_combine(
			       arena, SET_DIFFERENCE, range, outcome.allowed));

	return (struct port_outcome){
		port_set_combine(arena, SET_DIFFERENCE, port_set_all, lacking),
		address_set_all_ports(
			arena, address_set_combine(arena, SET_INTERSECTION,
				       range, possible)),
	};
}

/* A pod has an address of each family that it has, and any of them will do;
 * it surely has an IPv4 one unless the cluster says otherwise. */
static struct port_outcome
ports_by_address(struct arena *arena, const struct question *question)
{
	struct question asked = *question;
	const struct range *pods = &question->ranges->pods;
	struct port_outcome ports = { 0 };
	struct outcome outcome;

	asked.by_address = true;
	outcome = question_answer(arena, &asked);
	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_set range = { 0 };
		struct port_outcome one;

		range.of[f] = pods->set.of[f];
		if (address_set_is_empty(range))
			continue;
		one = ports_of_range(arena, outcome, range);
		if (pods->known || f == FAMILY_IPV4)
			ports.allowed = port_set_combine(
				arena, SET_UNION, ports.allowed, one.allowed);
		ports.unknown = port_set_combine(
			arena, SET_UNION, ports.unknown, one.unknown);
	}
	ports.unknown = port_set_combine(
		arena, SET_DIFFERENCE, ports.unknown, ports.allowed);
	return ports;
}

struct port_outcome
question_ports(struct arena *arena, const struct question *question)
{
	struct address zero = { 0 };
	struct outcome outcome;

	if (is_by_address(question))
		return ports_by_address(arena, question);
	outcome = question_answer(arena, question);
	return (struct port_outcome){
		address_set_ports(outcome.allowed, FAMILY_IPV4, zero),
		address_set_ports(outcome.unknown, FAMILY_IPV4, zero),
	};
}
