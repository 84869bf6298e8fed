/* SPDX-License-Identifier: Apache-2.0 */
/* All pods of a graph as network policies see them. */
#include "analysis/network/population.h"

#include <stdlib.h>
#include <string.h>

#include "base/pointer.h"

/* Pods side by side with what tells them apart. */
struct candidate {
	struct str namespace;
	struct cohort cohort;
};

static bool
parse_protocol(const struct node *node, enum protocol *protocol)
{
	*protocol = PROTOCOL_TCP;
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++)
		if (node_is(node, protocol_name(p))) {
			*protocol = p;
			return true;
		}
	return !node;
}

static bool
parse_port(const struct node *node, struct port_name *port)
{
	const struct node *number = node_get(node, "containerPort");
	int64_t value;

	port->name = node_text(node_get(node, "name"));
	port->port = 0;
	if (!port->name.len ||
		!parse_protocol(node_get(node, "protocol"), &port->protocol))
		return false;
	if (node_is_placeholder(number))
		return true;
	if (!node_int(number, &value) || value < PORT_MIN || value > PORT_MAX)
		return false;
	port->port = (unsigned)value;
	return true;
}

static int
compare_ports(const void *a, const void *b)
{
	const struct port_name *left = a;
	const struct port_name *right = b;
	int order = str_compare(left->name, right->name);

	if (!order)
		order = (int)left->protocol - (int)right->protocol;
	return order ? order : (int)left->port - (int)right->port;
}

/* Init containers have ended when traffic comes; sidecars have not. */
static bool
serves(const struct container *container)
{
	return container->role == CONTAINER_REGULAR ||
	       container->role == CONTAINER_SIDECAR;
}

static void
collect_ports(struct arena *arena, const struct pod *pod, struct cohort *cohort)
{
	size_t capacity = 0;

	for (size_t i = 0; i < pod->container_count; i++) {
		const struct container *container = &pod->containers[i];

		if (!serves(container))
			continue;
		NODE_EACH(item, node_get(container->node, "ports")) {
			struct port_name port;

			if (!parse_port(item, &port))
				continue;
			cohort->ports = arena_grow(arena, cohort->ports,
				cohort->port_count, &capacity,
				sizeof(*cohort->ports));
			cohort->ports[cohort->port_count++] = port;
		}
	}
	if (cohort->port_count)
		qsort(cohort->ports, cohort->port_count, sizeof(*cohort->ports),
			compare_ports);
}

static enum truth
host_network(const struct pod *pod)
{
	const struct node *node = pod_field(pod, "hostNetwork");

	if (node_is_placeholder(node))
		return TRUTH_MAYBE;
	return node_is_true(node) ? TRUTH_YES : TRUTH_NO;
}

static struct candidate
candidate_of(struct arena *arena, const struct pod *pod)
{
	struct candidate candidate = { .namespace = pod->object->namespace };
	struct cohort *cohort = &candidate.cohort;

	cohort->pod = pod;
	cohort->labels = labels_of_pod(arena, pod);
	cohort->service_account = pod_service_account_name(pod);
	cohort->template = object_sandbox_template(pod->object);
	cohort->host_network = host_network(pod);
	collect_ports(arena, pod, cohort);
	return candidate;
}

/* Pods of a resolver, with what else they carry not known. */
static struct candidate
imagined(struct arena *arena, const struct resolver *resolver)
{
	struct candidate candidate = { .namespace = resolver->namespace };
	struct cohort *cohort = &candidate.cohort;

	cohort->resolver = resolver;
	cohort->labels.items = arena_alloc(arena, sizeof(struct label));
	cohort->labels.items[0] =
		(struct label){ resolver->label, resolver->value, LABEL_KNOWN };
	cohort->labels.count = 1;
	cohort->labels.open = true;
	cohort->ports = arena_array(arena, 2, sizeof(*cohort->ports));
	cohort->port_count = 2;
	cohort->ports[0] =
		(struct port_name){ STR("dns"), PROTOCOL_UDP, resolver->port };
	cohort->ports[1] = (struct port_name){ STR("dns-tcp"), PROTOCOL_TCP,
		resolver->port };
	cohort->service_account = resolver->account;
	return candidate;
}

static int
compare_port_lists(const struct cohort *a, const struct cohort *b)
{
	if (a->port_count != b->port_count)
		return a->port_count < b->port_count ? -1 : 1;
	for (size_t i = 0; i < a->port_count; i++) {
		int order = compare_ports(&a->ports[i], &b->ports[i]);

		if (order)
			return order;
	}
	return 0;
}

/* 0 for pods that no policy can tell apart. */
static int
compare_kinship(const struct candidate *a, const struct candidate *b)
{
	int order = str_compare(a->namespace, b->namespace);

	if (!order)
		order = labels_compare(&a->cohort.labels, &b->cohort.labels);
	if (!order)
		order = str_compare(
			a->cohort.service_account, b->cohort.service_account);
	if (!order)
		order = (int)a->cohort.host_network -
			(int)b->cohort.host_network;
	if (!order)
		order = pointer_compare(a->cohort.template, b->cohort.template);
	return order ? order : compare_port_lists(&a->cohort, &b->cohort);
}

static int
compare_candidates(const void *a, const void *b)
{
	const struct candidate *left = a;
	const struct candidate *right = b;
	int order = compare_kinship(left, right);

	/* Pods lie side by side in the order of the input. */
	return order ? order
		     : pointer_compare(left->cohort.pod, right->cohort.pod);
}

static int
compare_namespaces(const void *a, const void *b)
{
	const struct population_namespace *left = a;
	const struct population_namespace *right = b;

	return str_compare(left->name, right->name);
}

/* Gathers candidates that are kin into cohorts. */
static void
form_cohorts(struct arena *arena, struct population *population,
	const struct candidate *candidates, size_t count)
{
	size_t *cohort_of = arena_array(arena, count, sizeof(*cohort_of));
	const struct pod **pods =
		arena_array(arena, count, sizeof(const struct pod *));
	size_t used = 0;
	size_t seen = 0;

	population->cohorts =
		arena_array(arena, count, sizeof(*population->cohorts));
	for (size_t i = 0; i < count; i++) {
		const struct pod *pod = candidates[i].cohort.pod;
		struct cohort *cohort;

		if (!i || compare_kinship(&candidates[i - 1], &candidates[i]))
			population->cohorts[used++] = candidates[i].cohort;
		cohort = &population->cohorts[used - 1];
		if (!pod) {
			population->resolvers[cohort->resolver - resolvers] =
				used - 1;
			continue;
		}
		if (!cohort->pod_count++) {
			cohort->pods = &pods[seen];
			cohort->pod = pod;
		}
		pods[seen] = pod;
		seen++;
		cohort_of[pod - population->pods] = used - 1;
	}
	population->cohort_count = used;
	population->cohort_of = cohort_of;
}

static int
compare_by_ports(const void *a, const void *b)
{
	const struct cohort *left = *(const struct cohort *const *)a;
	const struct cohort *right = *(const struct cohort *const *)b;

	return compare_port_lists(left, right);
}

static void
group_ports(struct arena *arena, struct population *population)
{
	size_t count = population->cohort_count;
	struct cohort **order =
		arena_array(arena, count + 1, sizeof(struct cohort *));

	for (size_t i = 0; i < count; i++)
		order[i] = &population->cohorts[i];
	qsort(order, count, sizeof(struct cohort *), compare_by_ports);
	for (size_t i = 0; i < count; i++) {
		if (!i || compare_port_lists(order[i - 1], order[i]) != 0)
			population->port_groups++;
		order[i]->port_group = population->port_groups - 1;
	}
}

static struct str
namespace_of(const struct cohort *cohort)
{
	return cohort->pod ? cohort->pod->object->namespace
			   : cohort->resolver->namespace;
}

/* The namespaces of pods and those that have a Namespace object. */
static void
collect_namespaces(struct arena *arena, struct population *population)
{
	struct object_range objects =
		graph_objects_of(population->graph, "", "Namespace");
	size_t most = population->cohort_count +
		      (size_t)(objects.end - objects.begin);
	struct population_namespace *list =
		arena_array(arena, most, sizeof(*list));
	size_t count = 0;
	size_t used = 0;

	for (size_t i = 0; i < population->cohort_count; i++)
		list[count++].name = namespace_of(&population->cohorts[i]);
	for (; objects.begin != objects.end; objects.begin++)
		list[count++].name = (*objects.begin)->name;
	qsort(list, count, sizeof(*list), compare_namespaces);
	for (size_t i = 0; i < count; i++)
		if (!i || !str_equal(list[used - 1].name, list[i].name))
			list[used++] = list[i];
	for (size_t i = 0; i < used; i++)
		list[i].object = graph_find(population->graph, "", "Namespace",
			(struct str){ 0 }, list[i].name);
	population->namespaces = list;
	population->namespace_count = used;
}

static void
place_cohorts(struct population *population)
{
	for (size_t i = 0; i < population->cohort_count; i++) {
		struct cohort *cohort = &population->cohorts[i];
		struct population_namespace *home;

		cohort->namespace =
			population_namespace(population, namespace_of(cohort));
		home = &population->namespaces[cohort->namespace];
		if (!home->count)
			home->first = i;
		home->count++;
	}
}

/* Cilium and Calico see more of a pod as labels than Kubernetes does. */
static void
add_implied(struct label_index *index, size_t owner, struct str namespace,
	struct str account, enum label_state state)
{
	struct label implied[] = {
		{ STR("io.cilium.k8s.policy.serviceaccount"), account, state },
		{ STR("projectcalico.org/namespace"), namespace, state },
		{ STR("projectcalico.org/orchestrator"), STR("k8s"),
			LABEL_KNOWN },
		{ STR("projectcalico.org/serviceaccount"), account, state },
	};
	const struct labels labels = { implied,
		sizeof(implied) / sizeof(implied[0]), state != LABEL_KNOWN };

	label_index_add(index, owner, &labels);
}

static void
index_cohort(struct label_index *index, const struct population *population,
	size_t cohort)
{
	const struct cohort *pods = &population->cohorts[cohort];

	label_index_add(index, cohort, &pods->labels);
	add_implied(index, cohort, population->namespaces[pods->namespace].name,
		pods->service_account, LABEL_KNOWN);
}

static void
index_namespace(struct arena *arena, struct label_index *index,
	const struct population *population, size_t i)
{
	const struct population_namespace *namespace =
		&population->namespaces[i];
	struct labels labels =
		labels_of_namespace(arena, namespace->object, namespace->name);
	struct label implied = { STR("projectcalico.org/name"), namespace->name,
		LABEL_KNOWN };
	const struct labels more = { &implied, 1, false };

	label_index_add(index, i, &labels);
	label_index_add(index, i, &more);
}

/* What a plain one is called is nobody's name: empty. */
static void
index_strangers(struct arena *arena, struct population *population)
{
	struct label_index pods = label_index_new(arena, STRANGER_COUNT);
	struct label_index namespaces = label_index_new(arena, STRANGER_COUNT);

	for (enum stranger s = 0; s < STRANGER_COUNT; s++) {
		enum label_state state =
			s == STRANGER_ANY ? LABEL_SOME : LABEL_KNOWN;
		struct label names[] = {
			{ STR(LABEL_NAMESPACE_NAME), STR(""), state },
			{ STR("projectcalico.org/name"), STR(""), state },
		};
		const struct labels labels = { names,
			sizeof(names) / sizeof(names[0]),
			state != LABEL_KNOWN };

		add_implied(&pods, s, STR(""), STR(""), state);
		label_index_add(&namespaces, s, &labels);
	}
	label_index_sort(&pods);
	label_index_sort(&namespaces);
	population->stranger_labels = pods;
	population->stranger_namespaces = namespaces;
}

static void
index_labels(struct arena *arena, struct population *population)
{
	struct label_index pods =
		label_index_new(arena, population->cohort_count);
	struct label_index namespaces =
		label_index_new(arena, population->namespace_count);

	for (size_t i = 0; i < population->cohort_count; i++)
		index_cohort(&pods, population, i);
	for (size_t i = 0; i < population->namespace_count; i++)
		index_namespace(arena, &namespaces, population, i);
	label_index_sort(&pods);
	label_index_sort(&namespaces);
	population->pod_labels = pods;
	population->namespace_labels = namespaces;
}

struct population
population_build(struct arena *arena, const struct graph *graph)
{
	struct population population = { .graph = graph };
	struct pod_range pods = graph_pods(graph);
	size_t count = (size_t)(pods.end - pods.begin);
	struct candidate *candidates =
		arena_array(arena, count + RESOLVER_COUNT, sizeof(*candidates));

	population.pods = count ? pods.begin[0] : NULL;
	for (size_t i = 0; i < count; i++)
		candidates[i] = candidate_of(arena, pods.begin[i]);
	for (size_t i = 0; i < RESOLVER_COUNT; i++)
		candidates[count++] = imagined(arena, &resolvers[i]);
	qsort(candidates, count, sizeof(*candidates), compare_candidates);
	form_cohorts(arena, &population, candidates, count);
	group_ports(arena, &population);
	collect_namespaces(arena, &population);
	place_cohorts(&population);
	index_labels(arena, &population);
	index_strangers(arena, &population);
	return population;
}

size_t
population_cohort(const struct population *population, const struct pod *pod)
{
	return population->cohort_of[pod - population->pods];
}

size_t
population_namespace(const struct population *population, struct str name)
{
	struct population_namespace key = { .name = name };
	const struct population_namespace *found = NULL;

	if (population->namespace_count)
		found = bsearch(&key, population->namespaces,
			population->namespace_count, sizeof(key),
			compare_namespaces);
	if (!found)
		return population->namespace_count;
	return (size_t)(found - population->namespaces);
}

struct match
population_in_namespaces(struct arena *arena,
	const struct population *population, const struct match *namespaces)
{
	struct match match = match_none(population->cohort_count);

	MATCH_EACH(n, namespaces) {
		const struct population_namespace *namespace =
			&population->namespaces[n];

		match_add_range(arena, &match, namespace->first,
			namespace->first + namespace->count,
			match_get(namespaces, n));
	}
	return match;
}

/* What MATCH and a pod selector have in common, in ARENA; MATCH is of SCRATCH,
 * which is released: selectors leave much behind that nobody asks for again. */
static struct match
narrow(struct arena *arena, struct arena *scratch,
	const struct population *population, struct match match,
	struct selector pods)
{
	struct match labels;
	struct match found;

	if (pods.count) {
		labels = label_index_match(
			scratch, &population->pod_labels, pods);
		match_and(&match, &labels);
	}
	found = match_copy(arena, &match);
	arena_release(scratch);
	return found;
}

struct match
population_select(struct arena *arena, const struct population *population,
	struct str name, struct selector pods)
{
	struct arena scratch = { 0 };
	struct match namespaces = match_none(population->namespace_count);
	size_t index = population_namespace(population, name);

	if (index < population->namespace_count)
		match_add(&scratch, &namespaces, index, TRUTH_YES);
	return narrow(arena, &scratch, population,
		population_in_namespaces(&scratch, population, &namespaces),
		pods);
}

struct match
population_select_both(struct arena *arena, const struct population *population,
	struct selector namespaces, struct selector pods)
{
	struct arena scratch = { 0 };
	struct match chosen = label_index_match(
		&scratch, &population->namespace_labels, namespaces);

	return narrow(arena, &scratch, population,
		population_in_namespaces(&scratch, population, &chosen), pods);
}

struct strangers
strangers_matched(const struct match *match)
{
	struct strangers strangers = {
		.plain = match_get(match, STRANGER_PLAIN),
	};

	if (match_get(match, STRANGER_ANY) == TRUTH_YES)
		strangers.any = TRUTH_YES;
	else if (strangers.plain == TRUTH_YES)
		strangers.any = TRUTH_MAYBE;
	return strangers;
}

void
strangers_doubt(struct strangers *strangers)
{
	if (strangers->any == TRUTH_YES)
		strangers->any = TRUTH_MAYBE;
	if (strangers->plain == TRUTH_YES)
		strangers->plain = TRUTH_MAYBE;
}

struct strangers
population_strangers(const struct population *population,
	struct selector namespaces, struct selector pods)
{
	struct arena scratch = { 0 };
	struct match match = label_index_match(
		&scratch, &population->stranger_namespaces, namespaces);
	struct match labels =
		label_index_match(&scratch, &population->stranger_labels, pods);
	struct strangers strangers;

	match_and(&match, &labels);
	strangers = strangers_matched(&match);
	arena_release(&scratch);
	return strangers;
}
