/* SPDX-License-Identifier: Apache-2.0 */
/* Starting pods: every account and every Secret of the namespace. */
#include <agentlint/rbac.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	rbac_report(pass, graph, POWER_PODS);
}

const struct rule role_grants_pod_creation = {
	.id = "role-grants-pod-creation",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A role lets an agent's account start pods",
	.why = "Whoever may create a pod, or anything that makes pods, picks "
	       "the service account that it runs as, the Secrets that it "
	       "mounts and the image that it runs. An agent with this right "
	       "is not bound by its own sandbox: it starts another pod "
	       "without one, unless the namespace's Pod Security or an "
	       "admission policy refuses it. Changing what makes pods is as "
	       "good; a pod that is there keeps its account. A SandboxClaim "
	       "starts only what a template allows, and is a warning.",
	.fix = "let the agent ask for a SandboxClaim, or a service outside "
	       "the sandbox that starts what it allows",
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
	       "  - apiGroups: [batch]\n"
	       "    resources: [jobs]\n"
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
		"  - apiGroups: [batch]\n"
		"    resources: [jobs]\n"
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
			{ "NSA", "Authentication and authorization (RBAC)" },
			{ "ATT&CK", "T1610" },
			{ "OWASP", "ASI03" },
			{ "OWASP", "ASI05" },
			{ "CWE", "269" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/rbac-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
