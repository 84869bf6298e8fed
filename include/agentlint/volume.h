/* SPDX-License-Identifier: Apache-2.0 */
/* The volumes of a pod, and the containers that they are mounted into. */
#ifndef AGENTLINT_VOLUME_H
#define AGENTLINT_VOLUME_H

#include <agentlint/graph.h>

struct pass;

/* A volumeMount of a container; node is NULL behind the last. */
struct mount {
	const struct container *container;
	const struct node *node;
};

/* The mount that follows LAST among those of the volume of that NAME; the
 * first for a zero LAST:
 *     for (m = pod_next_mount(pod, name, (struct mount){ 0 }); m.node;
 *             m = pod_next_mount(pod, name, m)) */
struct mount pod_next_mount(
	const struct pod *pod, struct str name, struct mount last);

/* Calls VISIT, with PASS, for each mount of each volume of the pod. */
void pod_each_mount(struct pass *pass, const struct pod *pod,
	void (*visit)(struct pass *pass, const struct node *volume,
		struct mount mount));

/* Whether any container mounts that volume. */
bool pod_mounts(const struct pod *pod, struct str volume);

/* The volume of that NAME, or NULL. */
const struct node *pod_volume(const struct pod *pod, struct str name);

/* Whether VOLUME is the one by which the ServiceAccount admission plugin gives
 * the pod its token: named kube-api-access-..., in a pod of a cluster. */
bool volume_is_api_access(const struct pod *pod, const struct node *volume);

#endif
