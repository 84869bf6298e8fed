/* SPDX-License-Identifier: Apache-2.0 */
/* What rules ask about isolation and about addresses. */
#include "analysis/network/ledger.h"
#include "analysis/network/witness.h"

enum truth
pod_is_governed(const struct pod *pod)
{
	const struct node *host = pod_field(pod, "hostNetwork");

	if (node_is_placeholder(host))
		return TRUTH_MAYBE;
	return node_is_true(host) ? TRUTH_NO : TRUTH_YES;
}

enum truth
reach_isolated(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	return reach_profile(inquiry.reach, pod)->isolated[direction];
}

struct policy_view
view_of(const struct selected *selected)
{
	const struct policy *policy = selected->policy;
	struct policy_view view = {
		.policy = policy,
		.object = policy->object,
		.dialect = policy->dialect,
		.place = policy->place,
		.selects = selected->certain ? TRUTH_YES : TRUTH_MAYBE,
		.doubt = policy->doubt,
	};

	for (enum direction d = 0; d < DIRECTION_COUNT; d++) {
		view.isolates[d] = policy->sides[d].isolates;
		view.rules[d] = policy->sides[d].node;
		view.rule_count[d] = policy->sides[d].count;
	}
	return view;
}

struct policy_views
reach_policies(struct inquiry inquiry, const struct pod *pod)
{
	const struct profile *profile = reach_profile(inquiry.reach, pod);
	struct ledger *ledger = inquiry_ledger(inquiry, pod);
	struct policy_views *views;
	struct policy_view *items;

	if (ledger->policies)
		return *ledger->policies;
	views = arena_alloc(inquiry.arena, sizeof(*views));
	items = arena_array(inquiry.arena, profile->count, sizeof(*items));
	for (size_t i = 0; i < profile->count; i++)
		items[i] = view_of(&profile->policies[i]);
	*views = (struct policy_views){ items, profile->count };
	ledger->policies = views;
	return *views;
}

/* The question about addresses that the pod asks. */
static struct question
question_of(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	return reach_question(inquiry.reach,
		population_cohort(&inquiry.reach->population, pod), direction);
}

static struct witness
explain(struct inquiry inquiry, const struct question *question,
	struct point point, enum truth truth)
{
	struct reason reason =
		question_explain(inquiry.arena, question, point, truth);

	return witness_of(&reason, question->direction, &inquiry.reach->ranges);
}

static bool
point_of(const char *address, enum protocol protocol, unsigned port,
	struct point *point)
{
	bool loose;
	bool mapped;

	point->protocol = protocol;
	point->port = port;
	return address_parse(str_of(address), &point->family, &point->address,
		&loose, &mapped);
}

static bool
holds(struct address_set set, const struct point *point)
{
	return port_set_contains(
		address_set_ports(set, point->family, point->address),
		point->protocol, point->port);
}

enum truth
reach_address(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, const char *address, enum protocol protocol,
	unsigned port)
{
	const struct outcome *outcome =
		&reach_profile(inquiry.reach, pod)->outcomes[direction];
	struct point point;

	if (!point_of(address, protocol, port, &point))
		return TRUTH_NO;
	if (holds(outcome->allowed, &point))
		return TRUTH_YES;
	return holds(outcome->unknown, &point) ? TRUTH_MAYBE : TRUTH_NO;
}

struct witness
reach_address_witness(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, const char *address, enum protocol protocol,
	unsigned port)
{
	struct question question = question_of(inquiry, pod, direction);
	enum truth truth =
		reach_address(inquiry, pod, direction, address, protocol, port);
	struct point point;

	if (!point_of(address, protocol, port, &point))
		return (struct witness){ 0 };
	return explain(inquiry, &question, point, truth);
}

static struct reached
find_within(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, const struct str_list *blocks,
	const struct str_list *except)
{
	struct arena *arena = inquiry.arena;
	struct question question = question_of(inquiry, pod, direction);
	struct address_set set = address_set_combine(arena, SET_INTERSECTION,
		reach_profile(inquiry.reach, pod)->outcomes[direction].allowed,
		inquiry_blocks(inquiry, blocks));
	struct reached reached = { 0 };

	if (except)
		set = address_set_combine(arena, SET_DIFFERENCE, set,
			inquiry_blocks(inquiry, except));
	if (address_set_is_empty(set))
		return reached;
	reached.any = true;
	reached.blocks = blocks_print(inquiry.arena, blocks, set);
	reached.ports = ports_print(arena, address_set_all_ports(arena, set));
	reached.because =
		explain(inquiry, &question, address_set_first(set), TRUTH_YES);
	return reached;
}

/* What is kept of FOUND: most pods reach nothing of what rules ask for. */
static const struct reached *
keep_reached(struct arena *arena, const struct reached *found)
{
	static const struct reached nothing;
	struct reached *kept;

	if (!found->any)
		return &nothing;
	kept = arena_alloc(arena, sizeof(*kept));
	*kept = *found;
	return kept;
}

struct reached
reach_within(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, const struct str_list *blocks,
	const struct str_list *except)
{
	struct ledger_side *side =
		&inquiry_ledger(inquiry, pod)->sides[direction];
	struct ledger_within *ledger = side->within;
	struct reached found;

	while (ledger && (ledger->blocks != blocks || ledger->except != except))
		ledger = ledger->next;
	if (ledger)
		return *ledger->reached;
	found = find_within(inquiry, pod, direction, blocks, except);
	ledger = arena_alloc(inquiry.arena, sizeof(*ledger));
	ledger->blocks = blocks;
	ledger->except = except;
	ledger->reached = keep_reached(inquiry.arena, &found);
	ledger->next = side->within;
	side->within = ledger;
	return found;
}

/* The rules that it takes to allow REST. */
static void
collect_witnesses(struct inquiry inquiry, const struct question *question,
	struct address_set rest, struct everything *everything)
{
	size_t most = sizeof(everything->witnesses) /
		      sizeof(everything->witnesses[0]);

	while (!address_set_is_empty(rest) &&
		everything->witness_count < most) {
		struct reason reason = question_explain(inquiry.arena, question,
			address_set_first(rest), TRUTH_YES);

		everything->witnesses[everything->witness_count++] = witness_of(
			&reason, question->direction, &inquiry.reach->ranges);
		if (!reason.rule)
			return;
		rest = address_set_combine(
			inquiry.arena, SET_DIFFERENCE, rest, reason.rule->must);
	}
}

static struct everything
find_everything(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	struct arena *arena = inquiry.arena;
	struct question question = question_of(inquiry, pod, direction);
	struct address_set allowed =
		reach_profile(inquiry.reach, pod)->outcomes[direction].allowed;
	struct address_set all = address_set_on_ports(arena, address_set_all,
		port_set_of(arena, PROTOCOL_TCP, PORT_MIN, PORT_MAX));
	struct everything everything = { 0 };

	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_set family = { 0 };
		bool within;

		family.of[f] = all.of[f];
		within = address_set_is_within(family, allowed);
		if (f == FAMILY_IPV4)
			everything.ipv4 = within;
		else
			everything.ipv6 = within;
		if (!within)
			all.of[f] = (struct address_runs){ 0 };
	}
	collect_witnesses(inquiry, &question, all, &everything);
	return everything;
}

static const struct everything *
ask_everything(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	static const struct everything nothing;
	struct ledger_side *side =
		&inquiry_ledger(inquiry, pod)->sides[direction];
	struct everything found;
	struct everything *kept;

	if (side->everything)
		return side->everything;
	side->everything = &nothing;
	found = find_everything(inquiry, pod, direction);
	if (found.ipv4 || found.ipv6) {
		kept = arena_alloc(inquiry.arena, sizeof(*kept));
		*kept = found;
		side->everything = kept;
	}
	return side->everything;
}

struct everything
reach_everything(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	return *ask_everything(inquiry, pod, direction);
}

struct str
reach_pod_ranges(struct inquiry inquiry, bool *known)
{
	const struct range *pods = &inquiry.reach->ranges.pods;
	const struct address_block *blocks;
	size_t count = address_set_blocks(inquiry.arena, pods->set, &blocks);
	struct str text = STR("");

	for (size_t i = 0; i < count; i++) {
		struct str one = cidr_print(inquiry.arena, blocks[i].cidr);

		text = arena_printf(inquiry.arena, "%.*s%s%.*s", STR_ARG(text),
			i ? ", " : "", STR_ARG(one));
	}
	*known = pods->known;
	return text;
}

static const struct policy_peer *
any_name_of(const struct policy_rule *rule)
{
	for (size_t i = 0; i < rule->peer_count; i++)
		if (rule->action == ACTION_ALLOW && rule->peers[i].any_name)
			return &rule->peers[i];
	return NULL;
}

/* Whether denials leave nothing of the Internet that a name might be given. */
static bool
is_denied_internet(struct inquiry inquiry, const struct profile *profile)
{
	const struct outcome *outcome = &profile->outcomes[DIRECTION_EGRESS];
	struct arena scratch = { 0 };
	struct address_set open = address_set_combine(
		&scratch, SET_UNION, outcome->allowed, outcome->unknown);
	bool denied = address_set_is_empty(address_set_combine(&scratch,
		SET_INTERSECTION, open, inquiry.reach->ranges.internet));

	arena_release(&scratch);
	return denied;
}

struct witness
reach_any_name(struct inquiry inquiry, const struct pod *pod)
{
	const struct profile *profile = reach_profile(inquiry.reach, pod);

	for (size_t i = 0; i < profile->count; i++) {
		const struct selected *selected = &profile->policies[i];
		const struct policy_side *side =
			&selected->policy->sides[DIRECTION_EGRESS];

		for (size_t k = 0; selected->certain && k < side->count; k++) {
			struct reason reason = { selected->policy,
				&side->rules[k], any_name_of(&side->rules[k]),
				NULL, TRUTH_YES, false };

			if (reason.peer &&
				!is_denied_internet(inquiry, profile))
				return witness_of(&reason, DIRECTION_EGRESS,
					&inquiry.reach->ranges);
		}
	}
	return (struct witness){ 0 };
}

bool
reach_is_open(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	return pod_is_governed(pod) == TRUTH_NO ||
	       ask_everything(inquiry, pod, direction)->ipv4;
}

bool
reach_is_left_open(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	struct question question = question_of(inquiry, pod, direction);
	struct arena scratch = { 0 };
	bool open;

	if (reach_any_pod(inquiry, pod, direction).truth == TRUTH_YES)
		return true;
	open = !address_set_is_empty(question_undecided(&scratch, &question));
	arena_release(&scratch);
	return open;
}
