/* SPDX-License-Identifier: Apache-2.0 */
/* A sandboxed agent has rights in the cluster, however small. */
#include <agentlint/identity.h>
#include <agentlint/rbac.h>

static bool
is_sandbox(const struct pod *pod)
{
	return pod->agent && (str_is(pod->object->group, "agents.x-k8s.io") ||
				     str_is(pod->object->group,
					     "extensions.agents.x-k8s.io"));
}

static void
report(struct pass *pass, const struct binding *binding, const struct pod *pod,
	const struct node *subject)
{
	const struct node *ref = node_get(binding->role_ref, "name");
	struct finding *finding =
		pass_report(pass, node_place(node_get(subject, "name")),
			"the account of sandbox '%.*s' is bound to '%.*s'",
			STR_ARG(object_title(pod->object)),
			STR_ARG(binding->role_name));

	finding_about_object(finding, binding->object);
	finding_relate(finding, node_place(ref), "this role");
	finding_relate(finding, pod_place(pod), "runs as this account");
	if (pod_holds_api_key(pod) == HOLDS_NO)
		finding_lower(finding, SEVERITY_NOTE);
}

/* Bindings that lead further are told by the rules about roles. */
static void
check(struct pass *pass, const struct object *object)
{
	struct binding binding = binding_of(object);
	struct pod_range pods = binding_pods(object);

	if (!str_is(object->kind, "RoleBinding") &&
		!str_is(object->kind, "ClusterRoleBinding"))
		return;
	for (; pods.begin != pods.end; pods.begin++) {
		const struct node *subject =
			is_sandbox(*pods.begin)
				? binding_subject(object, *pods.begin)
				: NULL;

		if (!subject || subject_is_group(subject))
			continue;
		if (!binding_grants_power(&binding))
			report(pass, &binding, *pods.begin, subject);
		return;
	}
}

const struct rule sandbox_account_bound = {
	.id = "sandbox-account-bound",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "rbac.authorization.k8s.io",
	.summary = "A role is bound to the account of a sandboxed agent",
	.why = "A sandbox runs what a model decided; agent-sandbox's own "
	       "policies refuse every binding to such an account, however "
	       "harmless the role, because what it reads (the names of pods, "
	       "services and accounts) is the map for the next step. Without "
	       "the account's token in the pod this is a note.",
	.fix = "remove the binding; let a service outside the sandbox read "
	       "what the agent needs to know",
	.bad = "apiVersion: agents.x-k8s.io/v1beta1\n"
	       "kind: Sandbox\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "spec:\n"
	       "  podTemplate:\n"
	       "    spec:\n"
	       "      serviceAccountName: coder\n"
	       "      automountServiceAccountToken: true\n"
	       "      containers:\n"
	       "        - name: coder\n"
	       "          image: coder:1.4\n"
	       "---\n"
	       "apiVersion: rbac.authorization.k8s.io/v1\n"
	       "kind: RoleBinding\n"
	       "metadata:\n"
	       "  name: coder\n"
	       "roleRef:\n"
	       "  apiGroup: rbac.authorization.k8s.io\n"
	       "  kind: ClusterRole\n"
	       "  name: view\n"
	       "subjects:\n"
	       "  - kind: ServiceAccount\n"
	       "    name: coder\n"
	       "    namespace: default\n",
	.good = "apiVersion: agents.x-k8s.io/v1beta1\n"
		"kind: Sandbox\n"
		"metadata:\n"
		"  name: coder\n"
		"spec:\n"
		"  podTemplate:\n"
		"    spec:\n"
		"      serviceAccountName: coder\n"
		"      automountServiceAccountToken: false\n"
		"      containers:\n"
		"        - name: coder\n"
		"          image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.5" },
			{ "ATT&CK", "T1613" },
			{ "OWASP", "ASI03" },
			{ "CWE", "272" },
			{ "URL", "https://github.com/kubernetes-sigs/"
				 "agent-sandbox/tree/main/examples/policy" },
			{ 0 },
		},
	.since = "0.1.0",
};
