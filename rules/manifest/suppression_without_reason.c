/* SPDX-License-Identifier: Apache-2.0 */
/* Suppressions that do not say why. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	struct finding *finding = pass_report(
		pass, problem->place, "%.*s", STR_ARG(problem->message));

	if (!pass_settings(pass)->reasons_required)
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule suppression_without_reason = {
	.id = "suppression-without-reason",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_problem = check,
	.problem = PROBLEM_UNEXPLAINED_SUPPRESSION,
	.summary = "A comment or annotation excuses without a reason",
	.why = "Nobody who reads it can tell a decision from a way to be left in "
	       "peace, nor whether what it was decided for still holds. With "
	       "'require-reason' in the configuration it excuses nothing and this is "
	       "a warning; else it is a note.",
	.fix = "say why, behind the list of rules or as the annotation's value",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  # agentlint: ignore[host-pid]\n"
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
