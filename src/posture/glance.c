/* SPDX-License-Identifier: Apache-2.0 */
/* The reach of a workload in words that a person checks at a glance. */
#include "posture/glance.h"

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

/* What denies is the policy that isolates the pod. */
static struct glance
glance_no(const struct look *look, enum direction direction)
{
	struct policy_views views =
		reach_policies(look->workload->inquiry, look->pod);
	struct glance glance = { .truth = TRUTH_NO, .text = STR("no") };

	for (size_t i = 0; i < views.count && !glance.place.source; i++)
		if (views.items[i].isolates[direction] == TRUTH_YES)
			glance.place = views.items[i].place;
	return glance;
}

static struct glance
glance_maybe(const struct look *look, const char *doubt, struct place place)
{
	return (struct glance){ TRUTH_MAYBE,
		arena_printf(look->arena, "unknown: %s",
			doubt ? doubt : "manifests do not decide"),
		place };
}

static const struct outcome *
outcome_of(const struct look *look, enum direction direction)
{
	return &reach_profile(look->workload->inquiry.reach, look->pod)
			->outcomes[direction];
}

static struct witness
explain(const struct look *look, enum direction direction,
	struct address_set set, enum truth truth)
{
	const struct reach *reach = look->workload->inquiry.reach;
	struct question question = reach_question(reach,
		population_cohort(&reach->population, look->pod), direction);
	struct reason reason = question_explain(
		look->arena, &question, address_set_first(set), truth);

	return witness_of(&reason, direction, &reach->ranges);
}

/* What no network of one's own uses: IPv4 without its special blocks (RFC
 * 6890), and of IPv6 what is given to the Internet (RFC 4291). */
static struct address_set
internet(struct arena *arena)
{
	static const struct str all[] = { { "0.0.0.0/0", 9 },
		{ "2000::/3", 8 } };
	static const struct str special[] = { { "0.0.0.0/8", 9 },
		{ "127.0.0.0/8", 11 }, { "169.254.0.0/16", 14 },
		{ "192.0.0.0/24", 12 }, { "198.18.0.0/15", 13 },
		{ "224.0.0.0/3", 11 }, { "168.63.129.16/32", 16 } };
	const struct str_list blocks = { all, 2 };
	const struct str_list except = { special, 7 };

	return address_set_combine(arena, SET_DIFFERENCE,
		address_set_combine(arena, SET_DIFFERENCE,
			address_set_of_list(arena, &blocks),
			ranges_private(arena)),
		address_set_of_list(arena, &except));
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

/* "every IPv4 address" when SET holds all of WHOLE's family, else "". */
static const char *
families_held(
	struct arena *arena, struct address_set set, struct address_set whole)
{
	struct address_set wide = address_set_widen(arena, set);
	bool held[FAMILY_COUNT];

	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_set one = { 0 };

		one.of[f] = whole.of[f];
		held[f] = address_set_is_within(arena, one, wide);
	}
	if (held[FAMILY_IPV4] && held[FAMILY_IPV6])
		return "every address";
	if (held[FAMILY_IPV4] && !set.of[FAMILY_IPV6].count)
		return "every IPv4 address";
	if (held[FAMILY_IPV6] && !set.of[FAMILY_IPV4].count)
		return "every IPv6 address";
	return NULL;
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
	const char *every;

	if (address_set_is_empty(set) && address_set_is_empty(unknown))
		return glance_no(look, direction);
	if (address_set_is_empty(set)) {
		witness = explain(look, direction, unknown, TRUTH_MAYBE);
		return glance_maybe(look, witness.doubt, witness.place);
	}
	witness = explain(look, direction, set, TRUTH_YES);
	every = families_held(arena, set, whole);
	return (struct glance){ TRUTH_YES,
		arena_printf(arena, "%.*s on %.*s",
			STR_ARG(every ? str_of(every)
				      : first_blocks(arena, set)),
			STR_ARG(ports_print(
				arena, address_set_all_ports(arena, set)))),
		witness.place };
}

static struct glance
look_at_internet(const struct look *look)
{
	return look_within(look, DIRECTION_EGRESS, internet(look->arena));
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
			       : glance_no(look, DIRECTION_EGRESS);
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
		return glance_no(look, DIRECTION_EGRESS);
	witness = reach_address_witness(look->workload->inquiry, look->pod,
		DIRECTION_EGRESS, first->address, first->protocol, first_port);
	if (most == TRUTH_MAYBE)
		return glance_maybe(look, witness.doubt, witness.place);
	return (struct glance){ TRUTH_YES,
		count == 1 ? arena_printf(look->arena, "%s (%s)",
				     first->address, first->who)
			   : arena_printf(look->arena, "%s (%s) and %zu more",
				     first->address, first->who, count - 1),
		witness.place };
}

static struct glance
glance_answer(const struct look *look, struct answer answer, const char *yes,
	const char *doubt)
{
	switch (answer.truth) {
	case TRUTH_NO:
		return glance_no(look, DIRECTION_EGRESS);
	case TRUTH_MAYBE:
		return glance_maybe(look, doubt, answer.because.place);
	case TRUTH_YES:
		break;
	}
	return (struct glance){ TRUTH_YES, str_of(yes), answer.because.place };
}

/* What is somewhere is reached by who reaches everything. */
static struct glance
look_somewhere(const struct look *look, struct answer answer, bool known,
	const char *yes, const char *doubt)
{
	struct inquiry inquiry = look->workload->inquiry;
	struct everything everything =
		reach_everything(inquiry, look->pod, DIRECTION_EGRESS);
	struct glance private;

	if (!known && everything.ipv4)
		return (struct glance){ TRUTH_YES, str_of(yes),
			everything.witnesses[0].place };
	if (known || answer.truth != TRUTH_NO)
		return glance_answer(look, answer, yes, doubt);
	private = look_within(
		look, DIRECTION_EGRESS, ranges_private(look->arena));
	return private.truth == TRUTH_NO
		       ? glance_no(look, DIRECTION_EGRESS)
		       : glance_maybe(look, doubt, private.place);
}

static struct glance
look_at_api_server(const struct look *look)
{
	struct inquiry inquiry = look->workload->inquiry;

	return look_somewhere(look, reach_api_server(inquiry, look->pod),
		inquiry.reach->ranges.api_server.known, "yes",
		"where it is is not known: cluster.serviceCIDRs is not set");
}

static struct glance
look_at_nodes(const struct look *look)
{
	struct inquiry inquiry = look->workload->inquiry;

	return look_somewhere(look, reach_nodes(inquiry, look->pod),
		inquiry.reach->ranges.nodes.known,
		"their kubelets on TCP 10250",
		"where they are is not known: cluster.nodeCIDRs is not set");
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
					       : "UDP 53 alone",
			NULL);
	if (tcp.truth == TRUTH_YES)
		return glance_answer(look, tcp, "TCP 53 alone", NULL);
	return glance_answer(look, udp.truth >= tcp.truth ? udp : tcp, "",
		udp.truth == TRUTH_MAYBE ? udp.because.doubt
					 : tcp.because.doubt);
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

static struct glance
look_at_workloads(const struct look *look, enum direction direction)
{
	struct inquiry inquiry = look->workload->inquiry;
	struct answer any = reach_any_pod(inquiry, look->pod, direction);
	struct listing list = listing_of(
		look->arena, inquiry, look->workload->object, direction);
	struct neighbour first;

	if (any.truth == TRUTH_YES)
		return (struct glance){ TRUTH_YES,
			arena_printf(look->arena,
				"every pod that lets it; %s%.*s",
				list.workload_count ? "here "
						    : "none of the input",
				STR_ARG(first_names(look->arena, &list))),
			any.because.place };
	if (!list.workload_count) {
		if (!list.doubt_count)
			return glance_no(look, direction);
		return glance_maybe(
			look, list.doubts[0].reason.ptr, list.doubts[0].place);
	}
	if (!reach_neighbours(inquiry, look->pod, direction, &first, 1))
		first = (struct neighbour){ 0 };
	return (struct glance){ TRUTH_YES, first_names(look->arena, &list),
		first.because.place };
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
