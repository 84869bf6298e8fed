/* SPDX-License-Identifier: Apache-2.0 */
/* What a pod and its containers say, and which objects they lean on. */
#include "graph/build.h"
#include "graph/shape.h"

const char *
container_role_name(enum container_role role)
{
	switch (role) {
	case CONTAINER_INIT:
		return "init container";
	case CONTAINER_SIDECAR:
		return "sidecar";
	case CONTAINER_REGULAR:
		return "container";
	case CONTAINER_EPHEMERAL:
		return "ephemeral container";
	}
	return "container";
}

const struct node *
pod_carried_field(const struct pod *pod, const char *field)
{
	const struct carried *carries = pod->shape->carries;

	for (size_t i = 0; carries[i].field; i++)
		if (str_is(str_of(carries[i].field), field))
			return pod->carried[i];
	return NULL;
}

bool
pod_can_carry(const struct pod *pod, const char *field)
{
	const struct carried *carries = pod ? pod->shape->carries : NULL;

	if (!carries)
		return pod;
	for (; carries->field; carries++)
		if (str_is(str_of(carries->field), field))
			return true;
	return false;
}

struct place
pod_place(const struct pod *pod)
{
	return pod ? object_place(pod->object) : (struct place){ 0 };
}

struct place
pod_spec_place(const struct pod *pod)
{
	if (!pod || !pod->spec || pod->spec == pod->object->root)
		return pod_place(pod);
	return node_key_place(pod->spec);
}

/* FIELD of CONTEXT; without CONTEXT nothing, and nowhere. */
static struct setting
setting_at(const struct node *context, const char *field)
{
	const struct node *node = node_get(context, field);

	return (struct setting){ node,
		node ? node_place(node) : node_key_place(context), false };
}

struct setting
pod_setting(const struct pod *pod, const char *field)
{
	const struct node *context = pod ? pod->security_context : NULL;
	struct setting setting = setting_at(context, field);

	if (!context)
		setting.place = pod_spec_place(pod);
	return setting;
}

struct place
container_place(const struct container *container)
{
	const struct node *name;

	if (!container)
		return (struct place){ 0 };
	name = node_get(container->node, "name");
	return name ? node_place(name) : node_key_place(container->node);
}

struct setting
container_own_setting(const struct container *container, const char *field)
{
	const struct node *context =
		container ? container->security_context : NULL;
	struct setting setting = setting_at(context, field);

	if (!context)
		setting.place = container_place(container);
	return setting;
}

struct setting
container_setting(const struct container *container, const char *field)
{
	const struct node *inherited = NULL;

	if (container && !node_get(container->security_context, field))
		inherited = node_get(container->pod->security_context, field);
	if (!inherited)
		return container_own_setting(container, field);
	return (struct setting){ inherited, node_place(inherited), true };
}

bool
object_is_kagent_agent(const struct object *object)
{
	return object_is(object, "kagent.dev", "Agent") ||
	       object_is(object, "kagent.dev", "SandboxAgent");
}

bool
pod_has_account_made(const struct pod *pod)
{
	return pod && object_is_kagent_agent(pod->object) &&
	       !pod_field(pod, "serviceAccountName");
}

struct str
pod_service_account_name(const struct pod *pod)
{
	struct str name = node_text(pod_field(pod, "serviceAccountName"));

	if (!pod)
		return name;
	/* The deprecated alias counts where the name is absent. */
	if (!name.len)
		name = node_text(pod_field(pod, "serviceAccount"));
	if (!name.len && pod_has_account_made(pod))
		return pod->object->name;
	return name.len ? name : STR("default");
}

void
pod_resolve(struct pod *pod)
{
	const struct graph *graph = pod->object->graph;
	struct str namespace = pod->object->namespace;
	struct str class = node_text(pod_field(pod, "runtimeClassName"));

	pod->namespace = graph_find(
		graph, "", "Namespace", (struct str){ 0 }, namespace);
	pod->service_account = graph_find(graph, "", "ServiceAccount",
		namespace, pod_service_account_name(pod));
	if (class.len)
		pod->runtime_class = graph_find(graph, "node.k8s.io",
			"RuntimeClass", (struct str){ 0 }, class);
}

const struct object *
pod_namespace(const struct pod *pod)
{
	return pod ? pod->namespace : NULL;
}

const struct object *
pod_service_account(const struct pod *pod)
{
	return pod ? pod->service_account : NULL;
}

const struct object *
pod_runtime_class(const struct pod *pod)
{
	return pod ? pod->runtime_class : NULL;
}

/* The object that REFERENCE (a path from the object's root) names, in the same
 * namespace. */
static const struct object *
follow(const struct object *object, const char *reference, const char *kind)
{
	struct str name = node_text(node_path(object->root, reference));

	if (!name.len)
		return NULL;
	return graph_find(object->graph, "extensions.agents.x-k8s.io", kind,
		object->namespace, name);
}

const struct object *
object_sandbox_template(const struct object *object)
{
	const struct object *pool;

	if (!object || !str_is(object->group, "extensions.agents.x-k8s.io"))
		return NULL;
	if (str_is(object->kind, "SandboxTemplate"))
		return object;
	pool = follow(object, "spec.warmPoolRef.name", "SandboxWarmPool");
	return follow(pool ? pool : object, "spec.sandboxTemplateRef.name",
		"SandboxTemplate");
}
