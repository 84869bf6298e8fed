/* SPDX-License-Identifier: Apache-2.0 */
/* Which line decides one connection. */
#include "analysis/network/hits.h"

struct walk {
	struct arena *arena;
	const struct question *question;
	struct point point;
	enum truth truth; /* the answer that is to be explained */
	bool in_parts;    /* no rule alone is the reason, several are */
};

static enum truth
ports_hold(const struct walk *walk, const struct policy_rule *rule,
	const struct policy_port **found)
{
	const struct cohort *destination = question_destination(walk->question);
	enum truth truth = rule->every_port ? TRUTH_YES : TRUTH_NO;

	*found = NULL;
	for (size_t i = 0; i < rule->port_count && truth != TRUTH_YES; i++) {
		struct port_outcome ports =
			entry_ports(walk->arena, &rule->ports[i], destination);
		enum truth one = TRUTH_NO;

		if (port_set_contains(ports.allowed, walk->point.protocol,
			    walk->point.port))
			one = TRUTH_YES;
		else if (port_set_contains(ports.unknown, walk->point.protocol,
				 walk->point.port))
			one = TRUTH_MAYBE;
		if (one > truth) {
			truth = one;
			*found = &rule->ports[i];
		}
	}
	return truth;
}

static enum truth
peer_holds(const struct walk *walk, const struct policy_peer *peer)
{
	struct point point = walk->point;
	struct address_set sets[] = { peer->perhaps, peer->addresses };

	if (walk->question->about_pod)
		return peer_matches(peer, walk->question->peer);
	for (enum truth truth = TRUTH_YES; truth > TRUTH_NO; truth--)
		if (address_set_ports(
			    sets[truth - 1], point.family, point.address)
				.count)
			return truth;
	return TRUTH_NO;
}

static enum truth
peers_hold(const struct walk *walk, const struct policy_rule *rule,
	const struct policy_peer **found)
{
	enum truth truth = rule->every_peer ? TRUTH_YES : TRUTH_NO;

	*found = NULL;
	for (size_t i = 0; i < rule->peer_count && truth != TRUTH_YES; i++) {
		enum truth one = peer_holds(walk, &rule->peers[i]);

		if (one > truth) {
			truth = one;
			*found = &rule->peers[i];
		}
	}
	return truth;
}

/* Whether RULE of a selected policy matches the point; fills in REASON. */
static enum truth
rule_holds(const struct walk *walk, const struct selected *selected,
	const struct policy_rule *rule, struct reason *reason)
{
	enum truth peers;
	enum truth ports;

	*reason = (struct reason){ .policy = selected->policy, .rule = rule };
	peers = peers_hold(walk, rule, &reason->peer);
	if (peers == TRUTH_NO)
		return TRUTH_NO;
	ports = ports_hold(walk, rule, &reason->port);
	if (ports == TRUTH_NO && !rule->doubt)
		return TRUTH_NO;
	if (peers == TRUTH_MAYBE || ports == TRUTH_MAYBE || rule->doubt ||
		selected_is_doubtful(walk->question, selected))
		return TRUTH_MAYBE;
	return TRUTH_YES;
}

static bool
explains(const struct walk *walk, const struct reason *reason, enum truth holds)
{
	enum policy_action action = reason->rule->action;
	bool by_block =
		reason->peer && reason->peer->pods_by_address != TRUTH_NO;

	if (action == ACTION_LOG || holds == TRUTH_NO)
		return false;
	if (walk->truth == TRUTH_MAYBE)
		return holds == TRUTH_MAYBE || (walk->in_parts && by_block);
	return (holds == TRUTH_YES || walk->in_parts) &&
	       action ==
		       (walk->truth == TRUTH_YES ? ACTION_ALLOW : ACTION_DENY);
}

/* Looks for the rule in one policy. *PASSED tells that the rest of the tier
 * has no say. */
static bool
find_rule(const struct walk *walk, const struct selected *selected,
	struct reason *reason, bool *passed)
{
	const struct policy_side *side =
		&selected->policy->sides[walk->question->direction];

	if (side->applies == TRUTH_NO)
		return false;
	for (size_t i = 0; i < side->count; i++) {
		const struct policy_rule *rule = &side->rules[i];
		enum truth holds = rule_holds(walk, selected, rule, reason);

		if (explains(walk, reason, holds))
			return true;
		if (rule->action == ACTION_PASS && holds == TRUTH_YES) {
			*passed = true;
			return false;
		}
	}
	return false;
}

/* The first policy that denies what nothing allows. */
static struct reason
find_isolation(const struct walk *walk)
{
	const struct question *question = walk->question;

	for (size_t i = 0; i < question->count; i++) {
		const struct selected *selected = &question->policies[i];
		const struct policy_side *side =
			&selected->policy->sides[question->direction];

		if (side->isolates != TRUTH_NO)
			return (struct reason){ .policy = selected->policy };
	}
	return (struct reason){ 0 };
}

/* The first rule that is the reason; false when none is. */
static bool
find_any_rule(const struct walk *walk, struct reason *reason)
{
	const struct question *question = walk->question;
	bool passed = false;

	for (size_t i = 0; i < question->count; i++) {
		const struct selected *selected = &question->policies[i];

		if (i && !policy_same_tier(
				 selected->policy, selected[-1].policy))
			passed = false;
		if (!passed && find_rule(walk, selected, reason, &passed))
			return true;
	}
	return false;
}

/* Blocks decide about pods together and not one by one: those that hold all
 * addresses of pods, and one that denies those of one family. */
static bool
decides_in_parts(const struct walk *walk)
{
	if (!walk->question->about_pod || walk->truth == TRUTH_NO)
		return false;
	return walk->truth == TRUTH_MAYBE ||
	       question_isolated(walk->question) == TRUTH_YES;
}

static struct reason
find_reason(struct walk *walk)
{
	struct reason reason;

	if (find_any_rule(walk, &reason))
		return reason;
	walk->in_parts = decides_in_parts(walk);
	if (walk->in_parts && find_any_rule(walk, &reason)) {
		reason.in_parts = true;
		return reason;
	}
	if (walk->truth == TRUTH_YES)
		return (struct reason){ 0 };
	return find_isolation(walk);
}

struct reason
question_explain(struct arena *arena, const struct question *question,
	struct point point, enum truth truth)
{
	struct walk walk = { arena, question, point, truth, false };
	struct reason reason = find_reason(&walk);

	reason.truth = truth;
	return reason;
}
