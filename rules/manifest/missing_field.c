/* SPDX-License-Identifier: Apache-2.0 */
/* Fields without which the server takes nothing. */
#include <agentlint/schema.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct fault *fault = schema_faults(pass, FAULT_MISSING_FIELD);

	(void)graph;
	for (; fault; fault = fault->next) {
		struct finding *finding;

		/* A rule of its own tells of it: impossible-runtime-handler. */
		if (strcmp(fault->type, "RuntimeClass") == 0)
			continue;
		finding = pass_report(pass,
			node_key_place(
				fault->empty ? fault->empty : fault->node),
			fault->empty ? "%s has an empty '%s'"
				     : "%s lacks its '%s'",
			fault->type, fault->field);
		finding_about_object(finding, fault->object);
		finding_field(finding, fault->node, fault->field);
		finding_help(finding, "%s '%s'",
			fault->empty ? "fill in" : "add", fault->field);
	}
}

const struct rule missing_field = {
	.id = "missing-field",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A field is missing that the API server insists on",
	.why = "The API server refuses the object, so neither it nor what it was "
	       "meant to protect is there.",
	.fix = "add the field",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  automountServiceAccountToken: false\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  automountServiceAccountToken: false\n"
		"  containers:\n"
		"    - name: agent\n"
		"      image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "kubernetes-api/" },
			{ 0 },
		},
	.since = "0.1.0",
};
