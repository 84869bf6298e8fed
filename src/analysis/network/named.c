/* SPDX-License-Identifier: Apache-2.0 */
/* Networks that somebody has named, with a block for each. */
#include "analysis/network/hits.h"
#include "analysis/network/ledger.h"

/* What the rule allows by blocks that are meant for one network: neither large
 * nor with 'except', and written by somebody. */
static struct address_set
named_by_rule(struct arena *arena, const struct policy_rule *rule)
{
	struct address_set *sets =
		arena_array(arena, rule->peer_count, sizeof(*sets));
	size_t count = 0;

	if (rule->action != ACTION_ALLOW || !rule->node)
		return (struct address_set){ 0 };
	for (size_t i = 0; i < rule->peer_count; i++)
		if (!rule->peers[i].wide && !rule->peers[i].except)
			sets[count++] = rule->peers[i].addresses;
	return address_set_combine(arena, SET_INTERSECTION, rule->must,
		address_set_union(arena, sets, count));
}

/* What all the pod's policies allow by such blocks. */
static struct address_set
find_named(struct inquiry inquiry, const struct question *question)
{
	struct arena scratch = { 0 };
	struct address_set *sets;
	struct address_set named;
	size_t most = 0;
	size_t count = 0;

	for (size_t i = 0; i < question->count; i++)
		most += question->policies[i]
				.policy->sides[question->direction]
				.count;
	sets = arena_array(&scratch, most, sizeof(*sets));
	for (size_t i = 0; i < question->count; i++) {
		const struct selected *selected = &question->policies[i];
		const struct policy_side *side =
			&selected->policy->sides[question->direction];

		if (side->applies != TRUTH_YES ||
			selected_is_doubtful(question, selected))
			continue;
		for (size_t k = 0; k < side->count; k++)
			sets[count++] =
				named_by_rule(&scratch, &side->rules[k]);
	}
	named = address_set_keep(
		inquiry.arena, address_set_union(&scratch, sets, count));
	arena_release(&scratch);
	return named;
}

struct address_set
inquiry_named(struct inquiry inquiry, const struct pod *pod)
{
	struct ledger *ledger = inquiry_ledger(inquiry, pod);
	struct question question = reach_question(inquiry.reach,
		population_cohort(&inquiry.reach->population, pod),
		DIRECTION_EGRESS);
	struct address_set *named;

	if (!ledger->named) {
		named = arena_alloc(inquiry.arena, sizeof(*named));
		*named = find_named(inquiry, &question);
		ledger->named = named;
	}
	return *ledger->named;
}
