/* SPDX-License-Identifier: Apache-2.0 */
/* What the user has excused: first what manifests say of themselves, by
 * comments and annotations, then what those who review them have decided. */
#ifndef TRIAGE_TRIAGE_H
#define TRIAGE_TRIAGE_H

#include "judge/judge.h"
#include "triage/baseline.h"
#include "triage/ignore.h"
#include "triage/suppression.h"

struct triage {
	/* To be filled in. */
	struct arena *arena;
	const struct scope *scope;   /* of the configuration */
	struct rule_choice *choices; /* as for judge() */
	struct date today;
	bool excuses_nothing; /* --no-ignores */
	struct shard shard;   /* as for judge() */
	struct baseline *baseline;

	const struct source *const *sources;
	size_t source_count;
	struct suppressions suppressions;
	struct ignores ignores;
	bool has_workloads; /* the input does */
	bool any_silent;    /* a rule is judged silently */
};

/* Reads the suppressions in SOURCES and GRAPHS. Rules that they name and that
 * only --select leaves out are set to be judged silently, when it is asked
 * which suppressions are unused. To be called before judge(). */
void triage_read(struct triage *triage, const struct source *const *sources,
	size_t source_count, const struct graph *const *graphs,
	size_t graph_count);

/* The rules of which the first of several shards has to know what they say of
 * the whole input, so that a suppression that another shard uses is not called
 * unused; as for judge(). NULL for any other run, and when there are none. */
const struct rule_choice *triage_beyond_shard(struct triage *triage);

/* Takes note of the suppressions that VERDICT, on the whole input, uses. */
void triage_look_beyond(struct triage *triage, const struct verdict *verdict);

/* Excuses findings of VERDICT, takes those of silent rules out, adds what is
 * wrong with the suppressions (once: in the first shard), and sets aside what
 * is context. */
void triage_apply(struct triage *triage, struct verdict *verdict);

/* Marks what is stale in the baseline, as baseline_mark_stale does, after
 * triage_apply; returns how much that is. */
size_t triage_mark_stale(struct triage *triage);

/* Whether the configuration's entry of that INDEX is unused, as ignores_unused
 * has it, after triage_apply. */
bool triage_leaves_unused(struct triage *triage, size_t index);

#endif
