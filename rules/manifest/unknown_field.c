/* SPDX-License-Identifier: Apache-2.0 */
/* Fields that the API does not have: mostly misspelt ones. */
#include <agentlint/schema.h>

static void
suggest(struct pass *pass, struct finding *finding, const struct fault *fault)
{
	struct str name = fault->nearest;
	char *text;

	if (!name.len)
		return;
	finding_label(finding, "did you mean '%.*s'?", STR_ARG(name));
	if (fault->home) {
		finding_help(finding,
			"if '%.*s' is meant, it belongs under '%s'",
			STR_ARG(name), fault->home);
		return;
	}
	finding_help(finding, "write '%.*s', if that is what was meant",
		STR_ARG(name));
	if (node_alias(fault->node) || node_get_str(fault->node->parent, name))
		return;
	text = pass_alloc(pass, name.len + 1);
	memcpy(text, name.ptr, name.len);
	finding_replace(finding, false, node_key_place(fault->node), text);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	const struct fault *fault = schema_faults(pass, FAULT_UNKNOWN_FIELD);

	(void)graph;
	for (; fault; fault = fault->next) {
		struct finding *finding =
			pass_report(pass, node_key_place(fault->node),
				"%s has no field '%.*s'%s%.*s%s", fault->type,
				STR_ARG(fault->node->key),
				fault->nearest.len ? "; did you mean '" : "",
				STR_ARG(fault->nearest),
				fault->nearest.len ? "'?" : "");

		finding_about_object(finding, fault->object);
		suggest(pass, finding, fault);
		if (minor > schema_minor())
			finding_unknown(finding,
				"the cluster is newer than the fields known "
				"here, those of Kubernetes 1.%u",
				schema_minor());
	}
}

const struct rule unknown_field = {
	.id = "unknown-field",
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A field that the API does not have",
	.why = "Strict clients (kubectl by default) are refused; lenient ones get "
	       "the object without the field and without a word. A misspelt "
	       "security setting then protects nothing, and everybody who reads "
	       "the file believes that it does.",
	.fix = "remove the field, or write the one that was meant",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: agent\n"
	       "      image: registry.example/agent:1.0\n"
	       "      securityContext:\n"
	       "        allowPriviledgeEscalation: false\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: agent\n"
		"      image: registry.example/agent:1.0\n"
		"      securityContext:\n"
		"        allowPrivilegeEscalation: false\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "using-api/api-concepts/#field-validation" },
			{ 0 },
		},
	.since = "0.1.0",
};
