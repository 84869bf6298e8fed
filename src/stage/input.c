/* SPDX-License-Identifier: Apache-2.0 */
/* From the options to the graphs: what is read, and what is wrong with it. */
#include "stage/stage.h"

#include <string.h>

#include "analysis/workload/agents.h"
#include "cli/output.h"
#include "cli/show_files.h"
#include "graph/build.h"
#include "load/load.h"

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

bool
run_configure(struct run *run, struct error *error)
{
	const struct options *options = &run->options;

	run->scope = scope_of(&run->config, &options->exclude, &run->arena);
	if (!options->no_config &&
		!config_load(&run->config, &run->arena, options->config,
			&options->paths, run->streams->getenv, error))
		return false;
	if (options->verbose && run->config.path.len)
		run_mention(run, run->config.path,
			STR("this configuration is in force"));
	return date_today(&run->today, run->streams->getenv, error) &&
	       load_baseline(run, error);
}

static size_t
or_default(size_t given, size_t standard)
{
	return given ? given : standard;
}

struct sources
run_load(struct run *run, const struct inputs *inputs)
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

/* It can be read once. */
static void
keep_stdin(struct run *run)
{
	for (size_t i = 0; i < run->sources.count; i++) {
		const struct source *source = run->sources.items[i];

		if (!source->piped || source->role == SOURCE_UNREADABLE)
			continue;
		for (size_t j = 0; j < run->inputs.count; j++) {
			struct input *input = &run->inputs.items[j];

			if (strcmp(input->path, "-") != 0)
				continue;
			input->in_memory = true;
			input->text = arena_str(&run->arena, source->text);
		}
	}
}

bool
run_read(struct run *run, struct error *error)
{
	const struct options *options = &run->options;

	keep_stdin(run);
	sources_release(&run->past);
	sources_release(&run->sources);
	if (options_want_changes(options) &&
		!history_read(&run->history, &run->arena, options->new_from_rev,
			&run->inputs, error))
		return false;
	run->sources = run_load(run, &run->inputs);
	if (!outputs_spare(options, &run->sources, run->config.path, error))
		return false;
	run->contexts = run_build_graphs(run, &run->sources);
	return true;
}

static void
complain_of(struct run *run, const struct source *source,
	const struct problem *problem)
{
	struct mark mark = problem->place.span.start;
	struct str text = arena_printf(&run->arena, "%.*s:%u:%u: %.*s",
		STR_ARG(source->path), mark.line, mark.column,
		STR_ARG(problem->message));

	run_complain(run, text.ptr);
}

/* The rule that tells of such problems, as it is chosen. */
static const struct rule_choice *
choice_for(const struct run *run, enum problem_kind kind)
{
	const struct rule_choice *choice = run->triage.choices;

	while (!choice->rule->check_problem || choice->rule->problem != kind)
		choice++;
	return choice;
}

/* Whether the configuration or the baseline excuses what tells of PROBLEM. */
static bool
is_excused(const struct run *run, const struct problem *problem)
{
	for (size_t i = 0; i < run->verdict.count; i++) {
		const struct finding *finding = run->verdict.findings[i];

		if (finding->rule->check_problem &&
			finding->rule->problem == problem->kind &&
			finding->place.source == problem->place.source &&
			!mark_compare(finding->place.span.start,
				problem->place.span.start))
			return finding->state == FINDING_IGNORED;
	}
	return false;
}

/* What is lost is trouble, unless somebody has decided that it is none; and it
 * is said, if not by a finding. */
static void
check_problem(struct run *run, const struct source *source,
	const struct problem *problem)
{
	bool told = run->triage.choices != NULL;

	if (told) {
		const struct rule_choice *choice =
			choice_for(run, problem->kind);

		if ((choice->off && !choice->unselected) ||
			is_excused(run, problem))
			return;
		told = !choice->off && !choice->silent;
	}
	run->trouble = true;
	if (!told)
		complain_of(run, source, problem);
}

/* What is judged without all that it is made of is trouble, too. */
static void
check_graph(struct run *run, const struct graph *graph)
{
	const struct object *object = graph->unlaid;
	struct place place = object_place(object);

	if (object)
		run_complain(run,
			arena_printf(&run->arena,
				"%.*s:%u:%u: the defaults for the parts of "
				"%.*s '%.*s' and of what follows are too many; "
				"they are judged without",
				STR_ARG(place.source->path),
				place.span.start.line, place.span.start.column,
				STR_ARG(object->kind),
				STR_ARG(object_title(object)))
				.ptr);
}

void
run_check_sources(struct run *run)
{
	for (size_t i = 0; i < run->sources.count; i++) {
		const struct source *source = run->sources.items[i];

		if (source->role == SOURCE_UNREADABLE)
			run_complain(run, source->error.text);
		for (size_t j = 0; j < source->problem_count; j++) {
			const struct problem *problem = &source->problems[j];

			if (source_is_reported(source) &&
				problem_is_trouble(problem->kind))
				check_problem(run, source, problem);
		}
		if (run->options.verbose && source->note.len)
			run_mention(run, source->path, source->note);
	}
	for (size_t i = 0; i < run->contexts.count; i++)
		check_graph(run, run->contexts.graphs[i]);
}

int
run_print_files(struct run *run)
{
	show_files(run->streams->out, &run->arena, &run->inputs, &run->sources);
	return run_finish(run);
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

struct contexts
run_build_graphs(struct run *run, const struct sources *sources)
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

int
run_explain_agents(struct run *run)
{
	struct agents_choice choice = agents_chosen(run);

	for (size_t i = 0; i < run->contexts.count; i++)
		agents_explain(
			run->streams->out, run->contexts.graphs[i], &choice);
	return run_finish(run);
}
