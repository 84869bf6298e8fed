/* SPDX-License-Identifier: Apache-2.0 */
/* What bounds a container's use of its node. */
#ifndef AGENTLINT_RESOURCES_H
#define AGENTLINT_RESOURCES_H

#include <agentlint/graph.h>

enum limit {
	LIMIT_NONE,    /* whatever the node has */
	LIMIT_SET,     /* by the container, the pod, or by default */
	LIMIT_UNKNOWN, /* filled in later, or by the kind's controller */
};

/* Whether the container's use of RESOURCE ("cpu", "memory",
 * "ephemeral-storage") is bounded: by its own limits, by those of the pod
 * (spec.resources, for cpu and memory), or by the defaults of a LimitRange of
 * its namespace in the input (a Container limit's max counts where it gives no
 * default, core/v1 defaults.go). A limit of 0 bounds nothing. */
enum limit container_limit(
	const struct container *container, const char *resource);

/* The container's resources, under whatever key its kind keeps them; or NULL.
 */
const struct node *container_resources(const struct container *container);

#endif
