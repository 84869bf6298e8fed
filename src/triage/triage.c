/* SPDX-License-Identifier: Apache-2.0 */
/* Who writes a manifest goes first; who reviews it has the last word, also
 * about findings that suppressions themselves give rise to. */
#include "triage/triage.h"

#include "triage/annotation.h"
#include "triage/context.h"
#include "triage/directive.h"
#include "triage/match.h"

static struct rule_choice *
choice_of(const struct triage *triage, const struct rule *rule)
{
	struct rule_choice *choice = triage->choices;

	while (choice->rule != rule)
		choice++;
	return choice;
}

static bool
asks_for(const struct triage *triage, enum problem_kind problem)
{
	const struct rule_choice *choice = triage->choices;

	for (; choice->rule; choice++)
		if (choice->rule->check_problem &&
			choice->rule->problem == problem)
			return !choice->off && !choice->silent;
	return false;
}

/* Without its rule nobody could say whether a suppression is used. */
static void
wake_rules(struct triage *triage)
{
	const struct suppressions *suppressions = &triage->suppressions;

	if (!asks_for(triage, PROBLEM_UNUSED_SUPPRESSION))
		return;
	for (size_t i = 0; i < suppressions->count; i++) {
		struct rule_choice *choice =
			choice_of(triage, suppressions->items[i].rule);

		choice->silent |= choice->unselected;
		choice->off &= !choice->silent;
		triage->any_silent |= choice->silent;
	}
}

void
triage_read(struct triage *triage, const struct source *const *sources,
	size_t source_count, const struct graph *const *graphs,
	size_t graph_count)
{
	struct suppressions *suppressions = &triage->suppressions;

	*suppressions = (struct suppressions){
		.arena = triage->arena,
		.today = triage->today,
		.reasons_required =
			triage->scope->config->settings.reasons_required,
	};
	triage->sources = sources;
	triage->source_count = source_count;
	for (size_t i = 0; i < source_count; i++)
		if (sources[i]->role == SOURCE_MANIFESTS)
			directives_read(suppressions, sources[i]);
	for (size_t i = 0; i < graph_count; i++) {
		struct pod_range pods = graph_pods(graphs[i]);

		annotations_read(suppressions, graphs[i]);
		triage->has_workloads |= pods.begin != pods.end;
	}
	wake_rules(triage);
}

/* They have told which suppressions are used, and nobody asked for more. */
static void
drop_silent(const struct triage *triage, struct verdict *verdict)
{
	size_t kept = 0;

	if (!triage->any_silent)
		return;
	for (size_t i = 0; i < verdict->count; i++)
		if (!choice_of(triage, verdict->findings[i]->rule)->silent)
			verdict->findings[kept++] = verdict->findings[i];
	verdict->count = kept;
}

/* Whether the rule judges workloads, and there is none: then a policy's
 * suppression may be used in a run that reads more. */
static bool
is_beyond_input(const struct triage *triage, const struct rule *rule)
{
	return !triage->has_workloads && !rule->check_problem &&
	       !rule->check_object;
}

static void
report_unused(struct triage *triage)
{
	struct suppressions *suppressions = &triage->suppressions;

	for (size_t i = 0; i < suppressions->count; i++) {
		const struct suppression *suppression = &suppressions->items[i];
		struct problem *problem;

		if (suppression->used ||
			choice_of(triage, suppression->rule)->off ||
			source_is_broken(suppression->place.source))
			continue;
		problem = suppressions_problem(suppressions,
			PROBLEM_UNUSED_SUPPRESSION, suppression->place,
			"'%s' is ignored where it reports nothing",
			suppression->rule->id);
		if (is_beyond_input(triage, suppression->rule))
			problem->unknown =
				"the input holds no workload to be judged";
	}
}

const struct rule_choice *
triage_beyond_shard(struct triage *triage)
{
	const struct suppressions *suppressions = &triage->suppressions;
	struct rule_choice *choices;
	size_t count = 0;

	if (!triage->shard.of || !shard_holds_object(triage->shard, NULL) ||
		!asks_for(triage, PROBLEM_UNUSED_SUPPRESSION))
		return NULL;
	choices = arena_array(
		triage->arena, suppressions->count + 1, sizeof(*choices));
	for (size_t i = 0; i < suppressions->count; i++) {
		const struct rule_choice *choice =
			choice_of(triage, suppressions->items[i].rule);
		size_t seen = 0;

		while (seen < count && choices[seen].rule != choice->rule)
			seen++;
		if (seen == count)
			choices[count++] = *choice;
	}
	return count ? choices : NULL;
}

void
triage_look_beyond(struct triage *triage, const struct verdict *verdict)
{
	suppressions_match(&triage->suppressions, verdict, false);
}

/* By what those have decided who review the manifests. */
static void
excuse_reviewed(struct triage *triage, struct verdict *verdict)
{
	triage->ignores = (struct ignores){
		.scope = triage->scope,
		.arena = triage->arena,
		.today = triage->today,
	};
	ignores_apply(&triage->ignores, verdict);
	baseline_apply(triage->baseline, triage->arena, verdict);
}

void
triage_apply(struct triage *triage, struct verdict *verdict)
{
	struct suppressions *suppressions = &triage->suppressions;

	suppressions_match(suppressions, verdict, !triage->excuses_nothing);
	if (shard_holds_object(triage->shard, NULL)) {
		report_unused(triage);
		verdict_amend(verdict, triage->arena, suppressions->problems,
			suppressions->problem_count, triage->choices,
			&triage->scope->config->settings);
	}
	drop_silent(triage, verdict);
	if (!triage->excuses_nothing)
		excuse_reviewed(triage, verdict);
	context_apply(verdict);
}

size_t
triage_mark_stale(struct triage *triage)
{
	return baseline_mark_stale(triage->baseline, triage->sources,
		triage->source_count, triage->choices);
}

bool
triage_leaves_unused(struct triage *triage, size_t index)
{
	return ignores_unused(&triage->ignores, index, triage->sources,
		triage->source_count, triage->choices);
}
