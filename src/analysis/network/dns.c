/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a pod can ask for names. */
#include "analysis/network/ledger.h"
#include "analysis/network/witness.h"

enum { DNS_PORT = 53 };

/* What agent-sandbox gives pods of a template that says nothing of its network
 * and of names. */
static const char *const sandbox_nameservers[] = { "8.8.8.8", "1.1.1.1" };

static bool
has_sandbox_nameservers(const struct pod *pod)
{
	const struct object *template = object_sandbox_template(pod->object);
	const struct node *spec =
		template ? node_get(template->root, "spec") : NULL;

	return template && !node_get(spec, "networkPolicy") &&
	       !node_is(node_get(spec, "networkPolicyManagement"),
		       "Unmanaged") &&
	       !pod_field(pod, "dnsPolicy");
}

static struct answer
better(struct answer a, struct answer b)
{
	return b.truth >= a.truth ? b : a;
}

static struct answer
ask_nameserver(struct inquiry inquiry, const struct pod *pod,
	const char *address, enum protocol protocol)
{
	return (struct answer){
		reach_address(inquiry, pod, DIRECTION_EGRESS, address, protocol,
			DNS_PORT),
		reach_address_witness(inquiry, pod, DIRECTION_EGRESS, address,
			protocol, DNS_PORT),
	};
}

static struct answer
ask_nameservers(
	struct inquiry inquiry, const struct pod *pod, enum protocol protocol)
{
	const struct node *list =
		node_get(pod_field(pod, "dnsConfig"), "nameservers");
	struct answer answer = { .truth = TRUTH_NO };

	if (has_sandbox_nameservers(pod))
		for (size_t i = 0; i < 2; i++)
			answer = better(answer,
				ask_nameserver(inquiry, pod,
					sandbox_nameservers[i], protocol));
	NODE_EACH(item, list) {
		struct str text = node_text(item);

		if (node_is_placeholder(item))
			answer.truth = TRUTH_MAYBE;
		else
			answer = better(
				answer, ask_nameserver(inquiry, pod,
						arena_copy(inquiry.arena,
							text.ptr, text.len),
						protocol));
	}
	return answer;
}

static struct answer
ask_resolver(struct inquiry inquiry, const struct pod *pod,
	enum protocol protocol, enum resolver_kind kind)
{
	const struct reach *reach = inquiry.reach;
	unsigned port = resolvers[kind].port;
	struct question question = reach_question_about(reach,
		population_cohort(&reach->population, pod), DIRECTION_EGRESS,
		reach->population.resolvers[kind]);
	struct port_outcome ports = question_ports(inquiry.arena, &question);
	struct point point = { .protocol = protocol, .port = port };
	struct answer answer = { .truth = TRUTH_NO };
	struct reason reason;

	if (port_set_contains(ports.allowed, protocol, port))
		answer.truth = TRUTH_YES;
	else if (port_set_contains(ports.unknown, protocol, port))
		answer.truth = TRUTH_MAYBE;
	reason =
		question_explain(inquiry.arena, &question, point, answer.truth);
	answer.because = witness_of(&reason, DIRECTION_EGRESS, &reach->ranges);
	return answer;
}

/* Addresses at which some clusters resolve names and which the pod's policies
 * name for that port: where one does this is most likely such a cluster.
 * Whether a Service's address is matched is up to the network plugin
 * (networking/v1, IPBlock). */
static struct address_set
named_resolvers(struct arena *scratch, struct inquiry inquiry,
	const struct pod *pod, enum protocol protocol)
{
	const struct reach *reach = inquiry.reach;
	const struct range *services = &reach->ranges.services;
	struct address_set set = inquiry_blocks(inquiry, &resolver_blocks);

	if (services->known)
		set = address_set_combine(
			scratch, SET_UNION, set, services->set);
	set = address_set_on_ports(scratch, set,
		port_set_of(scratch, protocol, DNS_PORT, DNS_PORT));
	set = address_set_combine(
		scratch, SET_INTERSECTION, set, inquiry_named(inquiry, pod));
	return address_set_combine(scratch, SET_INTERSECTION, set,
		reach_profile(reach, pod)->outcomes[DIRECTION_EGRESS].allowed);
}

static struct answer
ask_addresses(
	struct inquiry inquiry, const struct pod *pod, enum protocol protocol)
{
	const struct reach *reach = inquiry.reach;
	struct question question = reach_question(reach,
		population_cohort(&reach->population, pod), DIRECTION_EGRESS);
	struct answer answer = { .truth = TRUTH_NO };
	struct arena scratch = { 0 };
	struct address_set set =
		named_resolvers(&scratch, inquiry, pod, protocol);

	if (!address_set_is_empty(set)) {
		struct reason reason = question_explain(inquiry.arena,
			&question, address_set_first(set), TRUTH_YES);

		answer.truth = TRUTH_YES;
		answer.because =
			witness_of(&reason, DIRECTION_EGRESS, &reach->ranges);
	}
	arena_release(&scratch);
	return answer;
}

/* How much an answer says for it: a block that leaves out where the resolver
 * most likely is says less than one that may hold it. */
static int
weight(const struct answer *answer)
{
	return 2 * (int)answer->truth -
	       (answer->truth == TRUTH_MAYBE && answer->because.except);
}

/* OTHER when it says more than ANSWER, and is about a resolver that only some
 * clusters have. */
static struct answer
weigh(struct answer answer, struct answer other)
{
	if (other.truth == TRUTH_YES) {
		other.truth = TRUTH_MAYBE;
		other.because.doubt =
			"whether names are resolved there is known only in the "
			"cluster";
	}
	return weight(&other) > weight(&answer) ? other : answer;
}

static struct answer
find_cluster(
	struct inquiry inquiry, const struct pod *pod, enum protocol protocol)
{
	struct answer answer =
		ask_resolver(inquiry, pod, protocol, RESOLVER_CLUSTER);

	for (enum resolver_kind k = 0; k < RESOLVER_COUNT; k++)
		if (k != RESOLVER_CLUSTER && answer.truth != TRUTH_YES)
			answer = weigh(answer,
				ask_resolver(inquiry, pod, protocol, k));
	if (answer.truth != TRUTH_YES)
		answer = weigh(answer, ask_addresses(inquiry, pod, protocol));
	return answer;
}

static struct answer
ask_cluster(
	struct inquiry inquiry, const struct pod *pod, enum protocol protocol)
{
	struct ledger_side *side =
		&inquiry_ledger(inquiry, pod)->sides[DIRECTION_EGRESS];
	struct answer *answer;

	if (!side->dns[protocol]) {
		answer = arena_alloc(inquiry.arena, sizeof(*answer));
		*answer = find_cluster(inquiry, pod, protocol);
		side->dns[protocol] = answer;
	}
	return *side->dns[protocol];
}

/* The node's resolvers are not known; any address may be one. */
static struct answer
ask_node(struct inquiry inquiry, const struct pod *pod, enum protocol protocol)
{
	const struct outcome *outcome =
		&reach_profile(inquiry.reach, pod)->outcomes[DIRECTION_EGRESS];
	struct port_set dns =
		port_set_of(inquiry.arena, protocol, DNS_PORT, DNS_PORT);
	struct address_set possible = address_set_combine(
		inquiry.arena, SET_UNION, outcome->allowed, outcome->unknown);
	struct answer answer = { .truth = TRUTH_NO };

	if (!address_set_is_empty(
		    address_set_on_ports(inquiry.arena, possible, dns)))
		answer.truth = TRUTH_MAYBE;
	return answer;
}

struct answer
reach_dns(struct inquiry inquiry, const struct pod *pod, enum protocol protocol)
{
	const struct node *policy = pod_field(pod, "dnsPolicy");
	struct answer answer = ask_nameservers(inquiry, pod, protocol);

	if (node_is_placeholder(policy)) {
		answer.truth = TRUTH_MAYBE;
		return answer;
	}
	if (node_is(policy, "None") || has_sandbox_nameservers(pod))
		return answer;
	if (node_is(policy, "Default"))
		return better(answer, ask_node(inquiry, pod, protocol));
	return better(answer, ask_cluster(inquiry, pod, protocol));
}
