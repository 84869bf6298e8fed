/* SPDX-License-Identifier: Apache-2.0 */
/* Cilium's endpoint selectors (pkg/policy/api/selector.go, pkg/labels). */
#include "analysis/network/policy_cilium.h"

static const char name_key[] = "io.kubernetes.pod.namespace";
static const char label_prefix[] = "io.cilium.k8s.namespace.labels.";

/* Takes the source off a key; false for sources that no pod's label has. */
static bool
strip_source(struct str *key)
{
	static const char *const sources[] = { "k8s:", "any:", "k8s.", "any." };
	static const char *const others[] = { "reserved:", "cidr:", "fqdn:",
		"container:", "unspec:", "reserved.", "cidrgroup:" };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (str_starts(*key, others[i]))
			return false;
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (str_starts(*key, sources[i])) {
			*key = str_from(*key, 4);
			break;
		}
	return true;
}

/* Whether the requirement is about the namespace; rewrites its key so that it
 * is one on the Namespace's labels. */
static bool
is_about_namespace(struct requirement *requirement)
{
	if (str_is(requirement->key, name_key)) {
		requirement->key = STR(LABEL_NAMESPACE_NAME);
		return true;
	}
	if (!str_starts(requirement->key, label_prefix))
		return false;
	requirement->key = str_from(requirement->key, sizeof(label_prefix) - 1);
	return true;
}

struct cilium_selector
cilium_selector_parse(
	struct arena *arena, const struct node *selector, struct str namespace)
{
	struct selector all = selector_parse(arena, selector);
	struct requirement *pods =
		arena_array(arena, all.count + 1, sizeof(*pods));
	struct requirement *namespaces =
		arena_array(arena, all.count + 1, sizeof(*namespaces));
	struct cilium_selector result = { { pods, 0 }, { namespaces, 0 } };
	bool bound = false;

	for (size_t i = 0; i < all.count; i++) {
		struct requirement requirement = all.requirements[i];

		if (!strip_source(&requirement.key))
			requirement.op = OPERATOR_INVALID;
		if (is_about_namespace(&requirement)) {
			bound = true;
			namespaces[result.namespaces.count++] = requirement;
		} else {
			pods[result.pods.count++] = requirement;
		}
	}
	if (!bound && namespace.len)
		result.namespaces = selector_of(
			arena, STR(LABEL_NAMESPACE_NAME), namespace);
	return result;
}
