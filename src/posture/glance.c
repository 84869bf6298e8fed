/* SPDX-License-Identifier: Apache-2.0 */
/* The reach of a workload in words that a person checks at a glance. */
#include "posture/glance.h"

#include "analysis/network/ledger.h"
#include "analysis/network/listing.h"
#include "analysis/network/witness.h"

enum { BLOCKS_SHOWN = 3, NAMES_SHOWN = 3 };

/* A pod that is looked at, and memory for the words. */
struct look {
	struct arena *arena;
	const struct workload *workload;
	const struct pod *pod;
};

const char *
target_name(enum target target)
{
	static const char *const names[TARGET_COUNT] = {
		[TARGET_INTERNET] = "Internet",
		[TARGET_PRIVATE] = "private ranges",
		[TARGET_METADATA] = "metadata",
		[TARGET_API_SERVER] = "API server",
		[TARGET_NODES] = "nodes",
		[TARGET_DNS] = "DNS",
		[TARGET_PODS] = "workloads",
		[TARGET_CALLERS] = "workloads",
		[TARGET_OUTSIDERS] = "addresses",
	};

	return names[target];
}

static const struct outcome *
outcome_of(const struct look *look, enum direction direction)
{
	return &reach_profile(look->workload->inquiry.reach, look->pod)
			->outcomes[direction];
}

/* The last port of the first address: what allows every port says more than
 * what allows a single one, and low ports are those that are named. */
static struct point
telling_point(struct address_set set)
{
	struct point point = address_set_first(set);
	struct port_set ports =
		address_set_ports(set, point.family, point.address);

	point.protocol = ports.runs[ports.count - 1].protocol;
	point.port = ports.runs[ports.count - 1].last;
	return point;
}

static struct witness
explain(const struct look *look, enum direction direction,
	struct address_set set, enum truth truth)
{
	const struct reach *reach = look->workload->inquiry.reach;
	struct question question = reach_question(reach,
		population_cohort(&reach->population, look->pod), direction);
	struct reason reason = question_explain(
		look->arena, &question, telling_point(set), truth);

	return witness_of(&reason, direction, &reach->ranges);
}

/* What denies the first of SET is the line to look at: a rule, or the policy
 * that isolates the pod. */
static struct glance
glance_no(const struct look *look, enum direction direction,
	struct address_set set)
{
	struct witness witness = explain(look, direction, set, TRUTH_NO);

	return (struct glance){ TRUTH_NO, STR("no"), witness.place };
}

static struct glance
glance_maybe(const char *doubt, struct place place)
{
	return (struct glance){ TRUTH_MAYBE,
		str_of(doubt ? doubt : "manifests do not decide"), place };
}

/* The first of the blocks of SET, and how many more there are. */
static struct str
first_blocks(struct arena *arena, struct address_set set)
{
	const struct address_block *blocks;
	size_t count = address_set_blocks(
		arena, address_set_widen(arena, set), &blocks);
	struct str text = STR("");

	for (size_t i = 0; i < count && i < BLOCKS_SHOWN; i++) {
		struct str one = cidr_print(arena, blocks[i].cidr);

		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text),
			i ? ", " : "", STR_ARG(one));
	}
	if (count > BLOCKS_SHOWN)
		text = arena_printf(arena, "%.*s and %zu more blocks",
			STR_ARG(text), count - BLOCKS_SHOWN);
	return text;
}

/* "every IPv4 address on TCP 443" when SET holds all of WHOLE's family on some
 * ports, else nothing. */
static struct str
every_text(
	struct arena *arena, struct address_set set, struct address_set whole)
{
	static const struct {
		const char *name;
		bool families[FAMILY_COUNT];
	} extents[] = {
		{ "every address", { true, true } },
		{ "every IPv4 address", { true, false } },
		{ "every IPv6 address", { false, true } },
	};

	for (size_t i = 0; i < sizeof(extents) / sizeof(*extents); i++) {
		struct address_set part = { 0 };
		struct port_set ports;

		for (enum family f = 0; f < FAMILY_COUNT; f++)
			if (extents[i].families[f])
				part.of[f] = whole.of[f];
		ports = address_set_common_ports(arena, set, part);
		if (!ports.count)
			continue;
		part = address_set_on_ports(arena, part, ports);
		return arena_printf(arena, "%s on %.*s%s", extents[i].name,
			STR_ARG(ports_print(arena, ports)),
			address_set_is_within(set, part) ? ""
							 : ", some on others");
	}
	return (struct str){ 0 };
}

/* "10.0.0.0/8 on TCP 443"; not all blocks need have all the ports. */
static struct str
some_text(struct arena *arena, struct address_set set)
{
	struct port_set ports = address_set_all_ports(arena, set);
	struct address_set full = address_set_on_ports(
		arena, address_set_widen(arena, set), ports);

	return arena_printf(arena, "%.*s on %s%.*s",
		STR_ARG(first_blocks(arena, set)),
		address_set_is_within(full, set) ? "" : "some of ",
		STR_ARG(ports_print(arena, ports)));
}

/* What is allowed of WHOLE, in words. */
static struct glance
look_within(const struct look *look, enum direction direction,
	struct address_set whole)
{
	const struct outcome *outcome = outcome_of(look, direction);
	struct arena *arena = look->arena;
	struct address_set set = address_set_combine(
		arena, SET_INTERSECTION, outcome->allowed, whole);
	struct address_set unknown = address_set_combine(
		arena, SET_INTERSECTION, outcome->unknown, whole);
	struct witness witness;
	struct str text;

	if (address_set_is_empty(set) && address_set_is_empty(unknown))
		return glance_no(look, direction, whole);
	if (address_set_is_empty(set)) {
		witness = explain(look, direction, unknown, TRUTH_MAYBE);
		return glance_maybe(witness.doubt, witness.place);
	}
	witness = explain(look, direction, set, TRUTH_YES);
	text = every_text(arena, set, whole);
	return (struct glance){ TRUTH_YES,
		text.len ? text : some_text(arena, set), witness.place };
}

static struct glance
look_at_internet(const struct look *look)
{
	return look_within(look, DIRECTION_EGRESS,
		look->workload->inquiry.reach->ranges.internet);
}

static struct glance
look_at_private(const struct look *look)
{
	struct private_reach private =
		reach_private(look->workload->inquiry, look->pod);

	if (!private.reached.any) {
		struct glance glance = look_within(
			look, DIRECTION_EGRESS, ranges_private(look->arena));

		return glance.truth == TRUTH_MAYBE
			       ? glance
			       : glance_no(look, DIRECTION_EGRESS,
					 ranges_private(look->arena));
	}
	return (struct glance){ TRUTH_YES,
		arena_printf(look->arena, "%.*s on %.*s",
			STR_ARG(private.reached.blocks),
			STR_ARG(private.reached.ports)),
		private.reached.because.place };
}

static enum truth
ask_landmark(const struct look *look, const struct landmark *landmark,
	unsigned *port)
{
	enum truth truth = TRUTH_NO;

	for (size_t i = 0; landmark->ports[i]; i++) {
		enum truth one = reach_address(look->workload->inquiry,
			look->pod, DIRECTION_EGRESS, landmark->address,
			landmark->protocol, landmark->ports[i]);

		if (one > truth) {
			truth = one;
			*port = landmark->ports[i];
		}
	}
	return truth;
}

static struct glance
look_at_metadata(const struct look *look)
{
	const struct landmark *first = NULL;
	enum truth most = TRUTH_NO;
	unsigned first_port = 0;
	size_t count = 0;
	struct witness witness;

	for (const struct landmark *l = metadata_services; l->address; l++) {
		unsigned port = 0;
		enum truth truth = ask_landmark(look, l, &port);

		if (truth > most) {
			most = truth;
			first = l;
			first_port = port;
			count = 0;
		}
		count += truth == most && truth != TRUTH_NO;
	}
	if (!first)
		first = metadata_services;
	witness = reach_address_witness(look->workload->inquiry, look->pod,
		DIRECTION_EGRESS, first->address, first->protocol,
		first_port ? first_port : first->ports[0]);
	if (most == TRUTH_NO)
		return (struct glance){ TRUTH_NO, STR("no"), witness.place };
	if (most == TRUTH_MAYBE)
		return glance_maybe(witness.doubt, witness.place);
	return (struct glance){ TRUTH_YES,
		count == 1 ? arena_printf(look->arena, "%s (%s)",
				     first->address, first->who)
			   : arena_printf(look->arena, "%s (%s) and %zu more",
				     first->address, first->who, count - 1),
		witness.place };
}

/* What is denied without a line to look at is explained by a policy. */
static struct glance
glance_answer(const struct look *look, struct answer answer, const char *yes)
{
	if (answer.truth == TRUTH_NO && answer.because.place.source)
		return (struct glance){ TRUTH_NO, STR("no"),
			answer.because.place };
	if (answer.truth == TRUTH_NO)
		return glance_no(look, DIRECTION_EGRESS, address_set_all);
	if (answer.truth == TRUTH_MAYBE)
		return glance_maybe(answer.because.doubt, answer.because.place);
	return (struct glance){ TRUTH_YES, str_of(yes), answer.because.place };
}

static struct glance
look_at_api_server(const struct look *look)
{
	struct answer answer =
		reach_api_server(look->workload->inquiry, look->pod);

	return glance_answer(look, answer, "yes");
}

static struct glance
look_at_nodes(const struct look *look)
{
	struct answer answer = reach_nodes(look->workload->inquiry, look->pod);

	return glance_answer(look, answer, "their kubelets on TCP 10250");
}

static struct glance
look_at_dns(const struct look *look)
{
	struct inquiry inquiry = look->workload->inquiry;
	struct answer udp = reach_dns(inquiry, look->pod, PROTOCOL_UDP);
	struct answer tcp = reach_dns(inquiry, look->pod, PROTOCOL_TCP);

	if (udp.truth == TRUTH_YES)
		return glance_answer(look, udp,
			tcp.truth == TRUTH_YES ? "UDP and TCP 53"
					       : "UDP 53 alone");
	if (tcp.truth == TRUTH_YES)
		return glance_answer(look, tcp, "TCP 53 alone");
	return glance_answer(look, udp.truth >= tcp.truth ? udp : tcp, "");
}

/* The first names of those in LIST, and how many more there are. */
static struct str
first_names(struct arena *arena, const struct listing *list)
{
	struct str text = STR("");

	for (size_t i = 0; i < list->workload_count && i < NAMES_SHOWN; i++)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text),
			i ? ", " : "", STR_ARG(list->workloads[i].id));
	if (list->workload_count > NAMES_SHOWN)
		text = arena_printf(arena, "%.*s and %zu more", STR_ARG(text),
			list->workload_count - NAMES_SHOWN);
	return text;
}

/* The line of the pod's own that allows the connection; none when no policy
 * has a say. FOUND is false when the pod has no such connection. */
static struct place
connection_place(const struct look *look, enum direction direction,
	const struct listed_workload *other, bool *found)
{
	struct inquiry inquiry = look->workload->inquiry;
	const struct reach *reach = inquiry.reach;
	size_t own = population_cohort(&reach->population, look->pod);
	struct point point = { .protocol = other->ports.runs->protocol,
		.port = other->ports.runs->first };

	*found = false;
	for (size_t i = 0; i < other->object->pod_count && !*found; i++) {
		size_t peer = population_cohort(
			&reach->population, &other->object->pods[i]);
		struct port_outcome end =
			inquiry_end(inquiry, own, direction, peer);
		struct question question =
			reach_question_about(reach, own, direction, peer);
		struct reason reason;

		if (!port_set_contains(end.allowed, point.protocol, point.port))
			continue;
		*found = true;
		reason = question_explain(
			look->arena, &question, point, TRUTH_YES);
		return witness_of(&reason, direction, &reach->ranges).place;
	}
	return (struct place){ 0 };
}

/* Whether there may be some: any pod, one of the input, one that a rule names
 * and the input does not hold, or whoever is on the network of the same
 * node. */
static struct glance
doubtful_workloads(const struct look *look, enum direction direction,
	struct answer any, const struct listing *list)
{
	struct neighbour first;
	struct witness absent;

	if (pod_is_governed(look->pod) != TRUTH_YES && list->doubt_count)
		return glance_maybe(
			list->doubts[0].reason.ptr, list->doubts[0].place);
	if (any.truth == TRUTH_MAYBE)
		return glance_maybe(any.because.doubt, any.because.place);
	if (reach_neighbours(
		    look->workload->inquiry, look->pod, direction, &first, 1) &&
		first.truth == TRUTH_MAYBE)
		return glance_maybe(first.because.doubt, first.because.place);
	absent = reach_absent_pods(
		look->workload->inquiry, look->pod, direction);
	if (absent.policy)
		return glance_maybe(
			"those that a rule selects, none of the input",
			absent.place);
	return glance_no(look, direction, address_set_all);
}

static struct glance
look_at_workloads(const struct look *look, enum direction direction)
{
	struct inquiry inquiry = look->workload->inquiry;
	struct answer any = reach_any_pod(inquiry, look->pod, direction);
	struct answer plain = reach_plain_pod(inquiry, look->pod, direction);
	struct listing list = listing_of(
		look->arena, inquiry, look->workload->object, direction);
	struct glance glance = { .truth = TRUTH_YES };
	bool found = false;

	if (plain.truth == TRUTH_YES)
		return (struct glance){ TRUTH_YES,
			arena_printf(look->arena,
				"every pod that lets it%s; %s%.*s",
				any.truth == TRUTH_YES
					? ""
					: ", but those that a rule leaves out",
				list.workload_count ? "here "
						    : "none of the input",
				STR_ARG(first_names(look->arena, &list))),
			plain.because.place };
	for (size_t i = 0; i < list.workload_count && !found; i++)
		glance.place = connection_place(
			look, direction, &list.workloads[i], &found);
	glance.text = first_names(look->arena, &list);
	if (found)
		return glance;
	return doubtful_workloads(look, direction, any, &list);
}

static struct glance
look_at_pods(const struct look *look)
{
	return look_at_workloads(look, DIRECTION_EGRESS);
}

static struct glance
look_at_callers(const struct look *look)
{
	return look_at_workloads(look, DIRECTION_INGRESS);
}

static struct glance
look_at_outsiders(const struct look *look)
{
	return look_within(look, DIRECTION_INGRESS, address_set_all);
}

static struct glance (*const looks[TARGET_COUNT])(const struct look *look) = {
	[TARGET_INTERNET] = look_at_internet,
	[TARGET_PRIVATE] = look_at_private,
	[TARGET_METADATA] = look_at_metadata,
	[TARGET_API_SERVER] = look_at_api_server,
	[TARGET_NODES] = look_at_nodes,
	[TARGET_DNS] = look_at_dns,
	[TARGET_PODS] = look_at_pods,
	[TARGET_CALLERS] = look_at_callers,
	[TARGET_OUTSIDERS] = look_at_outsiders,
};

void
glances_of(struct glance glances[TARGET_COUNT], struct arena *arena,
	const struct workload *workload)
{
	struct look look = { .arena = arena, .workload = workload };

	for (size_t i = 0; i < workload->object->pod_count; i++) {
		look.pod = &workload->object->pods[i];
		for (enum target t = 0; t < TARGET_COUNT; t++) {
			struct glance glance = looks[t](&look);

			if (!i || glance.truth > glances[t].truth)
				glances[t] = glance;
		}
	}
}
