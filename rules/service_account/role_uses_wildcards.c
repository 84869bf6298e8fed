/* SPDX-License-Identifier: Apache-2.0 */
/* A grant that grows by itself. */
#include <agentlint/rbac.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	rbac_report(pass, graph, POWER_WILDCARD);
}

const struct rule role_uses_wildcards = {
	.id = "role-uses-wildcards",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A role of an agent's account says '*'",
	.why = "'*' is not what exists today: it is every resource, verb or "
	       "API group that anybody adds later, subresources included. "
	       "What an operator installs next month the agent may use "
	       "without anybody deciding so.",
	.fix = "list the verbs, resources and API groups",
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
	       "  - apiGroups: [example.org]\n"
	       "    resources: [\"*\"]\n"
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
		"  - apiGroups: [example.org]\n"
		"    resources: [reports]\n"
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
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.3" },
			{ "NSA", "Authentication and authorization (RBAC)" },
			{ "OWASP", "ASI03" },
			{ "CWE", "272" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/rbac-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
