/* SPDX-License-Identifier: Apache-2.0 */
/* Follows fields. */
#include "analysis/admission/field_value.h"

struct field_value
field_at(const struct node *mapping, const char *path, struct place owner)
{
	struct field_value value = { .place = owner };
	struct str rest = str_of(path);
	const struct node *node = mapping;

	while (node && rest.len) {
		node = node_get_str(node, str_cut(&rest, '.'));
		if (!node)
			return value;
		value.place = node_key_place(node);
		if (node_is_placeholder(node)) {
			value.unknown = true;
			return value;
		}
	}
	if (node)
		value.place = node_place(node);
	value.node = node;
	return value;
}

struct str
server_text(const struct node *node)
{
	if (!node_is_scalar(node) || node->type == VALUE_NULL)
		return STR("");
	return node_text(node);
}
