/* SPDX-License-Identifier: Apache-2.0 */
/* Where a cluster's pods, services and nodes have their addresses. */
#include "analysis/network/ranges.h"

/* RFC 1918, RFC 4193. */
#define OWN_BLOCKS \
	STR_INIT("10.0.0.0/8"), STR_INIT("172.16.0.0/12"), \
		STR_INIT("192.168.0.0/16"), STR_INIT("fc00::/7")

/* Few clusters have their pods in what carriers use (RFC 6598). */
static const struct str assumed_items[] = { OWN_BLOCKS };
static const struct str private_items[] = { OWN_BLOCKS,
	STR_INIT("100.64.0.0/10") };

static const struct str_list assumed_blocks = {
	assumed_items,
	sizeof(assumed_items) / sizeof(assumed_items[0]),
};
const struct str_list private_blocks = {
	private_items,
	sizeof(private_items) / sizeof(private_items[0]),
};

struct address_set
address_set_of_list(struct arena *arena, const struct str_list *blocks)
{
	struct address_set *sets =
		arena_array(arena, blocks->count, sizeof(*sets));

	for (size_t i = 0; i < blocks->count; i++) {
		struct cidr cidr = cidr_parse(blocks->items[i]);

		if (cidr.fault != CIDR_MALFORMED)
			sets[i] = address_set_of(arena, cidr.family, cidr.first,
				cidr.last, port_set_all);
	}
	return address_set_union(arena, sets, blocks->count);
}

struct address_set
ranges_private(struct arena *arena)
{
	return address_set_of_list(arena, &private_blocks);
}

static struct address_set
internet(struct arena *arena)
{
	static const struct str all[] = { STR_INIT("0.0.0.0/0"),
		STR_INIT("2000::/3") };
	static const struct str special[] = { STR_INIT("0.0.0.0/8"),
		STR_INIT("127.0.0.0/8"), STR_INIT("169.254.0.0/16"),
		STR_INIT("192.0.0.0/24"), STR_INIT("198.18.0.0/15"),
		STR_INIT("224.0.0.0/3"), STR_INIT("168.63.129.16/32") };
	const struct str_list blocks = { all, sizeof(all) / sizeof(all[0]) };
	const struct str_list except = { special,
		sizeof(special) / sizeof(special[0]) };

	return address_set_combine(arena, SET_DIFFERENCE,
		address_set_combine(arena, SET_DIFFERENCE,
			address_set_of_list(arena, &blocks),
			ranges_private(arena)),
		address_set_of_list(arena, &except));
}

/* Where objects tell of ranges. */
static const struct telling {
	const char *group, *kind, *path;
	enum { PODS, SERVICES, NODES } what;
} tellings[] = {
	{ "", "Node", "spec.podCIDRs", PODS },
	{ "", "Node", "spec.podCIDR", PODS },
	{ "projectcalico.org", "IPPool", "spec.cidr", PODS },
	{ "crd.projectcalico.org", "IPPool", "spec.cidr", PODS },
	{ "kubeadm.k8s.io", "ClusterConfiguration", "networking.podSubnet",
		PODS },
	{ "kind.x-k8s.io", "Cluster", "networking.podSubnet", PODS },
	{ "networking.k8s.io", "ServiceCIDR", "spec.cidrs", SERVICES },
	{ "kubeadm.k8s.io", "ClusterConfiguration", "networking.serviceSubnet",
		SERVICES },
	{ "kind.x-k8s.io", "Cluster", "networking.serviceSubnet", SERVICES },
	{ "", "Node", "status.addresses", NODES },
};

enum { TELLINGS = sizeof(tellings) / sizeof(tellings[0]) };

static struct address_set
add_address(struct arena *arena, struct address_set set, struct str text)
{
	enum family family;
	struct address address;
	bool ignored;

	if (!address_parse(text, &family, &address, &ignored, &ignored))
		return set;
	return address_set_combine(arena, SET_UNION, set,
		address_set_of(arena, family, address, address, port_set_all));
}

/* Adds a block, several with commas between, or one address. */
static struct address_set
add_text(struct arena *arena, struct address_set set, struct str text)
{
	while (text.len) {
		struct str one = str_trim(str_cut(&text, ','));
		const struct str_list list = { &one, 1 };

		set = address_set_combine(arena, SET_UNION, set,
			address_set_of_list(arena, &list));
		set = add_address(arena, set, one);
	}
	return set;
}

/* Adds a text, a list of them, or the addresses of a Node's status. */
static struct address_set
add_node(struct arena *arena, struct address_set set, const struct node *node)
{
	if (node_is_scalar(node))
		return add_text(arena, set, node_text(node));
	NODE_EACH(item, node)
		set = add_text(arena, set,
			node_text(node_is_mapping(item)
					  ? node_get(item, "address")
					  : item));
	return set;
}

static struct range
told_of(struct arena *arena, const struct graph *graph, int what)
{
	struct range range = { 0 };

	for (size_t i = 0; i < TELLINGS; i++) {
		struct object_range objects = graph_objects_of(
			graph, tellings[i].group, tellings[i].kind);

		if ((int)tellings[i].what != what)
			continue;
		for (; objects.begin != objects.end; objects.begin++)
			range.set = add_node(arena, range.set,
				node_path((*objects.begin)->root,
					tellings[i].path));
	}
	range.known = !address_set_is_empty(range.set);
	return range;
}

static struct range
range_of(struct arena *arena, const struct graph *graph,
	const struct str_list *blocks, int what)
{
	struct range range;

	if (blocks->count)
		return (struct range){ address_set_of_list(arena, blocks),
			true };
	range = told_of(arena, graph, what);
	if (!range.known)
		range.set = address_set_of_list(arena, &assumed_blocks);
	return range;
}

/* The addresses of the Service `kubernetes` and of its endpoints. */
static struct address_set
kubernetes_service(struct arena *arena, const struct graph *graph)
{
	const struct object *service = graph_find(
		graph, "", "Service", STR("default"), STR("kubernetes"));
	const struct object *endpoints = graph_find(
		graph, "", "Endpoints", STR("default"), STR("kubernetes"));
	struct address_set set = { 0 };

	if (service) {
		set = add_node(arena, set,
			node_path(service->root, "spec.clusterIPs"));
		set = add_node(
			arena, set, node_path(service->root, "spec.clusterIP"));
	}
	if (!endpoints)
		return set;
	NODE_EACH(subset, node_get(endpoints->root, "subsets"))
		NODE_EACH(item, node_get(subset, "addresses"))
			set = add_address(
				arena, set, node_text(node_get(item, "ip")));
	return set;
}

static struct range
api_server_of(struct arena *arena, const struct graph *graph,
	const struct range *services)
{
	struct range range = { kubernetes_service(arena, graph), false };

	for (enum family f = 0; services->known && f < FAMILY_COUNT; f++) {
		struct address_runs runs = services->set.of[f];

		for (size_t i = 0; i < runs.count; i++) {
			struct address first =
				address_next(runs.items[i].first);

			range.set =
				address_set_combine(arena, SET_UNION, range.set,
					address_set_of(arena, f, first, first,
						port_set_all));
		}
	}
	range.known = !address_set_is_empty(range.set);
	if (!range.known)
		range.set = services->set;
	return range;
}

struct ranges
ranges_of(struct arena *arena, const struct graph *graph,
	const struct settings *settings)
{
	struct ranges ranges = {
		.pods = range_of(
			arena, graph, &settings->cluster.pod_cidrs, PODS),
		.services = range_of(arena, graph,
			&settings->cluster.service_cidrs, SERVICES),
		.nodes = range_of(
			arena, graph, &settings->cluster.node_cidrs, NODES),
		.internet = internet(arena),
		.pods_by_block = true,
		.nodes_by_block = true,
	};

	ranges.api_server = api_server_of(arena, graph, &ranges.services);
	return ranges;
}

enum truth
ranges_cover_pods(struct arena *arena, const struct ranges *ranges,
	struct address_set set)
{
	enum truth truth = TRUTH_NO;

	if (!ranges->pods_by_block)
		return TRUTH_NO;
	for (enum family f = 0; f < FAMILY_COUNT; f++) {
		struct address_set range = { 0 };
		bool sure = ranges->pods.known || f == FAMILY_IPV4;

		range.of[f] = ranges->pods.set.of[f];
		if (address_set_is_empty(range))
			continue;
		if (sure && address_set_is_within(range, set))
			return TRUTH_YES;
		if (!address_set_is_empty(address_set_combine(
			    arena, SET_INTERSECTION, range, set)))
			truth = TRUTH_MAYBE;
	}
	return truth;
}
