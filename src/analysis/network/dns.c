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
find_cluster(
	struct inquiry inquiry, const struct pod *pod, enum protocol protocol)
{
	const struct reach *reach = inquiry.reach;
	struct question question = reach_question_about(reach,
		population_cohort(&reach->population, pod), DIRECTION_EGRESS,
		reach->population.dns);
	struct port_outcome ports = question_ports(inquiry.arena, &question);
	struct point point = { .protocol = protocol, .port = DNS_PORT };
	struct answer answer = { .truth = TRUTH_NO };
	struct reason reason;

	if (port_set_contains(ports.allowed, protocol, DNS_PORT))
		answer.truth = TRUTH_YES;
	else if (port_set_contains(ports.unknown, protocol, DNS_PORT))
		answer.truth = TRUTH_MAYBE;
	reason =
		question_explain(inquiry.arena, &question, point, answer.truth);
	answer.because = witness_of(&reason, DIRECTION_EGRESS, &reach->ranges);
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
