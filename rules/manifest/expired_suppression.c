/* SPDX-License-Identifier: Apache-2.0 */
/* Suppressions whose time is over. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	pass_report(pass, problem->place, "%.*s", STR_ARG(problem->message));
}

const struct rule expired_suppression = {
	.id = "expired-suppression",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_problem = check,
	.problem = PROBLEM_EXPIRED_SUPPRESSION,
	.summary =
		"A comment or annotation excuses no longer: its time is over",
	.why = "What was accepted for a while was to be mended by then. It is "
	       "reported again, and whoever set the date wanted to hear of it.",
	.fix = "mend what it excuses and remove it, or decide anew and set "
	       "another date",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  # agentlint: ignore[host-pid] for the profiler expires=2020-12-31\n"
	       "  hostPID: true\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  # agentlint: ignore[host-pid] for the profiler expires=9999-12-31\n"
		"  hostPID: true\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://docs.oasis-open.org/sarif/sarif/"
				 "v2.1.0/sarif-v2.1.0.html" },
			{ 0 },
		},
	.since = "0.1.0",
};
