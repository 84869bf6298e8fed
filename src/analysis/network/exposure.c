/* SPDX-License-Identifier: Apache-2.0 */
/* What rules ask about private addresses, the API server, nodes, and what one
 * policy lets in that another leaves out. */
#include "analysis/network/ledger.h"
#include "analysis/network/witness.h"

enum { HTTPS_PORT = 443, API_PORT = 6443, KUBELET_PORT = 10250 };

static struct address_set
allowed_of(struct inquiry inquiry, const struct pod *pod)
{
	return reach_profile(inquiry.reach, pod)
		->outcomes[DIRECTION_EGRESS]
		.allowed;
}

/* What private addresses the pod is allowed that nobody has asked for. */
static struct address_set
unwanted(struct arena *scratch, struct inquiry inquiry, const struct pod *pod)
{
	const struct settings *settings = inquiry.reach->settings;
	struct address_set set = address_set_combine(scratch, SET_INTERSECTION,
		allowed_of(inquiry, pod),
		inquiry_blocks(inquiry, &private_blocks));

	set = address_set_combine(scratch, SET_DIFFERENCE, set,
		inquiry_blocks(inquiry, &settings->network.wanted_cidrs));
	if (inquiry.reach->ranges.pods.known)
		set = address_set_combine(scratch, SET_DIFFERENCE, set,
			inquiry.reach->ranges.pods.set);
	return set;
}

static struct question
egress_question(struct inquiry inquiry, const struct pod *pod)
{
	return reach_question(inquiry.reach,
		population_cohort(&inquiry.reach->population, pod),
		DIRECTION_EGRESS);
}

static struct answer
explain(struct inquiry inquiry, const struct pod *pod, struct address_set set,
	enum truth truth)
{
	struct question question = egress_question(inquiry, pod);
	struct reason reason = question_explain(
		inquiry.arena, &question, address_set_first(set), truth);

	return (struct answer){ truth,
		witness_of(&reason, DIRECTION_EGRESS, &inquiry.reach->ranges) };
}

/* A rule that allows some of SET and names no network in particular; when all
 * are meant for one, the first, and *NARROW says so. */
static struct witness
find_careless(struct inquiry inquiry, const struct pod *pod,
	struct address_set set, bool *narrow)
{
	struct arena scratch = { 0 };
	struct address_set rest = address_set_combine(
		&scratch, SET_DIFFERENCE, set, inquiry_named(inquiry, pod));
	struct answer answer;

	*narrow = address_set_is_empty(rest);
	answer = explain(inquiry, pod, *narrow ? set : rest, TRUTH_YES);
	arena_release(&scratch);
	return answer.because;
}

static struct private_reach
find_private(struct inquiry inquiry, const struct pod *pod)
{
	struct arena scratch = { 0 };
	struct address_set set = unwanted(&scratch, inquiry, pod);
	struct private_reach private = { 0 };

	if (!address_set_is_empty(set)) {
		private.reached = (struct reached){
			.any = true,
			.blocks = blocks_print(
				inquiry.arena, &private_blocks, set),
			.ports = ports_print(inquiry.arena,
				address_set_all_ports(&scratch, set)),
		};
		private.reached.because =
			find_careless(inquiry, pod, set, &private.narrow);
	}
	arena_release(&scratch);
	return private;
}

struct private_reach
reach_private(struct inquiry inquiry, const struct pod *pod)
{
	static const struct private_reach nothing;
	struct ledger *ledger = inquiry_ledger(inquiry, pod);
	struct private_reach found;
	struct private_reach *kept;

	if (ledger->private)
		return *ledger->private;
	ledger->private = &nothing;
	found = find_private(inquiry, pod);
	if (found.reached.any) {
		kept = arena_alloc(inquiry.arena, sizeof(*kept));
		*kept = found;
		ledger->private = kept;
	}
	return *ledger->private;
}

bool
reach_private_is_told(struct inquiry inquiry, const struct pod *pod)
{
	struct private_reach private = reach_private(inquiry, pod);

	return private.reached.any && private.reached.because.by_block &&
	       !private.narrow && !private.reached.because.hidden;
}

static struct internet_reach
find_internet(struct inquiry inquiry, const struct pod *pod)
{
	struct arena scratch = { 0 };
	struct internet_reach internet = { .ipv4 = false };
	struct address_set set = address_set_combine(&scratch, SET_INTERSECTION,
		allowed_of(inquiry, pod), inquiry.reach->ranges.internet);

	set = address_set_combine(
		&scratch, SET_DIFFERENCE, set, inquiry_named(inquiry, pod));
	internet.ipv4 = set.of[FAMILY_IPV4].count > 0;
	internet.ipv6 = set.of[FAMILY_IPV6].count > 0;
	if (internet.ipv4 || internet.ipv6)
		internet.because =
			explain(inquiry, pod, set, TRUTH_YES).because;
	arena_release(&scratch);
	return internet;
}

struct internet_reach
reach_internet(struct inquiry inquiry, const struct pod *pod)
{
	struct ledger *ledger = inquiry_ledger(inquiry, pod);
	struct internet_reach *found;

	if (!ledger->internet) {
		found = arena_alloc(inquiry.arena, sizeof(*found));
		*found = find_internet(inquiry, pod);
		ledger->internet = found;
	}
	return *ledger->internet;
}

/* What answers at some addresses, and what to say where these are unknown. */
struct service {
	const struct range *range;
	struct port_set ports;
	const char *doubt;
	size_t identity; /* who it is where blocks do not match it */
	const char *identity_doubt;
};

/* Whether ALLOWED holds one of the ports of every IPv4 address where the
 * service may be: on the Internet, or where it is assumed. */
static bool
is_everywhere(const struct ranges *ranges, const struct service *service,
	struct address_set allowed)
{
	struct point first = address_set_first(ranges->internet);
	struct arena scratch = { 0 };
	struct address_set anywhere;
	bool everywhere;

	/* Most that is allowed is no more than one network. */
	if (!address_set_ports(allowed, first.family, first.address).count)
		return false;
	anywhere = address_set_combine(
		&scratch, SET_UNION, ranges->internet, service->range->set);
	anywhere.of[FAMILY_IPV6] = (struct address_runs){ 0 };
	allowed = address_set_on_ports(&scratch, allowed, service->ports);
	everywhere =
		address_set_common_ports(&scratch, allowed, anywhere).count > 0;
	arena_release(&scratch);
	return everywhere;
}

/* What of SET, on the service's ports, is where the service is; when that is
 * not known, where it may be, most likely places first. */
static struct address_set
within_service(struct arena *arena, const struct service *service,
	struct address_set set)
{
	struct address_set common;

	set = address_set_on_ports(arena, set, service->ports);
	common = address_set_combine(
		arena, SET_INTERSECTION, set, service->range->set);
	return service->range->known || !address_set_is_empty(common) ? common
								      : set;
}

static struct answer
ask_service(struct arena *scratch, struct inquiry inquiry,
	const struct pod *pod, const struct service *service)
{
	const struct outcome *outcome =
		&reach_profile(inquiry.reach, pod)->outcomes[DIRECTION_EGRESS];
	struct address_set set =
		within_service(scratch, service, outcome->allowed);
	struct answer answer;

	if (!address_set_is_empty(set)) {
		answer = explain(inquiry, pod, set, TRUTH_YES);
		if (service->range->known ||
			is_everywhere(&inquiry.reach->ranges, service,
				outcome->allowed))
			return answer;
		answer.truth = TRUTH_MAYBE;
		answer.because.doubt = service->doubt;
		return answer;
	}
	set = within_service(scratch, service, outcome->unknown);
	if (!address_set_is_empty(set))
		return explain(inquiry, pod, set, TRUTH_MAYBE);
	set = address_set_on_ports(
		scratch, service->range->set, service->ports);
	if (!address_set_is_empty(set))
		return explain(inquiry, pod, set, TRUTH_NO);
	return (struct answer){ .truth = TRUTH_NO };
}

static struct answer
find_service(struct inquiry inquiry, const struct pod *pod,
	const struct service *service)
{
	struct arena scratch = { 0 };
	struct answer answer = ask_service(&scratch, inquiry, pod, service);

	arena_release(&scratch);
	return answer;
}

static struct answer
find_identity(struct inquiry inquiry, const struct pod *pod,
	const struct service *service)
{
	struct question question = reach_question_about(inquiry.reach,
		population_cohort(&inquiry.reach->population, pod),
		DIRECTION_EGRESS, service->identity);
	struct port_outcome all = question_ports(inquiry.arena, &question);
	const struct port_set sets[] = { service->ports, all.unknown,
		all.allowed };
	struct answer answer = { .truth = TRUTH_YES };
	struct port_set ports;
	struct reason reason;
	struct point point = { 0 };

	ports = port_set_combine(inquiry.arena, SET_INTERSECTION,
		service->ports, sets[answer.truth]);
	while (!ports.count && answer.truth > TRUTH_NO)
		ports = port_set_combine(inquiry.arena, SET_INTERSECTION,
			service->ports, sets[--answer.truth]);
	if (!ports.count)
		return answer;
	point.protocol = ports.runs->protocol;
	point.port = ports.runs->first;
	reason =
		question_explain(inquiry.arena, &question, point, answer.truth);
	answer.because =
		witness_of(&reason, DIRECTION_EGRESS, &inquiry.reach->ranges);
	if (answer.truth == TRUTH_MAYBE && reason.peer && !reason.peer->doubt)
		answer.because.doubt = service->identity_doubt;
	return answer;
}

/* The answer that is kept in *LEDGER, asked for when there is none. */
static struct answer
ask_once(struct inquiry inquiry, const struct answer **ledger,
	const struct pod *pod, const struct service *service)
{
	struct answer *answer;

	if (!*ledger) {
		answer = arena_alloc(inquiry.arena, sizeof(*answer));
		*answer = inquiry.reach->ranges.nodes_by_block
				  ? find_service(inquiry, pod, service)
				  : find_identity(inquiry, pod, service);
		*ledger = answer;
	}
	return **ledger;
}

struct answer
reach_api_server(struct inquiry inquiry, const struct pod *pod)
{
	static const struct port_run ports[] = {
		{ PROTOCOL_TCP, HTTPS_PORT, HTTPS_PORT },
		{ PROTOCOL_TCP, API_PORT, API_PORT },
	};
	const struct service service = {
		.range = &inquiry.reach->ranges.api_server,
		.ports = { ports, sizeof(ports) / sizeof(*ports) },
		.doubt = "where it is is not known: cluster.serviceCIDRs is "
			 "not set",
		.identity = API_SERVER,
		.identity_doubt = "whether it runs on nodes, which blocks do "
				  "not match, is not known",
	};

	return ask_once(inquiry, &inquiry_ledger(inquiry, pod)->api_server, pod,
		&service);
}

struct answer
reach_nodes(struct inquiry inquiry, const struct pod *pod)
{
	static const struct port_run kubelet = { PROTOCOL_TCP, KUBELET_PORT,
		KUBELET_PORT };
	const struct service service = {
		.range = &inquiry.reach->ranges.nodes,
		.ports = { &kubelet, 1 },
		.doubt = "where they are is not known: cluster.nodeCIDRs is "
			 "not set",
		.identity = ANY_NODE,
		.identity_doubt = "which nodes it stands for is known only in "
				  "the cluster",
	};

	return ask_once(
		inquiry, &inquiry_ledger(inquiry, pod)->nodes, pod, &service);
}

/* A block that policies leave out with `except`, and who lets it in again. */
struct left_out {
	struct str text;
	bool let_in;
	struct witness witness; /* of what lets it in */
};

/* The blocks that were asked about: policies leave out the same ones. */
struct asked {
	struct left_out blocks[32];
	size_t count;
};

/* Whether a careless rule lets in what BLOCK leaves out. */
static struct left_out
ask_left_out(struct inquiry inquiry, const struct pod *pod, struct str text)
{
	struct arena *arena = inquiry.arena;
	const struct str_list one = { &text, 1 };
	struct address_set block = address_set_of_list(arena, &one);
	struct address_set set = address_set_combine(
		arena, SET_INTERSECTION, allowed_of(inquiry, pod), block);
	struct left_out left_out = { .text = text };
	bool narrow;

	if (address_set_is_empty(set))
		return left_out;
	left_out.witness = find_careless(inquiry, pod, set, &narrow);
	left_out.let_in = !narrow || address_set_is_within(block, set);
	return left_out;
}

static struct left_out
look_up(struct inquiry inquiry, const struct pod *pod, struct str text,
	struct asked *asked)
{
	const size_t most = sizeof(asked->blocks) / sizeof(asked->blocks[0]);
	struct left_out left_out;

	for (size_t i = 0; i < asked->count; i++)
		if (str_equal(asked->blocks[i].text, text))
			return asked->blocks[i];
	left_out = ask_left_out(inquiry, pod, text);
	if (asked->count < most)
		asked->blocks[asked->count++] = left_out;
	return left_out;
}

/* Whether another policy than VIEW lets in what EXCEPT leaves out there. */
static bool
is_reopened(struct inquiry inquiry, const struct pod *pod,
	const struct policy_view *view, const struct node *except,
	struct asked *asked, struct reopening *reopening)
{
	struct str text = node_text(except);
	struct left_out left_out = look_up(inquiry, pod, text, asked);

	if (!left_out.let_in || left_out.witness.policy == view->policy)
		return false;
	*reopening = (struct reopening){ view, text, node_place(except),
		left_out.witness };
	return true;
}

static bool
find_reopening(struct inquiry inquiry, const struct pod *pod,
	const struct policy_view *view, struct asked *asked,
	struct reopening *reopening)
{
	NODE_EACH(rule, view->rules[DIRECTION_EGRESS])
		NODE_EACH(peer, node_get(rule, "to"))
			NODE_EACH(except, node_path(peer, "ipBlock.except"))
				if (is_reopened(inquiry, pod, view, except,
					    asked, reopening))
					return true;
	return false;
}

struct reopening
reach_reopened(struct inquiry inquiry, const struct pod *pod)
{
	struct ledger *ledger = inquiry_ledger(inquiry, pod);
	struct policy_views views = reach_policies(inquiry, pod);
	struct reopening *reopening;
	struct asked asked;

	if (ledger->reopening)
		return *ledger->reopening;
	asked.count = 0;
	reopening = arena_alloc(inquiry.arena, sizeof(*reopening));
	for (size_t i = 0; i < views.count; i++) {
		const struct policy_view *view = &views.items[i];

		if (view->isolates[DIRECTION_EGRESS] != TRUTH_YES ||
			view->selects != TRUTH_YES)
			continue;
		if (find_reopening(inquiry, pod, view, &asked, reopening))
			break;
	}
	ledger->reopening = reopening;
	return *reopening;
}

static bool
allows_internet(struct inquiry inquiry, const struct policy *policy)
{
	static const struct str internet[] = { STR_INIT("1.0.0.0/8"),
		STR_INIT("8.0.0.0/8"), STR_INIT("140.0.0.0/8") };
	static const struct str_list blocks = { internet,
		sizeof(internet) / sizeof(internet[0]) };
	const struct policy_side *side = &policy->sides[DIRECTION_EGRESS];
	struct arena scratch = { 0 };
	struct address_set wanted = address_set_on_ports(&scratch,
		inquiry_blocks(inquiry, &blocks),
		port_set_of(&scratch, PROTOCOL_TCP, HTTPS_PORT, HTTPS_PORT));
	struct address_set allowed = { 0 };
	bool allows;

	for (size_t i = 0; i < side->count; i++)
		if (side->rules[i].action == ACTION_ALLOW)
			allowed = address_set_combine(&scratch, SET_UNION,
				allowed, side->rules[i].must);
	allows = address_set_is_within(wanted, allowed);
	arena_release(&scratch);
	return allows;
}

bool
policy_allows_internet(struct inquiry inquiry, const struct policy *policy)
{
	enum truth *known = &inquiry.internet[policy->index];

	if (*known == TRUTH_MAYBE)
		*known =
			allows_internet(inquiry, policy) ? TRUTH_YES : TRUTH_NO;
	return *known == TRUTH_YES;
}

struct policy_views
reach_all_policies(struct inquiry inquiry)
{
	const struct policy_list *list = &inquiry.reach->policies;
	struct policy_view *items =
		arena_array(inquiry.arena, list->count, sizeof(*items));

	for (size_t i = 0; i < list->count; i++) {
		const struct policy *policy = list->items[i];
		const struct cohort *cohorts =
			inquiry.reach->population.cohorts;
		struct selected selected = { policy, true };

		items[i] = view_of(&selected);
		items[i].selects = TRUTH_NO;
		MATCH_EACH(k, &policy->subjects) {
			enum truth one = match_get(&policy->subjects, k);

			if (cohorts[k].pod_count && one > items[i].selects)
				items[i].selects = one;
		}
	}
	return (struct policy_views){ items, list->count };
}
