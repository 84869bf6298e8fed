/* SPDX-License-Identifier: Apache-2.0 */
/* A way into other pods, past every network policy. */
#include <agentlint/rbac.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	rbac_report(pass, graph, POWER_ENTER);
}

const struct rule role_grants_exec = {
	.id = "role-grants-exec",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A role lets an agent's account run commands in other pods "
		   "or talk past policies",
	.why = "'pods/exec', 'pods/attach' and 'pods/ephemeralcontainers' run "
	       "the agent's commands inside its neighbours, with their files, "
	       "keys and networks; so does an image that 'update' or 'patch' "
	       "of pods puts in the place of theirs. 'portforward' and "
	       "'proxy' carry its traffic there by way of the API server, "
	       "where no NetworkPolicy looks; 'nodes/proxy' reaches the "
	       "kubelet itself, past admission and audit. Opening a WebSocket "
	       "is a 'get', so reading is enough for most of them; "
	       "'resourceNames' hold them to the pods that they name.",
	.fix = "drop these verbs and resources from the role",
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
	       "    resources: [pods/exec]\n"
	       "    verbs: [create]\n"
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
		"    resources: [pods, pods/log]\n"
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
			{ "CIS", "5.1.4" },
			{ "CIS", "5.1.10" },
			{ "NSA", "Authentication and authorization (RBAC)" },
			{ "ATT&CK", "T1609" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "ASI02" },
			{ "CWE", "269" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/rbac-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
