/* SPDX-License-Identifier: Apache-2.0 */
/* What excused findings, and what no longer does. */
#include "stage/stage.h"

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
		run_mention(run, where, STR("this entry of 'ignore' is over"));
	if (unused && run->options.verbose)
		run_mention(run, where,
			STR("this entry of 'ignore' excuses nothing here"));
}

static void
prune_baseline(struct run *run, size_t stale)
{
	struct error error;

	if (stale && !baseline_prune(&run->baseline, &run->arena, &error))
		run_complain(run, error.text);
	else
		run_mention(run, STR("agentlint"),
			arena_printf(&run->arena, "%zu entr%s removed from %s",
				stale, stale == 1 ? "y" : "ies",
				run->baseline.path));
}

/* What there was to excuse, and is no more. */
void
run_check_excuses(struct run *run)
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

int
run_write_baseline(struct run *run)
{
	const char *path = run->options.write_baseline;
	struct error error;
	size_t count;

	if (baseline_write(path, &run->arena, &run->verdict, &count, &error))
		run_mention(run, STR("agentlint"),
			arena_printf(&run->arena,
				"%zu finding%s written to %s; 'baseline: %s' "
				"in .agentlint.yaml leaves them out",
				count, count == 1 ? "" : "s", path, path));
	else
		run_complain(run, error.text);
	return run->trouble ? EXIT_TROUBLE : EXIT_CLEAN;
}
