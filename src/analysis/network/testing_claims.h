/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of reach share: a small world, policies that are put into it,
 * and claims of who then reaches whom. */
#ifndef ANALYSIS_NETWORK_TESTING_CLAIMS_H
#define ANALYSIS_NETWORK_TESTING_CLAIMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "analysis/network/reach.h"
#include "graph/build.h"
#include "load/parse.h"

static const char world[] =
	"apiVersion: v1\n"
	"kind: List\n"
	"items:\n"
	"- {apiVersion: v1, kind: Namespace, metadata:"
	" {name: a, labels: {team: red}}}\n"
	"- {apiVersion: v1, kind: Namespace, metadata:"
	" {name: b, labels: {team: blue}}}\n"
	"- {apiVersion: v1, kind: Pod, metadata:"
	" {name: agent, namespace: a, labels: {app: agent, v: '1'}},"
	" spec: {containers: [{name: c}]}}\n"
	"- {apiVersion: v1, kind: Pod, metadata:"
	" {name: web, namespace: a, labels: {app: web}},"
	" spec: {initContainers: [{name: i, ports:"
	" [{name: http, containerPort: 1}]}],"
	" containers: [{name: c, ports: [{name: http, containerPort: 8080},"
	" {name: http, containerPort: 8081, protocol: UDP}]}]}}\n"
	"- {apiVersion: v1, kind: Pod, metadata:"
	" {name: db, namespace: b, labels: {app: db, v: '1'}},"
	" spec: {containers: [{name: c, ports:"
	" [{name: http, containerPort: 9090}]}]}}\n"
	"- {apiVersion: v1, kind: Pod, metadata: {name: x, namespace: c},"
	" spec: {containers: [{name: c}]}}\n"
	"- {apiVersion: v1, kind: Pod, metadata:"
	" {name: host, namespace: a, labels: {app: agent}},"
	" spec: {hostNetwork: true, containers: [{name: c}]}}\n"
	"---\n";

/* The head of a policy in namespace a; its spec follows. */
#define POLICY \
	"---\n" \
	"apiVersion: networking.k8s.io/v1\n" \
	"kind: NetworkPolicy\n" \
	"metadata: {name: p, namespace: a}\n"

struct claim {
	const char *says;
	const char *policies;
	/* "FROM > TO [tcp|udp|sctp] [PORT] yes|no|maybe", FROM or TO may be an
	 * address; "POD egress|ingress yes|no|maybe" asks for isolation. */
	const char *asks[8];
};

static struct arena arena;
static struct source *source;
static const struct reach *reach;

static inline void
load_text(struct str text, const struct settings *settings)
{
	const struct graph *graph;

	source = arena_alloc(&arena, sizeof(*source));
	source_set_text(source, STR("t.yaml"), text);
	parse_source(source, &limits_default);
	assert_int_equal(source->problem_count, 0);
	graph = graph_build(&arena, (const struct source *const *)&source, 1,
		STR(""), STR("default"));
	reach = reach_build(&arena, graph, settings);
}

static inline void
load(const char *policies, const struct settings *settings)
{
	load_text(arena_printf(&arena, "%s%s", world, policies), settings);
}

static inline void
unload(void)
{
	arena_release(&source->arena);
	arena_release(&arena);
}

static inline size_t
cohort_named(struct str id)
{
	struct str namespace = str_cut(&id, '/');
	struct pod_range pods = graph_pods(reach->graph);

	for (; pods.begin != pods.end; pods.begin++)
		if (str_equal((*pods.begin)->object->namespace, namespace) &&
			str_equal((*pods.begin)->object->name, id))
			return population_cohort(
				&reach->population, *pods.begin);
	fail_msg("no pod '%.*s'", STR_ARG(id));
	return 0;
}

static inline enum truth
truth_of(struct port_set allowed, struct port_set unknown,
	enum protocol protocol, unsigned port)
{
	if (port_set_contains(allowed, protocol, port))
		return TRUTH_YES;
	return port_set_contains(unknown, protocol, port) ? TRUTH_MAYBE
							  : TRUTH_NO;
}

static inline enum protocol
protocol_of(struct str name)
{
	for (enum protocol p = 0; p < PROTOCOL_COUNT; p++)
		if (str_is_nocase(name, protocol_name(p)))
			return p;
	fail_msg("no protocol '%.*s'", STR_ARG(name));
	return PROTOCOL_TCP;
}

static inline enum truth
ask_address(size_t subject, enum direction direction, struct str text,
	enum protocol protocol, unsigned port)
{
	const struct profile *profile =
		&reach->profiles[reach->profile_of[subject]];
	const struct outcome *outcome = &profile->outcomes[direction];
	enum family family;
	struct address address;
	bool loose;
	bool mapped;

	assert_true(address_parse(text, &family, &address, &loose, &mapped));
	return truth_of(address_set_ports(outcome->allowed, family, address),
		address_set_ports(outcome->unknown, family, address), protocol,
		port);
}

static inline enum truth
ask(struct str from, struct str to, enum protocol protocol, unsigned port)
{
	bool from_pod = str_find(from, '/') < from.len;
	bool to_pod = str_find(to, '/') < to.len;
	struct port_outcome ports;

	if (!to_pod)
		return ask_address(cohort_named(from), DIRECTION_EGRESS, to,
			protocol, port);
	if (!from_pod)
		return ask_address(cohort_named(to), DIRECTION_INGRESS, from,
			protocol, port);
	ports = reach_connection(
		&arena, reach, cohort_named(from), cohort_named(to));
	return truth_of(ports.allowed, ports.unknown, protocol, port);
}

static inline enum truth
expected(struct str word)
{
	return str_is(word, "yes")  ? TRUTH_YES
	       : str_is(word, "no") ? TRUTH_NO
				    : TRUTH_MAYBE;
}

static inline void
assert_answer(const char *says, const char *asked)
{
	struct str text = str_of(asked);
	struct str from = str_cut(&text, ' ');
	struct str verb = str_cut(&text, ' ');
	struct str to;
	enum truth truth;

	if (str_is(verb, ">")) {
		enum protocol protocol;
		unsigned port;

		to = str_cut(&text, ' ');
		protocol = protocol_of(str_cut(&text, ' '));
		port = (unsigned)strtoul(str_cut(&text, ' ').ptr, NULL, 10);
		truth = ask(from, to, protocol, port);
	} else {
		size_t cohort = cohort_named(from);

		truth = reach->profiles[reach->profile_of[cohort]]
				.isolated[str_is(verb, "egress")
						  ? DIRECTION_EGRESS
						  : DIRECTION_INGRESS];
	}
	if (truth != expected(text))
		fail_msg("%s: '%s' was %d", says, asked, (int)truth);
}

static inline void
assert_claim(const struct claim *claim)
{
	static const struct settings settings;

	load(claim->policies, &settings);
	for (size_t k = 0; k < 8 && claim->asks[k]; k++)
		assert_answer(claim->says, claim->asks[k]);
	unload();
}

#define COUNT(claims_) (sizeof(claims_) / sizeof((claims_)[0]))

static inline void
assert_claims(const struct claim *claims, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_claim(&claims[i]);
}

#endif
