/* SPDX-License-Identifier: Apache-2.0 */
/* Keys that stand twice in one mapping. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	struct finding *finding = pass_report(
		pass, problem->place, "%.*s", STR_ARG(problem->message));

	finding_label(finding, "this one wins");
	finding_relate(finding, problem->related, "%s",
		problem->label ? problem->label : "");
}

const struct rule duplicate_key = {
	.id = "duplicate-key",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_problem = check,
	.problem = PROBLEM_DUPLICATE_KEY,
	.summary = "A key stands twice in one mapping",
	.why = "kubectl keeps the last of the two and drops the other without a "
	       "word, other tools keep the first or refuse the file. A hardened "
	       "'securityContext' followed by a second one is no longer there, "
	       "although every reader sees it.",
	.fix = "merge the two into one",
	.bad = "apiVersion: v1\n"
	       "kind: ServiceAccount\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "automountServiceAccountToken: false\n"
	       "automountServiceAccountToken: true\n",
	.good = "apiVersion: v1\n"
		"kind: ServiceAccount\n"
		"metadata:\n"
		"  name: agent\n"
		"automountServiceAccountToken: false\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://yaml.org/spec/1.1/#id932806" },
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "using-api/api-concepts/#field-validation" },
			{ 0 },
		},
	.since = "0.1.0",
};
