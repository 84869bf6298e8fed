/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of random worlds against the naive evaluator, and what each list says
 * of pods that are outside of what policies decide. */
#include "analysis/network/listing.h"

#include "analysis/network/ledger.h"
#include "analysis/network/testing_naive.h"

enum { ROUNDS = 200 };

static const struct object *
object_named(struct str id)
{
	struct str namespace = str_cut(&id, '/');
	struct object_range all =
		graph_objects_in(reach->graph, "", "Pod", namespace);

	for (; all.begin != all.end; all.begin++)
		if (str_equal((*all.begin)->name, id))
			return *all.begin;
	fail_msg("no pod '%.*s'", STR_ARG(id));
	return NULL;
}

/* The ports that a listing allows for one other pod; none when it is not
 * listed. */
static struct port_set
listed_ports(const struct listing *listing, struct str id)
{
	for (size_t i = 0; i < listing->workload_count; i++)
		if (str_equal(listing->workloads[i].id, id))
			return listing->workloads[i].ports;
	return (struct port_set){ 0 };
}

/* The same for an address. */
static struct port_set
listed_address_ports(const struct listing *listing, const char *text_)
{
	enum family family;
	struct address address;
	bool ignored;

	assert_true(address_parse(
		str_of(text_), &family, &address, &ignored, &ignored));
	for (size_t i = 0; i < listing->block_count; i++) {
		const struct cidr *cidr = &listing->blocks[i].cidr;

		if (cidr->family == family &&
			address_compare(cidr->first, address) <= 0 &&
			address_compare(address, cidr->last) <= 0)
			return listing->blocks[i].ports;
	}
	return (struct port_set){ 0 };
}

static void
check_listed(struct port_set listed, unsigned pod, enum direction direction,
	unsigned other, const char *address)
{
	enum direction back = direction == DIRECTION_EGRESS ? DIRECTION_INGRESS
							    : DIRECTION_EGRESS;

	for (unsigned p = 0; p < PROTOCOL_COUNT; p++)
		for (size_t k = 0; k < COUNT(ports); k++) {
			bool naive = naive_end(
				pod, direction, other, address, p, ports[k]);

			if (other < PODS)
				naive = naive && naive_end(other, back, pod,
							 NULL, p, ports[k]);
			if (naive != port_set_contains(listed, (enum protocol)p,
					     ports[k]))
				fail_msg("%u %d %u %s %u %u in\n%.*s", pod,
					(int)direction, other,
					address ? address : "-", p, ports[k],
					STR_ARG(text));
		}
}

static void
check_listing(struct inquiry inquiry, unsigned pod, enum direction direction)
{
	struct listing listing = listing_of(
		&arena, inquiry, object_named(pod_id(pod)), direction);

	assert_int_equal(listing.doubt_count, 0);
	for (size_t a = 0; a < COUNT(addresses); a++)
		check_listed(listed_address_ports(&listing, addresses[a]), pod,
			direction, PODS, addresses[a]);
	for (unsigned other = 0; other < PODS; other++) {
		struct str id = arena_printf(
			&arena, "n%u/Pod/p%u", the.pod[other].namespace, other);

		if (other == pod)
			assert_int_equal(listed_ports(&listing, id).count, 0);
		else
			check_listed(listed_ports(&listing, id), pod, direction,
				other, NULL);
	}
	for (size_t i = 1; i < listing.workload_count; i++)
		assert_true(str_compare(listing.workloads[i - 1].id,
				    listing.workloads[i].id) < 0);
}

static void
lists_what_the_naive_evaluator_allows(void **state)
{
	struct str pods[] = { STR("10.9.0.0/16") };
	struct settings settings = { 0 };

	(void)state;
	settings.cluster.pod_cidrs = (struct str_list){ pods, 1 };
	for (int round = 0; round < ROUNDS; round++) {
		struct inquiry inquiry;

		draw_world();
		put_world();
		load_text(text, &settings);
		inquiry = inquiry_new(&arena, reach);
		for (unsigned i = 0; i < PODS; i++)
			for (enum direction d = 0; d < DIRECTION_COUNT; d++)
				check_listing(inquiry, i, d);
		unload();
	}
}

/* The listing of a pod of reach_claims' world. */
static struct listing
list(const char *pod, enum direction direction)
{
	return listing_of(&arena, inquiry_new(&arena, reach),
		object_named(str_of(pod)), direction);
}

static void
whole_families_are_one_block_each(void **state)
{
	static const struct settings settings;
	struct listing listing;

	(void)state;
	load("", &settings);
	listing = list("a/agent", DIRECTION_EGRESS);
	assert_int_equal(listing.isolated, TRUTH_NO);
	assert_int_equal(listing.block_count, 2);
	assert_true(str_is(
		cidr_print(&arena, listing.blocks[0].cidr), "0.0.0.0/0"));
	assert_true(str_is(cidr_print(&arena, listing.blocks[1].cidr), "::/0"));
	assert_true(port_set_is_all(listing.blocks[1].ports));
	/* All others but the one on its node's network. */
	assert_int_equal(listing.workload_count, 3);
	assert_true(str_is(listing.workloads[0].id, "a/Pod/web"));
	assert_true(str_is(listing.workloads[1].id, "b/Pod/db"));
	assert_true(str_is(listing.workloads[2].id, "c/Pod/x"));
	unload();
}

static void
the_network_of_the_node_is_outside(void **state)
{
	static const struct settings settings;
	struct listing listing;

	(void)state;
	load(POLICY "spec: {podSelector: {}, policyTypes: [Egress]}\n",
		&settings);
	listing = list("a/host", DIRECTION_EGRESS);
	assert_int_equal(listing.isolated, TRUTH_NO);
	assert_int_equal(listing.block_count, 2);
	assert_int_equal(listing.workload_count, 0);
	assert_int_equal(listing.doubt_count, 1);
	assert_true(str_contains(listing.doubts[0].reason, "node's network"));
	assert_non_null(listing.doubts[0].place.source);
	listing = list("a/agent", DIRECTION_EGRESS);
	assert_int_equal(listing.isolated, TRUTH_YES);
	assert_int_equal(listing.block_count, 0);
	assert_int_equal(listing.workload_count, 0);
	unload();
}

static void
what_is_open_is_a_doubt_once(void **state)
{
	static const struct settings settings;
	struct listing listing;

	(void)state;
	load(POLICY "spec: {podSelector: {}, policyTypes: [Egress], egress: "
		    "[{to: [{ipBlock: {cidr: 10.0.0.0/9}}]}]}\n",
		&settings);
	/* Two workloads may have an address in it, for the same reason. */
	listing = list("a/agent", DIRECTION_EGRESS);
	assert_int_equal(listing.workload_count, 0);
	assert_int_equal(listing.doubt_count, 1);
	assert_int_equal(listing.block_count, 1);
	/* Who is called has the doubt of who calls. */
	listing = list("b/db", DIRECTION_INGRESS);
	assert_int_equal(listing.workload_count, 1);
	assert_true(str_is(listing.workloads[0].id, "c/Pod/x"));
	assert_int_equal(listing.doubt_count, 1);
	unload();
}

static void
blocks_in_parts_are_told(void **state)
{
	static const char half[] =
		POLICY "spec: {podSelector: {matchLabels: {app: agent}},"
		       " policyTypes: [Egress], egress: [{to: [{ipBlock:"
		       " {cidr: 10.0.0.0/9}}]}]}\n";
	static const char deny[] =
		"---\n"
		"apiVersion: policy.networking.k8s.io/v1alpha2\n"
		"kind: ClusterNetworkPolicy\n"
		"metadata: {name: v4}\n"
		"spec: {tier: Admin, priority: 1, subject: {namespaces: {}},"
		" egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]}\n";
	struct str pods[] = { STR("10.0.0.0/8") };
	struct settings settings = { 0 };
	struct listing listing;

	(void)state;
	load(deny, &settings);
	listing = list("a/agent", DIRECTION_EGRESS);
	assert_int_equal(listing.workload_count, 0);
	assert_int_equal(listing.doubt_count, 1);
	assert_true(str_contains(listing.doubts[0].reason, "is not set"));
	unload();
	settings.cluster.pod_cidrs = (struct str_list){ pods, 1 };
	load(half, &settings);
	listing = list("a/agent", DIRECTION_EGRESS);
	assert_int_equal(listing.workload_count, 0);
	assert_int_equal(listing.doubt_count, 1);
	assert_true(str_contains(listing.doubts[0].reason, "holds some of"));
	unload();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_what_the_naive_evaluator_allows),
		cmocka_unit_test(whole_families_are_one_block_each),
		cmocka_unit_test(the_network_of_the_node_is_outside),
		cmocka_unit_test(what_is_open_is_a_doubt_once),
		cmocka_unit_test(blocks_in_parts_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
