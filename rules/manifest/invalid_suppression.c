/* SPDX-License-Identifier: Apache-2.0 */
/* Suppressions that excuse nothing, although somebody meant them to. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	pass_report(pass, problem->place, "%.*s", STR_ARG(problem->message));
}

const struct rule invalid_suppression = {
	.id = "invalid-suppression",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_problem = check,
	.problem = PROBLEM_INVALID_SUPPRESSION,
	.summary = "A comment or annotation for agentlint excuses nothing",
	.why = "Whoever wrote it believes that a finding is dealt with, and a "
	       "reviewer reads that it was decided about. It names no rule, or one "
	       "that only the configuration and the baseline may excuse: what keeps "
	       "a manifest from being judged, and how it excuses itself, its author "
	       "does not decide alone.",
	.fix = "write '# agentlint: ignore[rule] reason' beside what it excuses or "
	       "above it, with a rule of 'agentlint --list-rules'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  # agentlint: ignore[host-pids] for the profiler\n"
	       "  hostPID: true\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  # agentlint: ignore[host-pid] for the profiler\n"
		"  hostPID: true\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://docs.oasis-open.org/sarif/sarif/"
				 "v2.1.0/sarif-v2.1.0.html" },
			{ 0 },
		},
	.since = "0.1.0",
};
