/* SPDX-License-Identifier: Apache-2.0 */
/* Input that is larger or deeper than agentlint is told to read. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	pass_report(pass, problem->place, "%.*s", STR_ARG(problem->message));
}

const struct rule limit_exceeded = {
	.id = "limit-exceeded",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_problem = check,
	.problem = PROBLEM_BUDGET,
	.summary = "A document exceeds what agentlint reads",
	.why = "What stands behind the limit has not been judged, so its silence "
	       "says nothing. Documents that expand without end through aliases, "
	       "or nest without end, are an old way to keep a checker busy "
	       "or blind.",
	.fix = "split the file, or raise the limit with --max-depth, "
	       "--max-alias-nodes, --max-events or --max-bytes",
	.bad = "apiVersion: v1\n"
	       "kind: ConfigMap\n"
	       "metadata: {name: laughs}\n"
	       "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
	       "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
	       "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
	       "d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
	       "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n",
	.good = "apiVersion: v1\n"
		"kind: ConfigMap\n"
		"metadata: {name: laughs}\n",
	.references =
		(const struct reference[]){
			{ "CWE", "776" },
			{ 0 },
		},
	.since = "0.1.0",
};
