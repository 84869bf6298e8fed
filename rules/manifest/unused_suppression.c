/* SPDX-License-Identifier: Apache-2.0 */
/* Suppressions that nothing hangs on any more. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	struct finding *finding = pass_report(
		pass, problem->place, "%.*s", STR_ARG(problem->message));

	if (!problem->unknown)
		return;
	finding_unknown(finding, "%s", problem->unknown);
	finding_help(finding, "lint it together with the workloads; remove it "
			      "if it is unused then");
	finding_lower(finding, SEVERITY_NOTE);
}

const struct rule unused_suppression = {
	.id = "unused-suppression",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_problem = check,
	.problem = PROBLEM_UNUSED_SUPPRESSION,
	.summary = "A comment or annotation excuses what is not there",
	.why = "The mistake that it excused is mended or has moved; what is left "
	       "waits to excuse the next one of its kind in the same place, which "
	       "nobody will have looked at.",
	.fix = "remove it",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  # agentlint: ignore[host-pid] for the profiler\n"
	       "  hostPID: false\n",
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
