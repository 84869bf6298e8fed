/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a type that the field cannot have. */
#include <agentlint/schema.h>

static const char *
kind_of(const struct node *node)
{
	switch ((enum node_kind)node->kind) {
	case NODE_MAPPING:
		return "a mapping";
	case NODE_SEQUENCE:
		return "a list";
	case NODE_SCALAR:
		break;
	}
	switch ((enum value_type)node->type) {
	case VALUE_NULL:
		return "null";
	case VALUE_BOOL:
		return "a boolean";
	case VALUE_INT:
		return "an integer";
	case VALUE_FLOAT:
		return "a number";
	case VALUE_STRING:
		break;
	}
	return "a string";
}

/* The same text with or without quotes, where that is all that it needs. */
static void
offer_quotes(
	struct pass *pass, struct finding *finding, const struct fault *fault)
{
	const struct node *node = fault->node;
	struct str text = node_text(node);
	bool bare = str_is(text, "true") || str_is(text, "false");
	char *quoted;

	if (node->kind != NODE_SCALAR || node_alias(node))
		return;
	if (strcmp(fault->expected, "a boolean") == 0 && bare) {
		finding_replace(finding, false, node_place(node),
			str_is(text, "true") ? "true" : "false");
		finding_help(finding, "write it without quotes");
	}
	if (str_starts(str_of(fault->expected), "a list"))
		finding_help(
			finding, "write it as a list: [%.*s]", STR_ARG(text));
	if (strcmp(fault->expected, "a string") == 0 && node->plain) {
		quoted = pass_alloc(pass, text.len + 3);
		quoted[0] = '"';
		memcpy(quoted + 1, text.ptr, text.len);
		quoted[text.len + 1] = '"';
		finding_replace(finding, true, node_place(node), quoted);
		finding_help(finding, "put it in quotes");
	}
}

static struct finding *
report(struct pass *pass, const struct fault *fault)
{
	const struct node *node = fault->node;
	const char *kind = kind_of(node);

	if (!node->key.ptr)
		return pass_report(pass, node_place(node),
			"each item of '%s' must be %s, this is %s",
			fault->field, fault->expected, kind);
	if (!str_is(node->key, fault->field))
		return pass_report(pass, node_place(node),
			"'%.*s' in '%s' must be %s, this is %s",
			STR_ARG(node->key), fault->field, fault->expected,
			kind);
	return pass_report(pass, node_place(node),
		"'%s' must be %s, this is %s", fault->field, fault->expected,
		kind);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct fault *fault = schema_faults(pass, FAULT_WRONG_TYPE);

	(void)graph;
	for (; fault; fault = fault->next) {
		struct finding *finding = report(pass, fault);

		finding_about_object(finding, fault->object);
		offer_quotes(pass, finding, fault);
	}
}

const struct rule wrong_type = {
	.id = "wrong-type",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A value is of a type that its field cannot have",
	.why = "The API server refuses the object, so neither it nor what it was "
	       "meant to protect is there. A quoted \"false\" is a string: whoever "
	       "reads it sees a switch turned off that is not.",
	.fix = "write a value of the type that the field has",
	.bad = "apiVersion: v1\n"
	       "kind: ServiceAccount\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "automountServiceAccountToken: \"false\"\n",
	.good = "apiVersion: v1\n"
		"kind: ServiceAccount\n"
		"metadata:\n"
		"  name: agent\n"
		"automountServiceAccountToken: false\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "kubernetes-api/" },
			{ 0 },
		},
	.since = "0.1.0",
};
