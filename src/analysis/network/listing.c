/* SPDX-License-Identifier: Apache-2.0 */
/* The whole of what a workload may connect with, as lists. */
#include "analysis/network/listing.h"

#include "analysis/workload/secret_mask.h"

#include <stdlib.h>

#include "analysis/network/ledger.h"
#include "analysis/network/witness.h"
#include "load/source.h"

/* Doubts that one answer is taken apart into; more would say no more. */
enum { DOUBTS_EACH = 64 };

/* A list while it is made. */
struct making {
	struct arena *arena;
	struct inquiry inquiry;
	const struct object *object;
	enum direction direction;
	struct address_set allowed;
	struct listed_workload *workloads;
	size_t workload_count, workload_capacity;
	struct doubt *doubts;
	size_t doubt_count, doubt_capacity;
};

struct str
workload_id(struct arena *arena, const struct object *object)
{
	struct str parts[] = { object->namespace, object->kind,
		object_title(object) };
	size_t len = parts[0].len + parts[1].len + parts[2].len + 2;
	char *id = arena_alloc(arena, len + 1);
	size_t used = 0;

	for (size_t i = parts[0].len ? 0 : 1; i < 3; i++) {
		if (used)
			id[used++] = '/';
		if (parts[i].len)
			memcpy(id + used, parts[i].ptr, parts[i].len);
		used += parts[i].len;
	}
	return secret_mask(arena, (struct str){ id, used });
}

static void
add_doubt(struct making *making, struct place place, const char *reason)
{
	making->doubts =
		arena_grow(making->arena, making->doubts, making->doubt_count,
			&making->doubt_capacity, sizeof(*making->doubts));
	making->doubts[making->doubt_count++] =
		(struct doubt){ str_of(reason), place };
}

/* Adds why the answer to QUESTION is maybe at POINT; returns the rule that
 * leaves it open, or NULL when it is the policy itself. */
static const struct policy_rule *
doubt_point(struct making *making, const struct question *question,
	struct point point)
{
	const struct ranges *ranges = &making->inquiry.reach->ranges;
	struct reason reason =
		question_explain(making->arena, question, point, TRUTH_MAYBE);
	struct witness witness =
		witness_of(&reason, question->direction, ranges);

	if (reason.policy)
		add_doubt(making, witness.place, witness.doubt);
	return reason.rule;
}

/* Takes apart what manifests do not decide about addresses. */
static void
doubt_addresses(struct making *making, const struct question *question,
	struct address_set unknown)
{
	for (int i = 0; i < DOUBTS_EACH && !address_set_is_empty(unknown);
		i++) {
		const struct policy_rule *rule = doubt_point(
			making, question, address_set_first(unknown));

		if (!rule || address_set_is_empty(rule->may))
			return;
		unknown = address_set_combine(
			making->arena, SET_DIFFERENCE, unknown, rule->may);
	}
}

static void
add_addresses(struct making *making, size_t cohort)
{
	const struct reach *reach = making->inquiry.reach;
	const struct profile *profile =
		&reach->profiles[reach->profile_of[cohort]];
	const struct outcome *outcome = &profile->outcomes[making->direction];
	struct question question =
		reach_question(reach, cohort, making->direction);

	making->allowed = address_set_combine(
		making->arena, SET_UNION, making->allowed, outcome->allowed);
	doubt_addresses(making, &question, outcome->unknown);
}

/* Whose end of the connection leaves it open: the asker's, when it does. */
static void
doubt_connection(struct making *making, size_t cohort, size_t other,
	struct port_set unknown)
{
	const struct reach *reach = making->inquiry.reach;
	enum direction back = making->direction == DIRECTION_EGRESS
				      ? DIRECTION_INGRESS
				      : DIRECTION_EGRESS;
	struct point point = { .protocol = unknown.runs->protocol,
		.port = unknown.runs->first };
	struct port_outcome own =
		inquiry_end(making->inquiry, cohort, making->direction, other);
	struct question question;

	if (port_set_contains(own.allowed, point.protocol, point.port))
		question = reach_question_about(reach, other, back, cohort);
	else
		question = reach_question_about(
			reach, cohort, making->direction, other);
	doubt_point(making, &question, point);
}

static bool
is_itself(const struct making *making, const struct object *other)
{
	const struct object *object = making->object;

	return object == other ||
	       (str_equal(object->name, other->name) &&
		       str_equal(object->namespace, other->namespace) &&
		       str_equal(object->kind, other->kind));
}

/* Adds the workloads of a cohort; those of one lie side by side. */
static void
add_workloads(struct making *making, const struct cohort *cohort,
	struct port_set ports)
{
	const struct object *last = making->object;

	for (size_t i = 0; i < cohort->pod_count; i++) {
		const struct object *object = cohort->pods[i]->object;

		if (object == last || is_itself(making, object))
			continue;
		last = object;
		making->workloads = arena_grow(making->arena, making->workloads,
			making->workload_count, &making->workload_capacity,
			sizeof(*making->workloads));
		making->workloads[making->workload_count++] =
			(struct listed_workload){ object,
				workload_id(making->arena, object), ports };
	}
}

static bool
has_others(const struct making *making, const struct cohort *cohort)
{
	for (size_t i = 0; i < cohort->pod_count; i++)
		if (!is_itself(making, cohort->pods[i]->object))
			return true;
	return false;
}

static void
add_cohort(struct making *making, size_t cohort, size_t other)
{
	const struct reach *reach = making->inquiry.reach;
	const struct cohort *peers = &reach->population.cohorts[other];
	bool out = making->direction == DIRECTION_EGRESS;
	size_t from = out ? cohort : other;
	size_t to = out ? other : cohort;
	struct port_outcome ports;

	if (!reach_may_connect(reach, from, to) || !has_others(making, peers))
		return;
	ports = inquiry_connection(making->inquiry, making->arena, from, to);
	if (ports.allowed.count)
		add_workloads(making, peers, ports.allowed);
	if (ports.unknown.count)
		doubt_connection(making, cohort, other, ports.unknown);
}

static void
add_cohorts(struct making *making, size_t cohort)
{
	const struct reach *reach = making->inquiry.reach;
	const struct match *partners =
		reach_partners(reach, cohort, making->direction);
	size_t count = reach->population.cohort_count;

	for (size_t i = 0; i < count; i++) {
		if (partners->size) {
			i = match_next(partners, i);
			if (i >= count)
				break;
		}
		add_cohort(making, cohort, i);
	}
}

static void
add_pod(struct making *making, const struct pod *pod)
{
	const struct node *host = pod_field(pod, "hostNetwork");

	if (pod_is_governed(pod) == TRUTH_NO)
		add_doubt(making, node_place(host),
			"the pod is on its node's network, which network "
			"policies do not govern");
	else if (pod_is_governed(pod) == TRUTH_MAYBE)
		add_doubt(making, node_place(host),
			"whether the pod is on its node's network is filled "
			"in later");
}

static int
compare_workloads(const void *a, const void *b)
{
	const struct listed_workload *left = a;
	const struct listed_workload *right = b;

	return str_compare(left->id, right->id);
}

/* Sorts, and makes one of those that several of the pods connect with. */
static void
join_workloads(struct making *making)
{
	struct listed_workload *list = making->workloads;
	size_t kept = 0;

	if (!making->workload_count)
		return;
	qsort(list, making->workload_count, sizeof(*list), compare_workloads);
	for (size_t i = 1; i < making->workload_count; i++)
		if (str_equal(list[kept].id, list[i].id))
			list[kept].ports = port_set_combine(making->arena,
				SET_UNION, list[kept].ports, list[i].ports);
		else
			list[++kept] = list[i];
	making->workload_count = kept + 1;
}

static int
compare_doubts(const void *a, const void *b)
{
	const struct doubt *left = a;
	const struct doubt *right = b;
	int order = place_compare(left->place, right->place);

	return order ? order : str_compare(left->reason, right->reason);
}

static void
join_doubts(struct making *making)
{
	struct doubt *list = making->doubts;
	size_t kept = 0;

	if (!making->doubt_count)
		return;
	qsort(list, making->doubt_count, sizeof(*list), compare_doubts);
	for (size_t i = 1; i < making->doubt_count; i++)
		if (compare_doubts(&list[kept], &list[i]))
			list[++kept] = list[i];
	making->doubt_count = kept + 1;
}

struct listing
listing_of(struct arena *arena, struct inquiry inquiry,
	const struct object *object, enum direction direction)
{
	struct making making = { .arena = arena,
		.inquiry = inquiry,
		.object = object,
		.direction = direction };
	struct listing listing = { .isolated = TRUTH_YES };

	for (size_t i = 0; i < object->pod_count; i++) {
		const struct pod *pod = &object->pods[i];
		size_t cohort =
			population_cohort(&inquiry.reach->population, pod);
		enum truth isolated = reach_isolated(inquiry, pod, direction);

		if (isolated < listing.isolated)
			listing.isolated = isolated;
		add_pod(&making, pod);
		add_addresses(&making, cohort);
		add_cohorts(&making, cohort);
	}
	join_workloads(&making);
	join_doubts(&making);
	listing.block_count =
		address_set_blocks(arena, making.allowed, &listing.blocks);
	listing.workloads = making.workloads;
	listing.workload_count = making.workload_count;
	listing.doubts = making.doubts;
	listing.doubt_count = making.doubt_count;
	return listing;
}
