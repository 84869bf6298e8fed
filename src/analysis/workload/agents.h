/* SPDX-License-Identifier: Apache-2.0 */
/* Which workloads are agents: told by an annotation or the configuration,
 * known to be something else, or recognised by what they run. */
#ifndef ANALYSIS_WORKLOAD_AGENTS_H
#define ANALYSIS_WORKLOAD_AGENTS_H

#include <stdio.h>

#include <agentlint/graph.h>
#include <agentlint/settings.h>

#include "base/arena.h"

enum {
	AGENTS_ENOUGH = 3, /* points from which --agents=auto says yes */
};

/* What the user has said of which workloads are agents. */
struct agents_choice {
	struct str_list namespaces;
	struct str_list names;
	struct str selector; /* as label_query_parse reads it */
	bool recognise;      /* --agents=auto: not all the others are */
};

/* One thing about a workload that speaks for or against its being an agent. */
struct signal {
	struct str text;    /* "runs the image 'claude-code'" */
	struct place place; /* where it stands */
	int points;         /* 0: it is no count but a word for or against */
};

struct classification {
	bool agent;
	const char *reason; /* one phrase; lives as long as the arena */
	struct signal *signals;
	size_t count, capacity;
	int points;
};

/* Whether POD is an agent, and why. The first that speaks decides: the
 * annotation agentlint.dev/agent of the template, of the workload, of its
 * Namespace; CHOICE, when it lists anything; being cluster machinery; the
 * points of what it runs when CHOICE wants them, else yes. */
struct classification agents_judge(struct arena *arena, const struct pod *pod,
	const struct agents_choice *choice);

/* Judges every pod of GRAPH and sets its agent and classified. */
void agents_classify(struct arena *arena, struct graph *graph,
	const struct agents_choice *choice);

/* Prints each pod of GRAPH with its classification and every signal. */
void agents_explain(FILE *out, const struct graph *graph,
	const struct agents_choice *choice);

#endif
