/* SPDX-License-Identifier: Apache-2.0 */
/* Finds profiles in all their wrappings, and reads their rules. */
#include <agentlint/seccomp_profile.h>

#include "base/path.h"

#include <agentlint/embedded.h>

#include "graph/foreign.h"

static const char operator_group[] = "security-profiles-operator.x-k8s.io";

struct gathered {
	const struct seccomp_profile *first;
	struct seccomp_profile *last;
};

static void
add(struct pass *pass, struct gathered *gathered,
	const struct seccomp_profile *profile)
{
	struct seccomp_profile *copy = pass_alloc(pass, sizeof(*copy));

	*copy = *profile;
	if (gathered->last)
		gathered->last->next = copy;
	else
		gathered->first = copy;
	gathered->last = copy;
}

static void
add_from_config_map(struct pass *pass, struct gathered *gathered,
	const struct object *object)
{
	NODE_EACH(value, node_get(object->root, "data")) {
		struct embedded inner;

		/* Most values are something else: not worth parsing. */
		if (!str_contains(node_text(value), "SCMP_ACT_"))
			continue;
		inner = pass_embedded(pass, value);
		if (inner.document_count == 1 &&
			foreign_is_seccomp_profile(inner.documents[0]))
			add(pass, gathered,
				&(struct seccomp_profile){
					.origin = PROFILE_CONFIG_MAP,
					.object = object,
					.root = inner.documents[0],
					.file = value->key,
				});
	}
}

static void
add_from(struct pass *pass, struct gathered *gathered,
	const struct object *object)
{
	if (object_is(object, "", "ConfigMap"))
		add_from_config_map(pass, gathered, object);
	else if (object_is(object, operator_group, "SeccompProfile"))
		add(pass, gathered,
			&(struct seccomp_profile){
				.origin = PROFILE_OPERATOR,
				.object = object,
				.root = node_get(object->root, "spec"),
				.file = object->name,
			});
	else if (object_is(object, "", "LinuxSeccomp"))
		add(pass, gathered,
			&(struct seccomp_profile){
				.origin = PROFILE_FILE,
				.object = object,
				.root = object->root,
				.file = path_name(object->name),
			});
}

const struct seccomp_profile *
seccomp_profiles(struct pass *pass)
{
	static const char key;
	struct object_range objects = graph_objects(pass_graph(pass));
	bool fresh;
	struct gathered *gathered =
		pass_memo(pass, &key, sizeof(*gathered), &fresh);

	for (const struct object *const *o = objects.begin;
		fresh && o != objects.end; o++)
		add_from(pass, gathered, *o);
	return gathered->first;
}

bool
seccomp_profile_is_cluster_scoped(const struct object *profile)
{
	return str_is(profile->version, "v1") ||
	       !node_path(profile->root, "metadata.namespace");
}

/* The name that the operator's file has: the object's with ".json". */
static bool
has_file(const struct object *profile, struct str file)
{
	struct str name = profile->name;

	if (str_equal(name, file))
		return str_ends(name, ".json");
	return str_ends(file, ".json") &&
	       str_equal(str_head(file, file.len - 5), name);
}

const struct seccomp_profile *
seccomp_profile_at(struct pass *pass, struct str path)
{
	const struct seccomp_profile *found = NULL;
	bool of_operator = str_starts(path, "operator/");
	struct str file = path_name(path);

	for (const struct seccomp_profile *p = seccomp_profiles(pass); p;
		p = p->next) {
		if (of_operator != (p->origin == PROFILE_OPERATOR))
			continue;
		if (of_operator ? !has_file(p->object, file)
				: !str_equal(p->file, file))
			continue;
		/* Two of one name: nobody knows which. */
		if (found && !of_operator)
			return NULL;
		found = p;
	}
	return found;
}

static bool
binds(const struct object *binding, const struct container *container)
{
	const struct node *spec = node_get(binding->root, "spec");
	struct str image = node_text(node_get(spec, "image"));

	return node_is(node_path(spec, "profileRef.kind"), "SeccompProfile") &&
	       (str_is(image, "*") ||
		       str_equal(image,
			       node_text(node_get(container->node, "image"))));
}

const struct object *
container_profile_binding(const struct container *container)
{
	const struct object *namespace = pod_namespace(container->pod);
	const struct object *object = container->pod->object;
	struct object_range bindings = graph_objects_in(object->graph,
		operator_group, "ProfileBinding", object->namespace);

	if (namespace &&
		!node_find(namespace->labels, "spo.x-k8s.io/enable-binding"))
		return NULL;
	for (const struct object *const *o = bindings.begin; o != bindings.end;
		o++)
		if (binds(*o, container))
			return *o;
	return NULL;
}

enum profile_action
profile_action(const struct node *action)
{
	static const struct {
		const char *name;
		enum profile_action action;
	} actions[] = {
		{ "SCMP_ACT_ALLOW", ACTION_ALLOW },
		{ "SCMP_ACT_LOG", ACTION_LOG },
		{ "SCMP_ACT_TRACE", ACTION_ASK },
		{ "SCMP_ACT_NOTIFY", ACTION_ASK },
		{ "SCMP_ACT_ERRNO", ACTION_REFUSE },
		{ "SCMP_ACT_TRAP", ACTION_REFUSE },
		{ "SCMP_ACT_KILL", ACTION_REFUSE },
		{ "SCMP_ACT_KILL_PROCESS", ACTION_REFUSE },
		{ "SCMP_ACT_KILL_THREAD", ACTION_REFUSE },
	};

	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		if (node_is(action, actions[i].name))
			return actions[i].action;
	return ACTION_UNKNOWN;
}

static bool
lets_pass(enum profile_action action)
{
	return action == ACTION_ALLOW || action == ACTION_LOG;
}

static const struct node *
name_in(const struct node *rule, struct str name)
{
	NODE_EACH(item, node_get(rule, "names"))
		if (str_equal(node_text(item), name))
			return item;
	return NULL;
}

/* Whether and where PROFILE allows the call of that name. */
static struct grant
grant_of(const struct seccomp_profile *profile, struct str name)
{
	const struct node *fallback = node_get(profile->root, "defaultAction");
	struct grant grant = { 0 };
	bool refused = false;

	NODE_EACH(rule, node_get(profile->root, "syscalls")) {
		const struct node *item = name_in(rule, name);
		enum profile_action action =
			profile_action(node_get(rule, "action"));
		bool filtered = node_count(node_get(rule, "args")) > 0;

		if (!item)
			continue;
		refused |= action == ACTION_REFUSE && !filtered;
		if (lets_pass(action) && (!grant.node || grant.filtered))
			grant = (struct grant){ item, filtered };
	}
	if (!grant.node && !refused && lets_pass(profile_action(fallback)))
		grant.node = fallback;
	return grant;
}

struct grant
profile_grant_beyond_default(
	const struct seccomp_profile *profile, const struct system_call *call)
{
	struct grant grant = { 0 };

	if (call->policy == CALL_ALLOWED)
		return grant;
	grant = grant_of(profile, str_of(call->name));
	/* Whose arguments the default filters, too: taken to be alike. */
	if (call->policy == CALL_FILTERED && grant.filtered)
		grant.node = NULL;
	return grant;
}
