/* SPDX-License-Identifier: Apache-2.0 */
/* Documents that no parser can read. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	const char *before = problem->passed ? "" : "no YAML from here on: ";
	struct finding *finding = pass_report(pass, problem->place, "%s%.*s",
		before, STR_ARG(problem->message));

	finding_relate(finding, problem->related, "%s",
		problem->label ? problem->label : "");
}

const struct rule yaml_syntax = {
	.id = "yaml-syntax",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_problem = check,
	.problem = PROBLEM_SYNTAX,
	.summary = "A document cannot be read as YAML",
	.why = "The API server refuses it, and nothing in it can be judged: a "
	       "network policy or a hardened pod that stands behind the mistake "
	       "does not exist. The file's other documents are judged as usual.",
	.fix = "mend the syntax at this place",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata: {name: agent\n"
	       "spec: {}\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata: {name: agent}\n"
		"spec: {}\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://yaml.org/spec/1.1/" },
			{ 0 },
		},
	.since = "0.1.0",
};
