/* SPDX-License-Identifier: Apache-2.0 */
/* Subjects, roles, and what a rule of a role allows. */
#include <agentlint/identity.h>
#include <agentlint/rbac.h>

#include <string.h>

static const char group_name[] = "rbac.authorization.k8s.io";

struct binding
binding_of(const struct object *object)
{
	const struct node *ref = node_get(object->root, "roleRef");
	bool everywhere = str_is(object->kind, "ClusterRoleBinding");
	bool cluster = node_is(node_get(ref, "kind"), "ClusterRole");
	struct binding binding = {
		.object = object,
		.role_ref = ref,
		.role_name = node_text(node_get(ref, "name")),
		.everywhere = everywhere,
	};

	if (binding.role_name.len)
		binding.role = graph_find(object->graph, group_name,
			cluster ? "ClusterRole" : "Role", object->namespace,
			binding.role_name);
	return binding;
}

/* Cuts PREFIX off S, or returns false. */
static bool
take(struct str *s, const char *prefix)
{
	if (!str_starts(*s, prefix))
		return false;
	*s = str_from(*s, strlen(prefix));
	return true;
}

/* An account that a controller makes has a name that nobody here knows. */
static bool
is_account(struct str namespace, struct str name, const struct pod *pod)
{
	struct str account;

	/* Of a cluster's many pairs most are apart already here. */
	if (!str_equal(namespace, pod->object->namespace))
		return false;
	account = pod_service_account_name(pod);
	return str_equal(name, account) &&
	       (!str_is(account, "default") ||
		       pod_falls_to_default_account(pod));
}

static bool
is_user_of(struct str user, const struct pod *pod)
{
	struct str namespace;

	if (!take(&user, "system:serviceaccount:"))
		return false;
	namespace = str_cut(&user, ':');
	return is_account(namespace, user, pod);
}

static bool
is_group_of(struct str group, const struct pod *pod)
{
	if (str_is(group, "system:serviceaccounts") ||
		str_is(group, "system:authenticated"))
		return true;
	return take(&group, "system:serviceaccounts:") &&
	       str_equal(group, pod->object->namespace);
}

/* That of the ServiceAccount SUBJECT of OBJECT; a binding of the whole cluster
 * has none that it could stand for. */
static struct str
account_namespace(const struct object *object, const struct node *subject)
{
	struct str namespace = node_text(node_get(subject, "namespace"));

	return namespace.len ? namespace : object->namespace;
}

static bool
includes(const struct object *object, const struct node *subject,
	const struct pod *pod)
{
	const struct node *kind = node_get(subject, "kind");
	struct str name = node_text(node_get(subject, "name"));

	if (node_is(kind, "ServiceAccount"))
		return is_account(
			account_namespace(object, subject), name, pod);
	if (subject_is_anonymous(subject))
		return true;
	if (node_is(kind, "User"))
		return is_user_of(name, pod);
	return node_is(kind, "Group") && is_group_of(name, pod);
}

/* An account named outright tells more than a group that holds it. */
const struct node *
binding_subject(const struct object *object, const struct pod *pod)
{
	const struct node *found = NULL;

	NODE_EACH(subject, node_get(object->root, "subjects"))
		if (includes(object, subject, pod) &&
			(!found || subject_is_group(found)))
			found = subject;
	return found;
}

/* The only namespace of which SUBJECT of OBJECT can include accounts; empty
 * when that is not known. */
static struct str
subject_namespace(const struct object *object, const struct node *subject)
{
	const struct node *kind = node_get(subject, "kind");
	struct str name = node_text(node_get(subject, "name"));

	if (node_is(kind, "ServiceAccount"))
		return account_namespace(object, subject);
	if (take(&name, "system:serviceaccount:") ||
		take(&name, "system:serviceaccounts:"))
		return str_cut(&name, ':');
	return (struct str){ 0 };
}

struct pod_range
binding_pods(const struct object *object)
{
	const struct node *subjects = node_get(object->root, "subjects");
	struct str only = subject_namespace(object, node_item(subjects, 0));

	NODE_EACH(subject, subjects)
		if (!str_equal(subject_namespace(object, subject), only))
			only.len = 0;
	return only.len ? graph_pods_in(object->graph, only)
			: graph_pods(object->graph);
}

struct str
binding_account(const struct object *object)
{
	const struct node *subjects = node_get(object->root, "subjects");
	struct str name = node_text(node_get(node_item(subjects, 0), "name"));

	NODE_EACH(subject, subjects) {
		struct str home = account_namespace(object, subject);

		if (!node_is(node_get(subject, "kind"), "ServiceAccount") ||
			!str_equal(home, object->namespace) ||
			!str_equal(node_text(node_get(subject, "name")), name))
			return (struct str){ 0 };
	}
	return name;
}

bool
subject_is_group(const struct node *subject)
{
	return node_is(node_get(subject, "kind"), "Group") ||
	       subject_is_anonymous(subject);
}

bool
subject_is_anonymous(const struct node *subject)
{
	const struct node *kind = node_get(subject, "kind");
	struct str name = node_text(node_get(subject, "name"));

	return (node_is(kind, "User") && str_is(name, "system:anonymous")) ||
	       (node_is(kind, "Group") &&
		       str_is(name, "system:unauthenticated"));
}

static bool
lists(const struct node *list, const char *wanted)
{
	NODE_EACH(item, list)
		if (str_is(node_text(item), wanted))
			return true;
	return false;
}

static bool
lists_or_all(const struct node *list, const char *wanted)
{
	return lists(list, wanted) || lists(list, "*");
}

/* "pods/exec" is also what "* /exec" allows, and "*". */
static bool
lists_resource(const struct node *list, const char *resource)
{
	struct str sub = str_of(resource);

	str_cut(&sub, '/');
	if (lists_or_all(list, resource))
		return true;
	NODE_EACH(item, list) {
		struct str rest = node_text(item);

		if (sub.len && take(&rest, "*/") && str_equal(rest, sub))
			return true;
	}
	return false;
}

/* Of most requests a rule with resourceNames leaves the harmless ones; those
 * for a subresource name its owner, and these verbs whom they are about. */
static bool
grants_by_name(const char *resource, const char *verb)
{
	struct str s = str_of(verb);
	bool changes = str_is(s, "update") || str_is(s, "patch");

	return strchr(resource, '/') ||
	       (changes && !strcmp(resource, "pods")) || str_is(s, "bind") ||
	       str_is(s, "escalate") || str_is(s, "impersonate") ||
	       str_is(s, "approve") || str_is(s, "sign");
}

bool
policy_rule_allows(const struct node *rule, const char *group,
	const char *resource, const char *verb)
{
	if (node_count(node_get(rule, "resourceNames")) &&
		!grants_by_name(resource, verb))
		return false;
	return lists_or_all(node_get(rule, "apiGroups"), group) &&
	       lists_resource(node_get(rule, "resources"), resource) &&
	       lists_or_all(node_get(rule, "verbs"), verb);
}
