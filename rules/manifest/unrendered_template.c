/* SPDX-License-Identifier: Apache-2.0 */
/* Helm charts that are no manifests yet; the problem's message is the folder
 * that helm has to be called with, or empty for a template by itself. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct problem *problem)
{
	struct str chart = problem->message;
	struct finding *finding;

	if (!chart.len) {
		pass_report(pass, problem->place,
			"this Helm template is not rendered; nothing in it is "
			"judged");
		return;
	}
	finding = pass_report(pass, problem->place,
		"Helm templates of '%.*s' are not rendered; nothing in them "
		"is judged",
		STR_ARG(chart));
	finding_help(
		finding, "helm template %.*s | agentlint -", STR_ARG(chart));
}

const struct rule unrendered_template = {
	.id = "unrendered-template",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_WARNING,
	.check_problem = check,
	.problem = PROBLEM_TEMPLATE,
	.summary = "A Helm template is not rendered",
	.why = "A template is no manifest: what it says depends on values. None of "
	       "the objects in it have been judged, and a policy in it guards "
	       "nobody here.",
	.fix = "render it with its chart: helm template CHART | agentlint -",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: {{ .Release.Name }}\n"
	       "spec:\n"
	       "  {{- toYaml .Values.spec | nindent 2 }}\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec: {}\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://helm.sh/docs/helm/helm_template/" },
			{ 0 },
		},
	.since = "0.1.0",
};
