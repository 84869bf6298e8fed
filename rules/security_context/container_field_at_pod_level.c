/* SPDX-License-Identifier: Apache-2.0 */
/* Container fields in the pod's securityContext, where nobody reads them. */
#include <agentlint/rule.h>

/* The fields of core/v1 SecurityContext that PodSecurityContext has not, and
 * the value at which ignoring the field changes nothing. */
static const struct {
	const char *field;
	const char *harmless;
} fields[] = {
	{ "allowPrivilegeEscalation", "true" },
	{ "capabilities", NULL },
	{ "privileged", "false" },
	{ "procMount", "Default" },
	{ "readOnlyRootFilesystem", "false" },
};

static bool
is_misplaced(const struct node *field, bool *harmful)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (!str_is(field->key, fields[i].field))
			continue;
		*harmful = !fields[i].harmless ||
			   !str_is(node_text(field), fields[i].harmless);
		return true;
	}
	return false;
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct finding *finding = NULL;
	bool harmful = false;
	bool lost = false;

	NODE_EACH(field, pod->security_context) {
		if (!is_misplaced(field, &harmful))
			continue;
		lost |= harmful;
		if (finding) {
			finding_relate(
				finding, node_key_place(field), "ignored, too");
			continue;
		}
		finding = pass_report(pass, node_key_place(field),
			"'%.*s' in the pod's securityContext is ignored: only "
			"containers have it",
			STR_ARG(field->key));
		finding_label(finding, "has no effect here");
	}
	if (finding && !lost)
		finding_lower(finding, SEVERITY_WARNING);
}

const struct rule container_field_at_pod_level = {
	.id = "container-field-at-pod-level",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "The pod's securityContext has fields that only containers "
		   "have",
	.why = "A securityContext exists for the pod and for each container, "
	       "and they do not have the same fields. "
	       "'allowPrivilegeEscalation', 'capabilities', 'privileged', "
	       "'procMount' and 'readOnlyRootFilesystem' are the "
	       "container's: in the pod's they are unknown fields, which the "
	       "API server drops in silence unless validation is strict. The "
	       "manifest looks hardened and the containers run without it.",
	.fix = "move the field into the securityContext of every container",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    runAsNonRoot: true\n"
	       "    allowPrivilegeEscalation: false\n"
	       "    capabilities:\n"
	       "      drop: [ALL]\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    runAsNonRoot: true\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        allowPrivilegeEscalation: false\n"
		"        capabilities:\n"
		"          drop: [ALL]\n",
	.references =
		(const struct reference[]){
			{ "PSS", "allowPrivilegeEscalation" },
			{ "PSS", "capabilities_restricted" },
			{ "CIS", "5.6.3" },
			{ "CWE", "1188" },
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "kubernetes-api/workload-resources/pod-v1/"
				 "#security-context" },
			{ 0 },
		},
	.since = "0.1.0",
};
