/* SPDX-License-Identifier: Apache-2.0 */
/* Pod fields in a container's securityContext, where nobody reads them. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

/* The fields of core/v1 PodSecurityContext that SecurityContext has not. */
static bool
is_misplaced(struct str key)
{
	static const char *const fields[] = { "fsGroup", "fsGroupChangePolicy",
		"supplementalGroups", "supplementalGroupsPolicy", "sysctls",
		"seLinuxChangePolicy" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (str_is(key, fields[i]))
			return true;
	return false;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct finding *finding = NULL;

	NODE_EACH(field, container_security_context(container)) {
		if (!is_misplaced(field->key))
			continue;
		if (finding) {
			finding_relate(
				finding, node_key_place(field), "ignored, too");
			continue;
		}
		finding = pass_report(pass, node_key_place(field),
			"'%.*s' in the securityContext of %s '%.*s' is ignored: "
			"only pods have it",
			STR_ARG(field->key), CONTAINER_ARG(container));
		finding_label(finding, "has no effect here");
	}
}

const struct rule pod_field_at_container_level = {
	.id = "pod-field-at-container-level",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "A container's securityContext has fields that only pods "
		   "have",
	.why = "'fsGroup', 'supplementalGroups', 'sysctls' and their kin belong "
	       "to the pod's securityContext. In a container's they are "
	       "unknown fields, which the API server drops in silence unless "
	       "validation is strict: volumes then keep the group that they "
	       "have, and somebody will run the agent as root to make the "
	       "files writable.",
	.fix = "move the field into the pod's securityContext",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        fsGroup: 65534\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    fsGroup: 65534\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.3" },
			{ "CWE", "1188" },
			{ "URL", "https://kubernetes.io/docs/reference/"
				 "kubernetes-api/workload-resources/pod-v1/"
				 "#security-context" },
			{ 0 },
		},
	.since = "0.1.0",
};
