/* SPDX-License-Identifier: Apache-2.0 */
/* Files of other programs, known by what stands in them. */
#include "graph/foreign.h"

bool
foreign_is_seccomp_profile(const struct node *root)
{
	return str_starts(
		node_text(node_get(root, "defaultAction")), "SCMP_ACT_");
}

/* A whole rule, macro or list; a file of amendments has their name alone. */
static bool
is_falco_item(const struct node *item)
{
	if (node_is_scalar(node_get(item, "rule")))
		return node_get(item, "condition") || node_get(item, "desc") ||
		       node_get(item, "override") || node_get(item, "append") ||
		       node_get(item, "enabled");
	if (node_is_scalar(node_get(item, "macro")))
		return node_get(item, "condition");
	return node_is_scalar(node_get(item, "list")) &&
	       node_get(item, "items");
}

static bool
is_falco_rules(const struct node *root)
{
	bool found = false;

	NODE_EACH(item, root) {
		if (!node_is_mapping(item))
			return false;
		found |= is_falco_item(item);
	}
	return found;
}

static bool
is_falco_values(const struct node *root)
{
	return node_is_mapping(node_get(root, "customRules")) ||
	       (node_is_mapping(node_get(root, "falco")) &&
		       (node_is_mapping(node_get(root, "driver")) ||
			       node_is_mapping(node_get(root, "falcoctl"))));
}

const char *
foreign_kind(const struct node *root)
{
	if (node_is_sequence(root))
		return is_falco_rules(root) ? "FalcoRules" : NULL;
	if (!node_is_mapping(root) || node_get(root, "apiVersion") ||
		node_get(root, "kind"))
		return NULL;
	if (foreign_is_seccomp_profile(root))
		return "LinuxSeccomp";
	return is_falco_values(root) ? "FalcoValues" : NULL;
}
