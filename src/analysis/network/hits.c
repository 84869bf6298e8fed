/* SPDX-License-Identifier: Apache-2.0 */
/* What one rule matches. */
#include "analysis/network/hits.h"

const struct cohort *
question_destination(const struct question *question)
{
	const struct cohort *cohorts = question->population->cohorts;

	if (question->direction == DIRECTION_INGRESS)
		return &cohorts[question->subject];
	if (!question->about_pod || question->peer >= API_SERVER)
		return NULL;
	return &cohorts[question->peer];
}

/* The ports of the cohort that go by the entry's name. */
static struct port_outcome
resolve_name(struct arena *arena, const struct policy_port *entry,
	const struct cohort *destination)
{
	struct port_outcome ports = { 0 };

	for (size_t i = 0; i < destination->port_count; i++) {
		const struct port_name *port = &destination->ports[i];
		struct port_set set;

		if (!entry->protocols[port->protocol] ||
			!str_equal(port->name, entry->name))
			continue;
		set = port_set_of(arena, port->protocol,
			port->port ? port->port : PORT_MIN,
			port->port ? port->port : PORT_MAX);
		if (port->port)
			ports.allowed = port_set_combine(
				arena, SET_UNION, ports.allowed, set);
		else
			ports.unknown = port_set_combine(
				arena, SET_UNION, ports.unknown, set);
	}
	return ports;
}

struct port_outcome
entry_ports(struct arena *arena, const struct policy_port *entry,
	const struct cohort *destination)
{
	if (entry->open)
		return (struct port_outcome){ .unknown = port_set_all };
	if (!entry->name.len)
		return (struct port_outcome){ .allowed = entry->set };
	if (!destination)
		return (struct port_outcome){ 0 };
	return resolve_name(arena, entry, destination);
}

/* The ports that a rule surely matches, and those that it may besides. */
static struct port_outcome
rule_ports(struct arena *arena, const struct policy_rule *rule,
	const struct cohort *destination)
{
	struct port_outcome ports = { 0 };

	if (rule->doubt)
		return (struct port_outcome){ .unknown = port_set_all };
	if (rule->every_port)
		return (struct port_outcome){ .allowed = port_set_all };
	for (size_t i = 0; i < rule->port_count; i++) {
		struct port_outcome one =
			entry_ports(arena, &rule->ports[i], destination);

		ports.allowed = port_set_combine(
			arena, SET_UNION, ports.allowed, one.allowed);
		ports.unknown = port_set_combine(
			arena, SET_UNION, ports.unknown, one.unknown);
	}
	return ports;
}

/* By its selectors alone. */
static enum truth
pods_match(const struct policy_peer *peer, size_t cohort)
{
	if (cohort == ANY_POD)
		return peer->strangers.any;
	if (cohort == PLAIN_POD)
		return peer->strangers.plain;
	if (cohort == ANY_NODE)
		return peer->nodes;
	/* It may be outside the cluster, where blocks match. */
	if (cohort == API_SERVER)
		return !peer->api_server && !address_set_is_empty(peer->perhaps)
			       ? TRUTH_MAYBE
			       : peer->api_server;
	return peer->pods.size ? match_get(&peer->pods, cohort) : TRUTH_NO;
}

enum truth
peer_matches(const struct policy_peer *peer, size_t cohort)
{
	enum truth truth = pods_match(peer, cohort);

	return truth > peer->pods_by_address ? truth : peer->pods_by_address;
}

struct address_set
question_scope(struct arena *arena, const struct question *question)
{
	struct address zero = { 0 };

	if (!question->about_pod)
		return address_set_all;
	if (question->by_address)
		return question->ranges->pods.set;
	return address_set_of(arena, FAMILY_IPV4, zero, zero, port_set_all);
}

bool
rule_parts_pods(const struct policy_rule *rule)
{
	for (size_t i = 0; i < rule->peer_count; i++) {
		const struct policy_peer *peer = &rule->peers[i];
		bool all = rule->action == ACTION_ALLOW &&
			   peer->pods_by_address == TRUTH_YES;

		if (peer->pods_by_address != TRUTH_NO && !all && !peer->doubt)
			return true;
	}
	return false;
}

static enum truth
rule_matches(const struct policy_rule *rule, size_t cohort)
{
	enum truth truth = rule->every_peer ? TRUTH_YES : TRUTH_NO;

	for (size_t i = 0; i < rule->peer_count && truth < TRUTH_YES; i++) {
		enum truth one = peer_matches(&rule->peers[i], cohort);

		if (one > truth)
			truth = one;
	}
	return truth;
}

/* What one peer matches of the addresses that the pod may have. */
static struct hits
peer_hits(
	const struct policy_peer *peer, size_t cohort, struct address_set scope)
{
	enum truth truth = pods_match(peer, cohort);
	struct hits hits = { 0 };

	if (truth == TRUTH_YES)
		hits.must = scope;
	else if (!peer->doubt)
		hits.must = peer->addresses;
	if (truth != TRUTH_NO || peer->doubt)
		hits.may = scope;
	else
		hits.may = peer->perhaps;
	return hits;
}

static struct hits
peers_hit(struct arena *arena, const struct question *question,
	const struct policy_rule *rule)
{
	struct address_set scope = question_scope(arena, question);
	enum truth truth = rule_matches(rule, question->peer);
	struct hits hits = { 0 };

	if (!question->by_address || rule->every_peer) {
		if (truth != TRUTH_NO)
			hits.may = scope;
		if (truth == TRUTH_YES)
			hits.must = scope;
		return hits;
	}
	for (size_t i = 0; i < rule->peer_count; i++) {
		const struct policy_peer *peer = &rule->peers[i];
		struct hits one;

		if (peer_matches(peer, question->peer) == TRUTH_NO)
			continue;
		one = peer_hits(peer, question->peer, scope);
		hits.must = address_set_combine(
			arena, SET_UNION, hits.must, one.must);
		hits.may = address_set_combine(
			arena, SET_UNION, hits.may, one.may);
	}
	return hits;
}

static struct hits
pod_hits(struct arena *arena, const struct question *question,
	const struct policy_rule *rule)
{
	struct hits hits = peers_hit(arena, question, rule);
	struct port_outcome ports;

	if (address_set_is_empty(hits.may))
		return hits;
	ports = rule_ports(arena, rule, question_destination(question));
	hits.must = address_set_on_ports(arena, hits.must, ports.allowed);
	hits.may = address_set_on_ports(arena, hits.may,
		port_set_combine(
			arena, SET_UNION, ports.allowed, ports.unknown));
	return hits;
}

/* The addresses of a rule with named ports: those of the subject count for
 * what comes in. */
static struct hits
named_hits(struct arena *arena, const struct question *question,
	const struct policy_rule *rule)
{
	struct hits hits = { 0 };
	struct port_outcome ports =
		rule_ports(arena, rule, question_destination(question));
	struct port_set may = port_set_combine(
		arena, SET_UNION, ports.allowed, ports.unknown);

	if (rule->every_peer) {
		hits.must = address_set_all;
		hits.may = address_set_all;
	}
	for (size_t i = 0; i < rule->peer_count; i++) {
		hits.must = address_set_combine(
			arena, SET_UNION, hits.must, rule->peers[i].addresses);
		hits.may = address_set_combine(
			arena, SET_UNION, hits.may, rule->peers[i].perhaps);
	}
	hits.must = address_set_on_ports(arena, hits.must, ports.allowed);
	hits.may = address_set_on_ports(arena, hits.may, may);
	return hits;
}

struct hits
rule_hits(struct arena *arena, const struct question *question,
	const struct policy_rule *rule)
{
	if (question->about_pod)
		return pod_hits(arena, question, rule);
	if (rule->named)
		return named_hits(arena, question, rule);
	return (struct hits){ rule->must, rule->may };
}

bool
selected_is_doubtful(
	const struct question *question, const struct selected *selected)
{
	const struct policy *policy = selected->policy;

	return !selected->certain || policy->doubt ||
	       policy->sides[question->direction].applies == TRUTH_MAYBE;
}
