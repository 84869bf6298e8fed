/* SPDX-License-Identifier: Apache-2.0 */
/* All pods of a graph as network policies see them.
 *
 * Pods that no policy can tell apart are one cohort and judged once. */
#ifndef ANALYSIS_NETWORK_POPULATION_H
#define ANALYSIS_NETWORK_POPULATION_H

#include <agentlint/graph.h>

#include "analysis/network/label_index.h"
#include "analysis/network/port_set.h"
#include "analysis/network/resolver.h"

/* A named port of a container. */
struct port_name {
	struct str name;
	enum protocol protocol;
	unsigned port; /* 0: filled in later */
};

struct cohort {
	const struct pod *const *pods;   /* in the order of the input */
	size_t pod_count;                /* 0: a cohort that is only imagined */
	const struct pod *pod;           /* the first; NULL when imagined */
	const struct resolver *resolver; /* whose cohort is imagined */
	size_t namespace;                /* index of it */
	struct labels labels;
	struct port_name *ports; /* sorted by name */
	size_t port_count;
	size_t port_group; /* equal for cohorts with equal ports */
	struct str service_account;
	const struct object *template; /* the SandboxTemplate whose managed
					  policy selects them, or NULL */
	enum truth host_network;
};

struct population_namespace {
	struct str name;
	const struct object *object; /* NULL: not in the input */
	size_t first;                /* its cohorts are side by side */
	size_t count;
};

/* Pods that the input does not hold, each in a namespace of its own. */
enum stranger {
	STRANGER_ANY,   /* nothing is known of it */
	STRANGER_PLAIN, /* it has no label, name or account that is asked for */
	STRANGER_COUNT,
};

/* Whether something is about pods that the input does not hold. */
struct strangers {
	enum truth any;   /* all of them; maybe: all but some */
	enum truth plain; /* those that have nothing that is asked for */
};

struct population {
	const struct graph *graph;
	struct cohort *cohorts; /* sorted by namespace */
	size_t cohort_count;
	size_t resolvers[RESOLVER_COUNT];        /* their imagined cohorts */
	struct population_namespace *namespaces; /* sorted by name */
	size_t namespace_count;
	size_t port_groups;                  /* how many there are */
	struct label_index pod_labels;       /* of cohorts */
	struct label_index namespace_labels; /* of namespaces */
	struct label_index stranger_labels;  /* of strangers */
	struct label_index stranger_namespaces;
	const struct pod *pods;  /* all, as they lie side by side */
	const size_t *cohort_of; /* each of them */
};

/* The population of all pods in GRAPH, and what every cluster has besides; its
 * memory is ARENA's. */
struct population population_build(
	struct arena *arena, const struct graph *graph);

/* The index of the pod's cohort. */
size_t population_cohort(
	const struct population *population, const struct pod *pod);

/* The index of the namespace of that name, or the number of namespaces when
 * no pod and no Namespace of that name is in the input. */
size_t population_namespace(
	const struct population *population, struct str name);

/* The cohorts in the namespaces of MATCH. */
struct match population_in_namespaces(struct arena *arena,
	const struct population *population, const struct match *namespaces);

/* The cohorts that a pod selector matches within the one namespace NAME. */
struct match population_select(struct arena *arena,
	const struct population *population, struct str name,
	struct selector pods);

/* The cohorts that both selectors match. */
struct match population_select_both(struct arena *arena,
	const struct population *population, struct selector namespaces,
	struct selector pods);

/* Which pods that the input does not hold both selectors match. */
struct strangers population_strangers(const struct population *population,
	struct selector namespaces, struct selector pods);

/* The same of what was matched among strangers. */
struct strangers strangers_matched(const struct match *match);

/* Makes what is sure of them uncertain. */
void strangers_doubt(struct strangers *strangers);

#endif
