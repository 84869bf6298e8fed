/* SPDX-License-Identifier: Apache-2.0 */
/* What looks like an object and does not say of what kind it is. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	pass_report(pass, problem->place,
		"no object, so nothing in it is judged: %.*s",
		STR_ARG(problem->message));
}

const struct rule incomplete_object = {
	.id = "incomplete-object",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_problem = check,
	.problem = PROBLEM_INCOMPLETE_OBJECT,
	.summary = "An object without 'apiVersion' or 'kind'",
	.why = "The API server refuses it, so what was meant to guard an agent is "
	       "not there; and here nothing in it has been judged, for nothing "
	       "says what it is.",
	.fix = "write both, in this spelling: 'apiVersion' and 'kind'",
	.bad = "apiVersion: v1\n"
	       "Kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec: {}\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec: {}\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/overview/"
				 "working-with-objects/#required-fields" },
			{ 0 },
		},
	.since = "0.1.0",
};
