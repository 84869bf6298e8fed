/* SPDX-License-Identifier: Apache-2.0 */
/* What is printed, and the exit status. */
#include "stage/stage.h"

#include "base/hash.h"
#include "cli/choose.h"
#include "cli/output.h"
#include "report/tally.h"

static double
milliseconds_since(struct timespec start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start.tv_sec) * 1e3 +
	       (double)(now.tv_nsec - start.tv_nsec) / 1e6;
}

void
run_build_posture(struct run *run)
{
	run->posture = posture_of(&run->arena,
		(const struct graph *const *)run->contexts.graphs,
		run->contexts.count, &run->config.settings);
}

/* A number that stands for all that decides about the findings, so that shards
 * that were not run alike are not taken for parts of one run. */
static uint64_t
input_of(struct run *run)
{
	const struct options *options = &run->options;
	const struct report *report = &run->report;
	uint64_t hash = shard_input(report->sources, report->source_count,
		choose_rules(&run->arena, options, &run->config));
	const bool switches[] = { options->context_per_dir, options->no_ignores,
		options->agents == AGENTS_AUTO };

	hash = hash_str(hash, run->config.text);
	hash = hash_str(hash, options->namespace);
	hash = hash_str(hash, str_of(severity_name(options->min_severity)));
	hash = hash_str(
		hash, (struct str){ (const char *)switches, sizeof(switches) });
	for (size_t i = 0; i < run->baseline.count; i++)
		hash = hash_str(hash, run->baseline.entries[i].line);
	return hash;
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
		report->input = input_of(run);
	tally_input(&report->count, report->sources, report->source_count,
		report->graphs, report->graph_count);
	report->milliseconds = milliseconds_since(run->started);
}

void
run_write_reports(struct run *run)
{
	const struct options *options = &run->options;
	struct error error;

	make_report(run);
	for (size_t i = 0; i < options->output_count; i++)
		if (!output_report(&options->outputs[i], options, run->streams,
			    &run->report, &error))
			run_complain(run, error.text);
}

/* The formats that are asked for are those of the merged reports. */
void
run_write_merged(struct run *run)
{
	const struct options *options = &run->options;
	struct error error;

	for (size_t i = 0; i < options->output_count; i++)
		if (!output_merged(&options->outputs[i], run->streams,
			    &run->merge, &error))
			run_complain(run, error.text);
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

int
run_exit_status(const struct run *run)
{
	if (run->trouble)
		return EXIT_TROUBLE;
	if (run->options.exit_zero)
		return EXIT_CLEAN;
	return has_findings(run) ? EXIT_FINDINGS : EXIT_CLEAN;
}
