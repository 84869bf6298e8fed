/* SPDX-License-Identifier: Apache-2.0 */
/* The agent has a role because others have. */
#include <agentlint/rbac.h>

/* A group, or the account of whatever names none. */
static bool
is_shared(const struct node *subject)
{
	struct str name = node_text(node_get(subject, "name"));

	return subject_is_group(subject) || str_is(name, "default") ||
	       (str_starts(name, "system:serviceaccount:") &&
		       str_ends(name, ":default"));
}

static const struct crowd {
	const char *who, *one, *many;
} accounts = { "an account that", "agent shares", "agents share" },
  groups = { "a group that", "agent is in", "agents are in" },
  nobody = { "whoever sends no token, as", "agent may", "agents may" };

static const struct crowd *
crowd_of(const struct node *subject)
{
	if (subject_is_anonymous(subject))
		return &nobody;
	return subject_is_group(subject) ? &groups : &accounts;
}

static const struct pod *
first_included(const struct object *binding, const struct node **subject,
	size_t *count)
{
	struct pod_range pods = binding_pods(binding);
	const struct pod *first = NULL;

	*count = 0;
	for (; pods.begin != pods.end; pods.begin++) {
		const struct node *found =
			(*pods.begin)->agent
				? binding_subject(binding, *pods.begin)
				: NULL;

		if (!found || !is_shared(found))
			continue;
		if (!first) {
			first = *pods.begin;
			*subject = found;
		}
		++*count;
	}
	return first;
}

static void
check_binding(struct pass *pass, const struct object *object)
{
	struct binding binding = binding_of(object);
	const struct node *subject = NULL;
	const struct crowd *crowd;
	const struct pod *pod;
	struct finding *finding;
	size_t count;

	/* Every cluster gives such roles to everybody: discovery, its health,
	 * its token issuer. */
	if (str_starts(binding.role_name, "system:"))
		return;
	pod = first_included(object, &subject, &count);
	if (!pod)
		return;
	crowd = crowd_of(subject);
	finding = pass_report(pass, node_place(node_get(subject, "name")),
		"%s '%.*s' is bound to %s %zu %s",
		node_is(node_get(binding.role_ref, "kind"), "ClusterRole")
			? "cluster role"
			: "role",
		STR_ARG(binding.role_name), crowd->who, count,
		count == 1 ? crowd->one : crowd->many);
	finding_label(finding, "agent '%.*s' is among them",
		STR_ARG(object_title(pod->object)));
	finding_about_object(finding, object);
}

static void
check(struct pass *pass, const struct graph *graph)
{
	static const char *const kinds[] = { "RoleBinding",
		"ClusterRoleBinding" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct object_range bindings = graph_objects_of(
			graph, "rbac.authorization.k8s.io", kinds[i]);

		for (; bindings.begin != bindings.end; bindings.begin++)
			if (pass_judges(pass, *bindings.begin))
				check_binding(pass, *bindings.begin);
	}
}

const struct rule role_bound_to_many = {
	.id = "role-bound-to-many",
	.module = MODULE_SERVICE_ACCOUNT,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "A role is bound to a group or account that agents share",
	.why = "Every service account is in 'system:serviceaccounts', in "
	       "'system:serviceaccounts:NAMESPACE' and in "
	       "'system:authenticated'. A role bound to one of them is bound "
	       "to every agent that runs there, today's and tomorrow's, "
	       "whichever account it is given. The account 'default' is that "
	       "of every pod of its namespace that names none. The user "
	       "'system:anonymous' and the group 'system:unauthenticated' are "
	       "whoever sends no token: an agent without one, too, and "
	       "everybody else who reaches the API server.",
	.fix = "bind the role to the accounts that need it, one by one",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  serviceAccountName: coder\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "---\n"
	       "apiVersion: rbac.authorization.k8s.io/v1\n"
	       "kind: RoleBinding\n"
	       "metadata:\n"
	       "  name: everybody\n"
	       "roleRef:\n"
	       "  apiGroup: rbac.authorization.k8s.io\n"
	       "  kind: ClusterRole\n"
	       "  name: view\n"
	       "subjects:\n"
	       "  - apiGroup: rbac.authorization.k8s.io\n"
	       "    kind: Group\n"
	       "    name: system:serviceaccounts:default\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  serviceAccountName: coder\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: rbac.authorization.k8s.io/v1\n"
		"kind: RoleBinding\n"
		"metadata:\n"
		"  name: everybody\n"
		"roleRef:\n"
		"  apiGroup: rbac.authorization.k8s.io\n"
		"  kind: ClusterRole\n"
		"  name: view\n"
		"subjects:\n"
		"  - kind: ServiceAccount\n"
		"    name: dashboard\n"
		"    namespace: default\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.5" },
			{ "NSA", "Authentication and authorization (RBAC)" },
			{ "ATT&CK", "T1078" },
			{ "OWASP", "ASI03" },
			{ "CWE", "272" },
			{ 0 },
		},
	.since = "0.1.0",
};
