/* SPDX-License-Identifier: Apache-2.0 */
/* What Cilium's dialect has of its own. */
#ifndef ANALYSIS_NETWORK_POLICY_CILIUM_H
#define ANALYSIS_NETWORK_POLICY_CILIUM_H

#include "analysis/network/policy.h"

/* Selectors of endpoints speak of pods and of their namespaces at once. */
struct cilium_selector {
	struct selector pods;
	struct selector namespaces;
};

/* Reads an endpoint selector: keys with a source ("k8s:app", "any:app"), the
 * namespace's name and labels under io.kubernetes.pod.namespace and
 * io.cilium.k8s.namespace.labels. NAMESPACE is the policy's, to which its
 * selectors are bound unless they name one; empty for clusterwide ones. */
struct cilium_selector cilium_selector_parse(
	struct arena *arena, const struct node *selector, struct str namespace);

#endif
