/* SPDX-License-Identifier: Apache-2.0 */
/* What rules ask about other pods. */
#include "analysis/network/ledger.h"
#include "analysis/network/witness.h"

/* Who is looked for, and what was found. */
struct search {
	struct inquiry inquiry;
	const struct pod *pod;
	size_t cohort;
	enum direction direction;
	struct neighbour *found;
	size_t count;
	size_t most;
};

enum { DNS_PORT = 53 };

/* Those that are not for asking names. */
static struct port_set
but_dns(struct arena *arena, struct port_set ports)
{
	struct port_set tcp =
		port_set_of(arena, PROTOCOL_TCP, DNS_PORT, DNS_PORT);
	struct port_set udp =
		port_set_of(arena, PROTOCOL_UDP, DNS_PORT, DNS_PORT);

	if (port_set_is_all(ports))
		return ports;
	ports = port_set_combine(arena, SET_DIFFERENCE, ports, tcp);
	return port_set_combine(arena, SET_DIFFERENCE, ports, udp);
}

/* The first port of a set that is not empty. */
static struct point
first_port(struct port_set ports)
{
	return (struct point){
		.protocol = ports.runs->protocol,
		.port = ports.runs->first,
	};
}

/* Why the asked pod's own end allows PORTS, which the other's allows too. */
static struct neighbour
describe(const struct search *search, struct arena *scratch, size_t other,
	struct port_set ports, enum truth truth)
{
	const struct reach *reach = search->inquiry.reach;
	struct question question = reach_question_about(
		reach, search->cohort, search->direction, other);
	struct point point = first_port(ports);
	struct port_outcome own = inquiry_end(
		search->inquiry, search->cohort, search->direction, other);
	bool sure = port_set_contains(own.allowed, point.protocol, point.port);
	struct reason reason = question_explain(
		scratch, &question, point, sure ? TRUTH_YES : TRUTH_MAYBE);

	return (struct neighbour){
		.truth = truth,
		.ports = ports_print(search->inquiry.arena, ports),
		.because =
			witness_of(&reason, search->direction, &reach->ranges),
	};
}

static bool
is_same_workload(const struct pod *a, const struct pod *b)
{
	return str_equal(a->object->name, b->object->name) &&
	       str_equal(a->object->namespace, b->object->namespace) &&
	       str_equal(a->object->kind, b->object->kind);
}

static bool
is_found(const struct search *search, const struct pod *pod)
{
	for (size_t i = 0; i < search->count; i++)
		if (is_same_workload(search->found[i].pod, pod))
			return true;
	return false;
}

/* Adds the pods of one cohort that are not of the asker's own workload. */
static void
add_pods(struct search *search, const struct cohort *cohort,
	struct neighbour neighbour)
{
	for (size_t i = 0; i < cohort->pod_count; i++) {
		if (search->count == search->most)
			return;
		if (is_same_workload(cohort->pods[i], search->pod) ||
			is_found(search, cohort->pods[i]))
			continue;
		neighbour.pod = cohort->pods[i];
		search->found[search->count++] = neighbour;
	}
}

/* The first cohort from START on that the asker's own policies may let it
 * connect with: among many cohorts they name few. */
static size_t
next_partner(const struct search *search, size_t start)
{
	const struct match *partners = reach_partners(
		search->inquiry.reach, search->cohort, search->direction);

	return partners->size ? match_next(partners, start) : start;
}

static void
look(struct search *search, enum truth wanted)
{
	const struct reach *reach = search->inquiry.reach;
	bool out = search->direction == DIRECTION_EGRESS;

	for (size_t i = next_partner(search, 0);
		i < reach->population.cohort_count &&
		search->count < search->most;
		i = next_partner(search, i + 1)) {
		const struct cohort *cohort = &reach->population.cohorts[i];
		size_t from = out ? search->cohort : i;
		size_t to = out ? i : search->cohort;
		struct arena scratch = { 0 };
		struct port_outcome ports;
		struct port_set asked;

		if (!cohort->pod_count || !reach_may_connect(reach, from, to))
			continue;
		ports = inquiry_connection(search->inquiry, &scratch, from, to);
		ports.allowed = but_dns(&scratch, ports.allowed);
		ports.unknown = but_dns(&scratch, ports.unknown);
		asked = wanted == TRUTH_YES ? ports.allowed : ports.unknown;
		if (asked.count &&
			(wanted == TRUTH_YES || !ports.allowed.count))
			add_pods(search, cohort,
				describe(search, &scratch, i, asked, wanted));
		arena_release(&scratch);
	}
}

size_t
reach_neighbours(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, struct neighbour *neighbours, size_t most)
{
	struct search search = {
		.inquiry = inquiry,
		.pod = pod,
		.cohort = population_cohort(&inquiry.reach->population, pod),
		.direction = direction,
		.found = neighbours,
		.most = most,
	};

	look(&search, TRUTH_YES);
	look(&search, TRUTH_MAYBE);
	return search.count;
}

struct str
neighbours_print(struct inquiry inquiry, const struct neighbour *neighbours,
	size_t count)
{
	struct str text = STR("");

	for (size_t i = 0; i < count && i < 3; i++) {
		const struct object *object = neighbours[i].pod->object;

		text = arena_printf(inquiry.arena, "%.*s%s%.*s '%.*s/%.*s'",
			STR_ARG(text), i ? ", " : "", STR_ARG(object->kind),
			STR_ARG(object->namespace),
			STR_ARG(object_title(object)));
	}
	if (count > 3)
		text = arena_printf(
			inquiry.arena, "%.*s and others", STR_ARG(text));
	return text;
}

static struct answer
find_stranger(struct inquiry inquiry, const struct pod *pod,
	enum direction direction, size_t stranger)
{
	const struct reach *reach = inquiry.reach;
	struct question question = reach_question_about(reach,
		population_cohort(&reach->population, pod), direction,
		stranger);
	struct arena scratch = { 0 };
	struct port_outcome ports = question_ports(&scratch, &question);
	struct answer answer = { .truth = TRUTH_NO };
	struct point point = { .protocol = PROTOCOL_TCP, .port = PORT_MIN };
	struct reason reason;

	ports.allowed = but_dns(&scratch, ports.allowed);
	ports.unknown = but_dns(&scratch, ports.unknown);
	if (ports.allowed.count)
		answer.truth = TRUTH_YES;
	else if (ports.unknown.count)
		answer.truth = TRUTH_MAYBE;
	if (answer.truth != TRUTH_NO)
		point = first_port(
			ports.allowed.count ? ports.allowed : ports.unknown);
	reason =
		question_explain(inquiry.arena, &question, point, answer.truth);
	answer.because = witness_of(&reason, direction, &reach->ranges);
	arena_release(&scratch);
	return answer;
}

/* The answer that is kept in *LEDGER, asked for when there is none. */
static struct answer
ask_once(struct inquiry inquiry, const struct answer **ledger,
	const struct pod *pod, enum direction direction, size_t stranger)
{
	struct answer *answer;

	if (!*ledger) {
		answer = arena_alloc(inquiry.arena, sizeof(*answer));
		*answer = find_stranger(inquiry, pod, direction, stranger);
		*ledger = answer;
	}
	return **ledger;
}

struct answer
reach_any_pod(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	return ask_once(inquiry,
		&inquiry_ledger(inquiry, pod)->sides[direction].any_pod, pod,
		direction, ANY_POD);
}

struct answer
reach_plain_pod(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	return ask_once(inquiry,
		&inquiry_ledger(inquiry, pod)->sides[direction].plain_pod, pod,
		direction, PLAIN_POD);
}

static bool
asks_more_than_dns(const struct policy_rule *rule)
{
	struct arena scratch = { 0 };
	bool more = rule->every_port;

	for (size_t i = 0; i < rule->port_count && !more; i++) {
		const struct policy_port *port = &rule->ports[i];

		more = port->open || port->name.len ||
		       but_dns(&scratch, port->set).count;
	}
	arena_release(&scratch);
	return more;
}

/* The peer that is a selector and matches none of the input's pods. */
static const struct policy_peer *
absent_peer(const struct reach *reach, const struct policy_rule *rule)
{
	for (size_t i = 0; i < rule->peer_count; i++) {
		const struct policy_peer *peer = &rule->peers[i];
		bool present = !peer->pods.size;

		MATCH_EACH(k, &peer->pods)
			present = present ||
				  reach->population.cohorts[k].pod_count;
		if (!present)
			return peer;
	}
	return NULL;
}

/* Whether the rule denies pods that the input does not hold. */
static bool
denies_strangers(const struct policy_rule *rule)
{
	bool strangers = rule->every_peer;

	for (size_t i = 0; i < rule->peer_count; i++)
		strangers = strangers ||
			    rule->peers[i].strangers.plain != TRUTH_NO ||
			    rule->peers[i].pods_by_address != TRUTH_NO;
	return rule->action == ACTION_DENY && strangers;
}

struct witness
reach_absent_pods(
	struct inquiry inquiry, const struct pod *pod, enum direction direction)
{
	const struct reach *reach = inquiry.reach;
	const struct profile *profile = reach_profile(reach, pod);

	for (size_t i = 0; i < profile->count; i++) {
		const struct policy *policy = profile->policies[i].policy;
		const struct policy_side *side = &policy->sides[direction];

		for (size_t k = 0; side->applies && k < side->count; k++) {
			const struct policy_rule *rule = &side->rules[k];
			struct reason reason = { policy, rule, NULL, NULL,
				TRUTH_MAYBE, false };

			if (denies_strangers(rule))
				return (struct witness){ 0 };
			if (rule->action != ACTION_ALLOW ||
				!asks_more_than_dns(rule))
				continue;
			reason.peer = absent_peer(reach, rule);
			if (reason.peer)
				return witness_of(
					&reason, direction, &reach->ranges);
		}
	}
	return (struct witness){ 0 };
}
