/* SPDX-License-Identifier: Apache-2.0 */
/* Values of the right type that the server does not take. */
#include <agentlint/schema.h>

#include <stdio.h>

/* "A, B or C" in at most SIZE bytes. */
static void
list_values(const char *const *values, char *text, size_t size)
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; values[i] && used < size; i++)
		used += (size_t)snprintf(text + used, size - used, "%s'%s'",
			i == 0          ? ""
			: values[i + 1] ? ", "
					: " or ",
			values[i]);
}

/* Values that switch isolation off: as they stand, the server refuses them, and
 * to let them pass is for a person to decide. */
static bool
is_loose(struct str value)
{
	return str_is(value, "Unconfined") || str_is(value, "Unmasked");
}

static void
report_choice(struct pass *pass, const struct fault *fault)
{
	char choices[512];
	struct str nearest = fault->nearest;
	struct finding *finding = pass_report(pass, node_place(fault->node),
		"'%s' cannot be '%.*s'", fault->field,
		STR_ARG(node_text(fault->node)));

	list_values(fault->values, choices, sizeof(choices));
	finding_about_object(finding, fault->object);
	finding_help(finding, "write %s", choices);
	if (!nearest.len)
		return;
	finding_label(finding, "did you mean '%.*s'?", STR_ARG(nearest));
	if (!node_alias(fault->node) && !is_loose(nearest)) {
		char *text = pass_alloc(pass, nearest.len + 1);

		memcpy(text, nearest.ptr, nearest.len);
		finding_replace(finding, false, node_place(fault->node), text);
	}
}

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct fault *fault = schema_faults(pass, FAULT_WRONG_VALUE);

	(void)graph;
	for (; fault; fault = fault->next) {
		struct finding *finding;

		if (fault->values) {
			report_choice(pass, fault);
			continue;
		}
		finding = pass_report(pass, node_place(fault->node),
			"'%.*s' is not %s", STR_ARG(node_text(fault->node)),
			fault->expected);
		finding_about_object(finding, fault->object);
		finding_help(finding, "write %s", fault->expected);
	}
}

const struct rule invalid_value = {
	.id = "invalid-value",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A value that the API server does not take",
	.why = "The server knows a handful of values for the field and compares "
	       "them letter by letter: 'egress' is not 'Egress'. It "
	       "refuses the object, so neither it nor what it was meant to "
	       "protect is there.",
	.fix = "write one of the values that the field takes, letter by letter",
	.bad = "apiVersion: networking.k8s.io/v1\n"
	       "kind: NetworkPolicy\n"
	       "metadata:\n"
	       "  name: deny\n"
	       "spec:\n"
	       "  podSelector: {}\n"
	       "  policyTypes: [egress]\n",
	.good = "apiVersion: networking.k8s.io/v1\n"
		"kind: NetworkPolicy\n"
		"metadata:\n"
		"  name: deny\n"
		"spec:\n"
		"  podSelector: {}\n"
		"  policyTypes: [Egress]\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "kubernetes-api/" },
			{ 0 },
		},
	.since = "0.1.0",
};
