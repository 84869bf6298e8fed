/* SPDX-License-Identifier: Apache-2.0 */
/* Fields that the API has, but elsewhere. */
#include <agentlint/schema.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct fault *fault = schema_faults(pass, FAULT_MISPLACED_FIELD);

	(void)graph;
	for (; fault; fault = fault->next) {
		bool top = !*fault->home;
		struct finding *finding = pass_report(pass,
			node_key_place(fault->node),
			"'%.*s' has no effect here: it is a field of %s, not "
			"of %s",
			STR_ARG(fault->node->key), fault->home_type,
			fault->type);

		finding_about_object(finding, fault->object);
		finding_label(finding, "belongs %s%s%s", top ? "" : "under '",
			top ? "at the top level" : fault->home, top ? "" : "'");
	}
}

const struct rule misplaced_field = {
	.id = "misplaced-field",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A field stands at a level that does not have it",
	.why = "Strict clients (kubectl by default) are refused; lenient ones get "
	       "the object without the field and without a word. A runtime class "
	       "or a security setting at the wrong level protects nothing, and "
	       "everybody who reads the file believes that it does.",
	.fix = "move it to the level that has the field",
	.bad = "apiVersion: apps/v1\n"
	       "kind: Deployment\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  selector:\n"
	       "    matchLabels: {app: agent}\n"
	       "  template:\n"
	       "    metadata:\n"
	       "      labels: {app: agent}\n"
	       "    spec:\n"
	       "      containers:\n"
	       "        - name: agent\n"
	       "          image: registry.example/agent:1.0\n",
	.good = "apiVersion: apps/v1\n"
		"kind: Deployment\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  selector:\n"
		"    matchLabels: {app: agent}\n"
		"  template:\n"
		"    metadata:\n"
		"      labels: {app: agent}\n"
		"    spec:\n"
		"      runtimeClassName: gvisor\n"
		"      containers:\n"
		"        - name: agent\n"
		"          image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "using-api/api-concepts/#field-validation" },
			{ 0 },
		},
	.since = "0.1.0",
};
