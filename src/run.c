/* SPDX-License-Identifier: Apache-2.0 */
/* The whole run, stage by stage: read this first.
 *
 *   argv -> options -> configuration -> files -> sources -> graphs
 *        -> verdict -> triage -> reports -> exit status
 *
 * What each stage needs of the others is in stage/stage.h. */
#include "run.h"

#include "cli/find.h"
#include "cli/output.h"
#include "cli/show.h"
#include "stage/stage.h"

static bool
judges(const struct run *run)
{
	return run->inputs.count && run->options.action == ACTION_LINT &&
	       options_want_findings(&run->options);
}

/* Reads the input and judges it, again after each round of mending. */
static bool
examine(struct run *run, struct error *error)
{
	run_mention_git(run);
	do
		if (!run_read(run, error) ||
			(judges(run) && !run_judge(run, error)))
			return false;
	while (judges(run) && run->options.fix && run_mend(run));
	return true;
}

/* Says what was found; returns the exit status. */
static int
conclude(struct run *run)
{
	const struct options *options = &run->options;

	if (!run->inputs.count && options->action != ACTION_SHOW_FILES)
		return run_without_input(run);
	run_check_sources(run);
	if (options->action == ACTION_SHOW_FILES)
		return run_print_files(run);
	if (run_got_nothing(run))
		return run_without_input(run);
	if (options->action == ACTION_EXPLAIN_AGENTS)
		return run_explain_agents(run);
	if (judges(run))
		run_check_excuses(run);
	if (options_want_posture(options))
		run_build_posture(run);
	if (options->write_baseline)
		return run_write_baseline(run);
	run_write_reports(run);
	return run_exit_status(run);
}

/* Makes one report of those that shards have written. */
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
	run_write_merged(run);
	*status = run_exit_status(run);
	return true;
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
	if (!run_configure(run, error) ||
		!find_inputs(&run->inputs, &run->arena, options, &run->scope,
			run->streams->in, error) ||
		!examine(run, error))
		return false;
	*status = conclude(run);
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
		run_complain(&run, error.text);
		status = EXIT_TROUBLE;
	}
	merge_release(&run.merge);
	sources_release(&run.sources);
	sources_release(&run.past);
	arena_release(&run.arena);
	return status;
}
