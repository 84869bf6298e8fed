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

/* Whether nothing but the scalar's text and its quotes stands at its place: no
 * anchor, no tag, no escape, no line break. */
static bool
stands_alone(const struct node *node)
{
	struct span span = node->span;
	size_t quotes = node->plain ? 0 : 2;

	return !node->block && span.start.line == span.end.line &&
	       span.end.column - span.start.column ==
		       node_text(node).len + quotes;
}

/* Two insertions: what stands between them may be a credential, which a
 * replacement would repeat. */
static void
enclose(struct finding *finding, bool safe, const struct node *node,
	const char *before, const char *behind)
{
	struct place start = node_place(node), end = start;

	if (!stands_alone(node))
		return;
	start.span.end = start.span.start;
	end.span.start = end.span.end;
	finding_replace(finding, safe, start, before);
	finding_replace(finding, safe, end, behind);
}

/* Whether the text is one item within brackets, and was meant as one: a
 * command line is several. */
static bool
is_one_item(const struct node *node)
{
	static const char others[] = " ,[]{}?";
	struct str text = node_text(node);

	for (size_t i = 0; i < text.len; i++)
		if (strchr(others, text.ptr[i]))
			return false;
	return node->type == VALUE_STRING && text.len > 0;
}

static void
offer_list(struct finding *finding, const struct node *node)
{
	if (!is_one_item(node)) {
		finding_help(finding, "write it as a list");
		return;
	}
	finding_help(finding, "write it as a list: put it in brackets");
	enclose(finding, false, node, "[", "]");
}

/* The same text with quotes, without them or in brackets, where that is all
 * that it needs. */
static void
offer_marks(struct finding *finding, const struct fault *fault)
{
	const struct node *node = fault->node;
	struct str text = node_text(node);
	struct str expected = str_of(fault->expected);
	bool bare = str_is(text, "true") || str_is(text, "false");

	if (node->kind != NODE_SCALAR || node_alias(node))
		return;
	if (str_is(expected, "a boolean") && bare) {
		finding_replace(finding, false, node_place(node),
			str_is(text, "true") ? "true" : "false");
		finding_help(finding, "write it without quotes");
	}
	if (str_is(expected, "a list of strings"))
		offer_list(finding, node);
	if (str_is(expected, "a string") && node->plain) {
		finding_help(finding, "put it in quotes");
		enclose(finding, true, node, "\"", "\"");
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
		offer_marks(finding, fault);
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
