/* SPDX-License-Identifier: Apache-2.0 */
/* Names that the API server does not take. */
#include <agentlint/schema.h>

static struct finding *
report(struct pass *pass, const struct fault *fault)
{
	const struct node *node = fault->node;
	struct str text = node_text(node);

	if (fault->key)
		return pass_report(pass, node_key_place(node),
			"'%s' cannot have the key '%.*s'", fault->field,
			STR_ARG(node->key));
	if (str_is(node->key, fault->field))
		return pass_report(pass, node_place(node),
			"'%s' cannot be '%.*s'", fault->field, STR_ARG(text));
	return pass_report(pass, node_place(node),
		"'%.*s' in '%s' cannot be '%.*s'", STR_ARG(node->key),
		fault->field, STR_ARG(text));
}

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct fault *fault = schema_faults(pass, FAULT_WRONG_NAME);

	(void)graph;
	for (; fault; fault = fault->next) {
		struct finding *finding = report(pass, fault);

		finding_about_object(finding, fault->object);
		finding_help(finding, "write %s", fault->expected);
	}
}

const struct rule invalid_name = {
	.id = "invalid-name",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A name that the API server does not take",
	.why = "The API server holds names to forms, letter by letter: those of "
	       "namespaces and containers are DNS labels, those of most objects DNS "
	       "names, label values have at most 63 characters. It refuses the "
	       "object, so neither it nor what it was meant to protect is there.",
	.fix = "write a name of the form that the server takes",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: AI_Agents\n",
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: ai-agents\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/overview/"
				 "working-with-objects/names/" },
			{ 0 },
		},
	.since = "0.1.0",
};
