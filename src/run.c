/* SPDX-License-Identifier: Apache-2.0 */
/* The whole run, stage by stage: read this first.
 *
 *   argv -> options -> configuration -> files -> sources -> graphs
 *        -> verdict -> triage -> reports -> exit status */
#include "run.h"

#include <time.h>

#include "analysis/workload/agents.h"
#include "base/visible.h"
#include "cli/choose.h"
#include "cli/config.h"
#include "cli/find.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/scope.h"
#include "cli/show.h"
#include "graph/contexts.h"
#include "load/history.h"
#include "load/load.h"
#include "merge/merge.h"
#include "report/tally.h"
#include "triage/changed.h"
#include "triage/triage.h"

struct run {
	const struct streams *streams;
	struct arena arena;
	struct options options;
	struct config config;
	struct scope scope;
	struct baseline baseline;
	struct date today;
	struct inputs inputs;
	struct sources sources;
	struct contexts contexts;
	struct triage triage;
	struct verdict verdict;
	struct history history;
	struct sources past; /* what the sources were */
	struct posture posture;
	struct report report;
	struct merge merge;
	struct timespec started;
	bool trouble;
};

/* The one place that prints what went wrong in the world. */
static void
complain(struct run *run, const char *text)
{
	fputs("agentlint: ", run->streams->err);
	visible_print(run->streams->err, str_of(text));
	putc('\n', run->streams->err);
	run->trouble = true;
}

static double
milliseconds_since(struct timespec start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start.tv_sec) * 1e3 +
	       (double)(now.tv_nsec - start.tv_nsec) / 1e6;
}

/* A line for who wonders what was read, and no reason to fail. */
static void
mention(FILE *err, struct str subject, struct str text)
{
	visible_print(err, subject);
	fputs(": ", err);
	visible_print(err, text);
	putc('\n', err);
}

/* When git would not answer, more is read than usual: that is said. */
static void
mention_git(struct run *run)
{
	for (size_t i = 0; i < run->inputs.remark_count; i++) {
		const struct remark *remark = &run->inputs.remarks[i];

		if (remark->refused || run->options.verbose)
			mention(run->streams->err, STR("agentlint"),
				remark->text);
	}
}

static size_t
or_default(size_t given, size_t standard)
{
	return given ? given : standard;
}

static struct sources
load_sources(struct run *run, const struct inputs *inputs)
{
	const struct options *options = &run->options;
	struct load load = {
		.limits = {
			or_default(options->max_bytes, limits_default.bytes),
			or_default(options->max_depth, limits_default.depth),
			or_default(options->max_alias_nodes,
				limits_default.alias_nodes),
			or_default(options->max_events,
				limits_default.events),
		},
		.in = run->streams->in,
		.stdin_filename = options->stdin_filename,
		.jobs = options->jobs,
		.progress = run->streams->err_is_terminal && !options->quiet
			? run->streams->err
			: NULL,
	};

	return sources_load(&load, &run->arena, inputs);
}

static void
complain_of(struct run *run, const struct source *source,
	const struct problem *problem)
{
	struct mark mark = problem->place.span.start;
	struct str text = arena_printf(&run->arena, "%.*s:%u:%u: %.*s",
		STR_ARG(source->path), mark.line, mark.column,
		STR_ARG(problem->message));

	complain(run, text.ptr);
}

/* What could not be read is said at once; what could not be parsed is among
 * the findings, when there are any to print. Both make the run a failure, but
 * for what is not reported. */
static void
check_sources(struct run *run)
{
	for (size_t i = 0; i < run->sources.count; i++) {
		const struct source *source = run->sources.items[i];

		if (source->role == SOURCE_UNREADABLE)
			complain(run, source->error.text);
		for (size_t j = 0; j < source->problem_count; j++) {
			const struct problem *problem = &source->problems[j];

			if (!source_is_reported(source) ||
				(problem->kind != PROBLEM_SYNTAX &&
					problem->kind != PROBLEM_BUDGET))
				continue;
			run->trouble = true;
			if (!options_want_findings(&run->options))
				complain_of(run, source, problem);
		}
		if (run->options.verbose && source->note.len)
			mention(run->streams->err, source->path, source->note);
	}
}

static struct agents_choice
agents_chosen(const struct run *run)
{
	return (struct agents_choice){
		.namespaces = run->config.agents.namespaces,
		.names = run->config.agents.names,
		.selector = run->config.agents.selector,
		.recognise = run->options.agents == AGENTS_AUTO,
	};
}

static struct contexts
build_graphs(struct run *run, const struct sources *sources)
{
	struct agents_choice choice = agents_chosen(run);
	struct contexts contexts;
	struct split split = { scope_context, &run->scope,
		run->options.context_per_dir };

	contexts = contexts_build(&run->arena,
		(const struct source *const *)sources->items, sources->count,
		&split, run->options.namespace);
	for (size_t i = 0; i < contexts.count; i++)
		agents_classify(&run->arena, contexts.graphs[i], &choice);
	return contexts;
}

/* The end of what prints no report. */
static int
finish(struct run *run)
{
	struct error error;

	if (fflush(run->streams->out) != 0) {
		error_errno(&error, "standard output");
		complain(run, error.text);
	}
	return run->trouble ? EXIT_TROUBLE : EXIT_CLEAN;
}

static int
print_files(struct run *run)
{
	show_files(run->streams->out, &run->arena, &run->inputs, &run->sources);
	return finish(run);
}

static int
explain_agents(struct run *run)
{
	struct agents_choice choice = agents_chosen(run);

	for (size_t i = 0; i < run->contexts.count; i++)
		agents_explain(
			run->streams->out, run->contexts.graphs[i], &choice);
	return finish(run);
}

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

static bool
only_changes(const struct run *run)
{
	return run->options.changed || run->options.new_from_rev;
}

static bool
read_history(struct run *run, struct error *error)
{
	return !only_changes(run) ||
	       history_read(&run->history, &run->arena,
		       run->options.new_from_rev, &run->inputs, error);
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
		run->past = load_sources(run, &inputs);
		contexts = build_graphs(run, &run->past);
		then = judge_sources(run, &triage, &contexts, &run->past);
	}
	changed_apply(&run->arena, &run->verdict, &then);
	return true;
}

/* Entries of 'ignore' that are over are said whenever anything is: what they
 * excused is back. Those that are unused may be for another part of the tree,
 * so that they only count. */
static void
check_ignore(struct run *run, size_t index)
{
	struct str where = run->config.ignores[index].where;
	bool expired = ignores_expired(&run->triage.ignores, index);
	bool unused = !expired && triage_leaves_unused(&run->triage, index);

	run->report.count.unused += unused;
	if (expired && !run->options.quiet)
		mention(run->streams->err, where,
			STR("this entry of 'ignore' is over"));
	if (unused && run->options.verbose)
		mention(run->streams->err, where,
			STR("this entry of 'ignore' excuses nothing here"));
}

static void
prune_baseline(struct run *run, size_t stale)
{
	const char *path = run->baseline.path;
	struct error error;

	if (stale && !baseline_prune(&run->baseline, &run->arena, &error))
		complain(run, error.text);
	else
		fprintf(run->streams->err,
			"agentlint: %zu entr%s removed from %s\n", stale,
			stale == 1 ? "y" : "ies", path);
}

/* What there was to excuse, and is no more. */
static void
check_excuses(struct run *run)
{
	size_t stale;

	/* A shard sees a part of what they are for. */
	if (run->options.no_ignores || run->options.shard.of)
		return;
	stale = triage_mark_stale(&run->triage);
	for (size_t i = 0; i < run->config.ignore_count; i++)
		check_ignore(run, i);
	if (run->options.prune_baseline)
		prune_baseline(run, stale);
	else
		run->report.count.stale = stale;
}

/* Hides what is below --min-severity, and counts everything. */
static void
count_findings(struct run *run)
{
	tally_findings(
		&run->report.count, &run->verdict, run->options.min_severity);
}

static void
build_posture(struct run *run)
{
	run->posture = posture_of(&run->arena,
		(const struct graph *const *)run->contexts.graphs,
		run->contexts.count, &run->config.settings);
}

static void
write_reports(struct run *run)
{
	const struct options *options = &run->options;
	struct error error;

	for (size_t i = 0; i < options->output_count; i++)
		if (!output_report(&options->outputs[i], options, run->streams,
			    &run->report, &error))
			complain(run, error.text);
}

static void
make_report(struct run *run)
{
	struct report *report = &run->report;

	report->verdict = &run->verdict;
	report->posture = &run->posture;
	report->sources = (const struct source *const *)run->sources.items;
	report->source_count = run->sources.count;
	report->graphs = (const struct graph *const *)run->contexts.graphs;
	report->graph_count = run->contexts.count;
	report->quiet = run->options.quiet;
	report->show_ignored = run->options.show_suppressed;
	report->min_severity = run->options.min_severity;
	report->trouble = run->trouble;
	report->shard = run->options.shard;
	if (report->shard.of)
		report->input = shard_input(report->sources,
			report->source_count,
			choose_rules(&run->arena, &run->options, &run->config));
	tally_input(&report->count, report->sources, report->source_count,
		report->graphs, report->graph_count);
	report->milliseconds = milliseconds_since(run->started);
}

static int
write_baseline(struct run *run)
{
	const char *path = run->options.write_baseline;
	struct error error;
	size_t count;

	if (baseline_write(path, &run->arena, &run->verdict, &count, &error))
		fprintf(run->streams->err,
			"agentlint: %zu finding%s written to %s; 'baseline: "
			"%s' in .agentlint.yaml leaves them out\n",
			count, count == 1 ? "" : "s", path, path);
	else
		complain(run, error.text);
	return run->trouble ? EXIT_TROUBLE : EXIT_CLEAN;
}

static bool
has_findings(const struct run *run)
{
	const struct report *report = &run->report;

	for (size_t i = run->options.fail_on; i <= SEVERITY_ERROR; i++)
		if (report->count.shown[i] + report->count.hidden[i])
			return true;
	return false;
}

static int
exit_status(const struct run *run)
{
	if (run->trouble)
		return EXIT_TROUBLE;
	if (run->options.exit_zero)
		return EXIT_CLEAN;
	return has_findings(run) ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int
lint(struct run *run)
{
	struct error error;

	mention_git(run);
	if (!run->inputs.count && run->options.action != ACTION_SHOW_FILES) {
		fputs("agentlint: no YAML or JSON file found under the given "
		      "paths\n",
			run->streams->err);
		return EXIT_NO_INPUT;
	}
	run->sources = load_sources(run, &run->inputs);
	check_sources(run);
	if (run->options.action == ACTION_SHOW_FILES)
		return print_files(run);
	run->contexts = build_graphs(run, &run->sources);
	if (run->options.action == ACTION_EXPLAIN_AGENTS)
		return explain_agents(run);
	if (options_want_posture(&run->options))
		build_posture(run);
	if (options_want_findings(&run->options)) {
		run->verdict = judge_sources(
			run, &run->triage, &run->contexts, &run->sources);
		check_excuses(run);
		if (only_changes(run) && !compare_with_past(run, &error)) {
			complain(run, error.text);
			return EXIT_TROUBLE;
		}
		count_findings(run);
		if (options_want_identities(&run->options))
			verdict_identify(&run->arena, &run->verdict);
		verdict_conceal(&run->arena, &run->verdict);
	}
	if (run->options.write_baseline)
		return write_baseline(run);
	make_report(run);
	write_reports(run);
	return exit_status(run);
}

/* The formats that are asked for are those of the merged reports. */
static void
write_merged(struct run *run)
{
	const struct options *options = &run->options;
	struct error error;

	for (size_t i = 0; i < options->output_count; i++)
		if (!output_merged(&options->outputs[i], run->streams,
			    &run->merge, &error))
			complain(run, error.text);
}

static bool
merge(struct run *run, int *status, struct error *error)
{
	const struct part *whole = &run->merge.whole;

	if (!merge_read(&run->merge, &run->arena, &run->options.paths,
		    run->streams->in, error) ||
		!outputs_can_merge(&run->options, &run->merge, error))
		return false;
	run->report.count = whole->counts;
	run->trouble = whole->trouble;
	write_merged(run);
	*status = exit_status(run);
	return true;
}

/* What a new baseline is to hold, the old one must not excuse. */
static bool
load_baseline(struct run *run, struct error *error)
{
	const struct options *options = &run->options;
	const char *path = options->baseline;

	if (!path && run->config.baseline.len)
		path = run->config.baseline.ptr;
	if (!path && options->prune_baseline)
		return error_set(error, "'--prune-baseline' has no baseline; "
					"name it with '--baseline'");
	return !path || options->write_baseline ||
	       baseline_load(&run->baseline, &run->arena, path, error);
}

static bool
configure(struct run *run, struct error *error)
{
	const struct options *options = &run->options;

	run->scope = scope_of(&run->config, &options->exclude, &run->arena);
	if (!options->no_config &&
		!config_load(&run->config, &run->arena, options->config,
			&options->paths, run->streams->getenv, error))
		return false;
	return date_today(&run->today, run->streams->getenv, error) &&
	       load_baseline(run, error);
}

/* Does what the options ask for; false when that could not even start. */
static bool
act(struct run *run, int *status, struct error *error)
{
	const struct options *options = &run->options;

	*status = EXIT_CLEAN;
	if (action_only_shows(options->action))
		return show(run->streams, &run->arena, options, error);
	if (options->action == ACTION_MERGE)
		return merge(run, status, error);
	if (!configure(run, error) ||
		!find_inputs(&run->inputs, &run->arena, options, &run->scope,
			run->streams->in, error) ||
		!read_history(run, error))
		return false;
	*status = lint(run);
	return true;
}

int
run(int argc, char *const *argv, const struct streams *streams)
{
	struct run run = { .streams = streams };
	struct error error;
	int status;

	clock_gettime(CLOCK_MONOTONIC, &run.started);
	if (!options_parse(&run.options, &run.arena, argc, argv, &error) ||
		!act(&run, &status, &error)) {
		complain(&run, error.text);
		status = EXIT_TROUBLE;
	}
	merge_release(&run.merge);
	sources_release(&run.sources);
	sources_release(&run.past);
	arena_release(&run.arena);
	return status;
}
