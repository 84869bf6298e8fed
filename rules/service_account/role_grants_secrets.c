/* SPDX-License-Identifier: Apache-2.0 */
/* Reading Secrets: the keys of everything else. */
#include <agentlint/rbac.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	rbac_report(pass, graph, POWER_SECRETS);
}

const struct rule role_grants_secrets = {
	.id = "role-grants-secrets",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A role lets an agent's account read every Secret of a "
		   "namespace or the cluster",
	.why = "'list' and 'watch' return the contents of Secrets as 'get' "
	       "does. An injected prompt then needs one call to hold every "
	       "key, token and certificate of the namespace: those of its "
	       "neighbours, of the pipeline, of the model. A rule with "
	       "'resourceNames' is not reported.",
	.fix = "name the one Secret in 'resourceNames' and allow 'get' alone; "
	       "better, mount it",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  serviceAccountName: coder\n"
	       "  automountServiceAccountToken: true\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: rbac.authorization.k8s.io/v1\n"
	       "kind: Role\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "rules:\n"
	       "  - apiGroups: [\"\"]\n"
	       "    resources: [secrets]\n"
	       "    verbs: [get, list]\n"
	       "---\n"
	       "apiVersion: rbac.authorization.k8s.io/v1\n"
	       "kind: RoleBinding\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "roleRef:\n"
	       "  apiGroup: rbac.authorization.k8s.io\n"
	       "  kind: Role\n"
	       "  name: coder\n"
	       "subjects:\n"
	       "  - kind: ServiceAccount\n"
	       "    name: coder\n"
	       "    namespace: default\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  serviceAccountName: coder\n"
		"  automountServiceAccountToken: true\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: rbac.authorization.k8s.io/v1\n"
		"kind: Role\n"
		"metadata:\n"
		"  name: coder\n"
		"rules:\n"
		"  - apiGroups: [\"\"]\n"
		"    resources: [secrets]\n"
		"    resourceNames: [coder]\n"
		"    verbs: [get]\n"
		"---\n"
		"apiVersion: rbac.authorization.k8s.io/v1\n"
		"kind: RoleBinding\n"
		"metadata:\n"
		"  name: coder\n"
		"roleRef:\n"
		"  apiGroup: rbac.authorization.k8s.io\n"
		"  kind: Role\n"
		"  name: coder\n"
		"subjects:\n"
		"  - kind: ServiceAccount\n"
		"    name: coder\n"
		"    namespace: default\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.2" },
			{ "NSA", "Authentication and authorization (RBAC)" },
			{ "ATT&CK", "T1552.007" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM02" },
			{ "CWE", "269" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/rbac-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
