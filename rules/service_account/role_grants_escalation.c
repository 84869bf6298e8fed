/* SPDX-License-Identifier: Apache-2.0 */
/* Rights that make more rights. */
#include <agentlint/rbac.h>

static void
check(struct pass *pass, const struct graph *graph)
{
	rbac_report(pass, graph, POWER_RIGHTS);
}

const struct rule role_grants_escalation = {
	.id = "role-grants-escalation",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_ERROR,
	.check_graph = check,
	.summary = "A role lets an agent's account gain rights or identities "
		   "of others",
	.why = "'escalate' and 'bind' lift the API server's check that nobody "
	       "grants what he does not have; 'impersonate' makes requests as "
	       "somebody else; 'serviceaccounts/token' makes tokens of other "
	       "accounts; approving certificate requests makes any user's. "
	       "Each turns a small role into whichever one an injected prompt "
	       "asks for; with 'resourceNames', into that of those named. "
	       "Writing roles and bindings without those verbs is "
	       "held to the rights that the account has, and is a warning.",
	.fix = "drop these verbs and resources from the role; let people or a "
	       "controller outside the sandbox grant rights",
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
	       "    resources: [serviceaccounts/token]\n"
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
		"    resources: [serviceaccounts]\n"
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
			{ "CIS", "5.1.8" },
			{ "CIS", "5.1.11" },
			{ "CIS", "5.1.13" },
			{ "NSA", "Authentication and authorization (RBAC)" },
			{ "ATT&CK", "T1098.006" },
			{ "ATT&CK", "T1550.001" },
			{ "OWASP", "ASI03" },
			{ "CWE", "269" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "security/rbac-good-practices/" },
			{ 0 },
		},
	.since = "0.1.0",
};
