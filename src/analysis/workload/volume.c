/* SPDX-License-Identifier: Apache-2.0 */
/* From volumes to mounts and back. */
#include <agentlint/volume.h>

static bool
is_mount_of(const struct node *mount, struct str name)
{
	return name.len && str_equal(node_text(node_get(mount, "name")), name);
}

struct mount
pod_next_mount(const struct pod *pod, struct str name, struct mount last)
{
	for (size_t i = 0; pod && i < pod->container_count; i++) {
		const struct container *container = &pod->containers[i];

		if (last.container && last.container != container)
			continue;
		NODE_EACH(mount, node_get(container->node, "volumeMounts")) {
			if (last.node) {
				if (last.node == mount)
					last.node = NULL;
			} else if (is_mount_of(mount, name)) {
				return (struct mount){ container, mount };
			}
		}
		last = (struct mount){ 0 };
	}
	return (struct mount){ 0 };
}

void
pod_each_mount(struct pass *pass, const struct pod *pod,
	void (*visit)(struct pass *pass, const struct node *volume,
		struct mount mount))
{
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		struct str name = node_text(node_get(volume, "name"));
		struct mount mount =
			pod_next_mount(pod, name, (struct mount){ 0 });

		for (; mount.node; mount = pod_next_mount(pod, name, mount))
			visit(pass, volume, mount);
	}
}

bool
pod_mounts(const struct pod *pod, struct str volume)
{
	return pod_next_mount(pod, volume, (struct mount){ 0 }).node;
}

const struct node *
pod_volume(const struct pod *pod, struct str name)
{
	NODE_EACH(volume, pod_field(pod, "volumes"))
		if (is_mount_of(volume, name))
			return volume;
	return NULL;
}

bool
volume_is_api_access(const struct pod *pod, const struct node *volume)
{
	return str_starts(node_text(node_get(volume, "name")),
		       "kube-api-access-") &&
	       pod->root == pod->object->root && object_is_stored(pod->object);
}
