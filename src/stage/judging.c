/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules say, less what is excused; of changes, what they bring. */
#include "stage/stage.h"

#include "cli/choose.h"
#include "cli/output.h"
#include "report/tally.h"
#include "triage/changed.h"

/* What other shards find decides which suppressions are unused. */
static void
look_beyond_shard(struct run *run, struct triage *triage,
	const struct contexts *contexts, const struct sources *sources)
{
	const struct rule_choice *choices = triage_beyond_shard(triage);
	struct verdict verdict;

	if (!choices)
		return;
	verdict = judge(&run->arena,
		(const struct graph *const *)contexts->graphs, contexts->count,
		(const struct source *const *)sources->items, sources->count,
		choices, &run->config.settings, (struct shard){ 0 });
	triage_look_beyond(triage, &verdict);
}

/* Judges, and takes out what the user has excused. */
static struct verdict
judge_sources(struct run *run, struct triage *triage,
	const struct contexts *contexts, const struct sources *sources)
{
	const struct graph *const *graphs =
		(const struct graph *const *)contexts->graphs;
	const struct source *const *items =
		(const struct source *const *)sources->items;
	struct verdict verdict;

	*triage = (struct triage){
		.arena = &run->arena,
		.scope = &run->scope,
		.choices =
			choose_rules(&run->arena, &run->options, &run->config),
		.today = run->today,
		.excuses_nothing = run->options.no_ignores,
		.shard = run->options.shard,
		.baseline = &run->baseline,
	};
	triage_read(triage, sources_originals(sources, &run->arena),
		sources->count, graphs, contexts->count);
	verdict = judge(&run->arena, graphs, contexts->count, items,
		sources->count, triage->choices, &run->config.settings,
		run->options.shard);
	look_beyond_shard(run, triage, contexts, sources);
	triage_apply(triage, &verdict);
	return verdict;
}

/* Judges what the input was as well, and sets aside what is no news. */
static bool
compare_with_past(struct run *run, struct error *error)
{
	const struct path_filter filter = { .excluded = scope_excludes,
		.context = &run->scope };
	struct verdict then = run->verdict;
	struct triage triage;
	struct contexts contexts;
	struct inputs inputs;

	if (history_has_changes(&run->history, &run->inputs)) {
		if (!history_inputs(&run->history, &run->arena, &run->inputs,
			    &run->sources, &filter, &inputs, error))
			return false;
		run->past = run_load(run, &inputs);
		contexts = run_build_graphs(run, &run->past);
		then = judge_sources(run, &triage, &contexts, &run->past);
	}
	changed_apply(&run->arena, &run->verdict, &then);
	return true;
}

bool
run_judge(struct run *run, struct error *error)
{
	struct arena *arena = &run->arena;

	run->verdict =
		judge_sources(run, &run->triage, &run->contexts, &run->sources);
	if (options_want_changes(&run->options) &&
		!compare_with_past(run, error))
		return false;
	/* Hides what is below --min-severity, and counts everything. */
	run->report.count = (struct counts){ 0 };
	tally_findings(
		&run->report.count, &run->verdict, run->options.min_severity);
	if (options_want_identities(&run->options))
		verdict_identify(arena, &run->verdict);
	verdict_conceal(arena, &run->verdict);
	return true;
}
