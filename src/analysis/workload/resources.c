/* SPDX-License-Identifier: Apache-2.0 */
/* Limits: own, of the pod, by default. */
#include <agentlint/resources.h>

const struct node *
container_resources(const struct container *container)
{
	const struct node *resources = node_get(container->node, "resources");

	/* Tekton's steps keep theirs beside what they ask of the pod. */
	return resources ? resources
			 : node_get(container->node, "computeResources");
}

/* The limit in RESOURCES, a ResourceRequirements. */
static enum limit
limit_in(const struct node *resources, const char *resource)
{
	const struct node *limits = node_get(resources, "limits");
	const struct node *limit = node_get(limits, resource);

	if (node_is_placeholder(resources) || node_is_placeholder(limits) ||
		node_is_placeholder(limit))
		return LIMIT_UNKNOWN;
	if (!limit || str_is(node_text(limit), "0"))
		return LIMIT_NONE;
	return LIMIT_SET;
}

static bool
gives_default(const struct node *range, const char *resource)
{
	return node_is(node_get(range, "type"), "Container") &&
	       (node_get(node_get(range, "default"), resource) ||
		       node_get(node_get(range, "max"), resource));
}

static bool
has_default(const struct pod *pod, const char *resource)
{
	struct object_range ranges = graph_objects_in(
		pod->object->graph, "", "LimitRange", pod->object->namespace);

	for (; ranges.begin != ranges.end; ranges.begin++)
		NODE_EACH(
			range, node_path((*ranges.begin)->root, "spec.limits"))
			if (gives_default(range, resource))
				return true;
	return false;
}

/* kagent bounds memory and CPU of an agent that says nothing of resources
 * (translator/agent/deployments.go). */
static bool
has_controller_default(const struct container *container)
{
	const struct object *object = container->pod->object;

	return object_is_kagent_agent(object) &&
	       container->node == container->pod->spec &&
	       !container_resources(container);
}

enum limit
container_limit(const struct container *container, const char *resource)
{
	const struct pod *pod = container->pod;
	enum limit limit = limit_in(container_resources(container), resource);
	bool shared = !str_is(str_of(resource), "ephemeral-storage");

	if (limit == LIMIT_NONE && shared)
		limit = limit_in(pod_field(pod, "resources"), resource);
	if (limit == LIMIT_NONE && has_default(pod, resource))
		limit = LIMIT_SET;
	if (limit == LIMIT_NONE && shared && has_controller_default(container))
		limit = LIMIT_SET;
	/* A search in an unknown kind may miss what its controller adds. */
	if (limit == LIMIT_NONE && pod->guessed)
		limit = LIMIT_UNKNOWN;
	return limit;
}
