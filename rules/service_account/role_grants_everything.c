/* SPDX-License-Identifier: Apache-2.0 */
/* All verbs on all resources: the agent is the administrator. */
#include <agentlint/rbac.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	rbac_report(pass, graph, POWER_EVERYTHING);
}

const struct rule role_grants_everything = {
	.id = "role-grants-everything",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A role lets an agent's account do anything",
	.why = "With '*' on '*', or the role cluster-admin, the account is "
	       "the administrator of the cluster, or of its namespace: it "
	       "reads every Secret, starts privileged pods, rewrites the "
	       "policies that hold it, and hands itself the rest. No other "
	       "layer of this agent matters to whoever gets its token. A "
	       "token that is not mounted makes this a warning: one line of a "
	       "manifest mounts it.",
	.fix = "bind a role that lists the verbs and resources that the "
	       "agent's task needs, and no more",
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
	       "kind: ClusterRoleBinding\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "roleRef:\n"
	       "  apiGroup: rbac.authorization.k8s.io\n"
	       "  kind: ClusterRole\n"
	       "  name: cluster-admin\n"
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
		"    resources: [configmaps]\n"
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
			{ "CIS", "5.1.1" },
			{ "NSA", "Authentication and authorization (RBAC)" },
			{ "ATT&CK", "T1078" },
			{ "ATT&CK", "T1098.006" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "LLM06" },
			{ "CWE", "269" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/rbac-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
