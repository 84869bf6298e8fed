/* SPDX-License-Identifier: Apache-2.0 */
/* Label selectors of meta/v1. */
#include "analysis/network/selector.h"

#include <string.h>

static const struct {
	const char *name;
	enum selector_operator op;
} op_names[] = {
	{ "In", OPERATOR_IN },
	{ "NotIn", OPERATOR_NOT_IN },
	{ "Exists", OPERATOR_EXISTS },
	{ "DoesNotExist", OPERATOR_NOT_EXISTS },
};

enum { OPERATORS = sizeof(op_names) / sizeof(op_names[0]) };

static enum selector_operator
op_of(const struct node *node)
{
	if (node_is_placeholder(node))
		return OPERATOR_UNKNOWN;
	for (size_t i = 0; i < OPERATORS; i++)
		if (node_is(node, op_names[i].name))
			return op_names[i].op;
	return OPERATOR_INVALID;
}

static struct requirement
one_value(struct arena *arena, struct str key, struct str value)
{
	struct str *values = arena_alloc(arena, sizeof(*values));

	*values = value;
	return (struct requirement){
		.key = key,
		.op = OPERATOR_IN,
		.values = values,
		.value_count = 1,
		.open = text_is_placeholder(value),
	};
}

static struct requirement
expression(struct arena *arena, const struct node *node)
{
	const struct node *values = node_get(node, "values");
	struct requirement requirement = {
		.key = node_text(node_get(node, "key")),
		.op = op_of(node_get(node, "operator")),
	};
	struct str *texts =
		arena_array(arena, node_count(values), sizeof(*texts));

	if (node_is_placeholder(node) || node_is_placeholder(values) ||
		text_is_placeholder(requirement.key))
		requirement.op = OPERATOR_UNKNOWN;
	NODE_EACH(value, values) {
		struct str text = node_text(value);

		texts[requirement.value_count++] = text;
		requirement.open =
			requirement.open || text_is_placeholder(text);
	}
	requirement.values = texts;
	return requirement;
}

struct selector
selector_parse(struct arena *arena, const struct node *selector)
{
	const struct node *labels = node_get(selector, "matchLabels");
	const struct node *expressions = node_get(selector, "matchExpressions");
	size_t count = node_count(labels) + node_count(expressions);
	struct requirement *list = arena_array(arena, count + 1, sizeof(*list));
	size_t used = 0;

	NODE_EACH(label, labels) {
		list[used] = one_value(arena, label->key, node_text(label));
		if (text_is_placeholder(label->key))
			list[used].op = OPERATOR_UNKNOWN;
		used++;
	}
	NODE_EACH(item, expressions)
		list[used++] = expression(arena, item);
	if (node_is_scalar(selector) || node_is_scalar(labels) ||
		node_is_scalar(expressions))
		list[used++].op = OPERATOR_UNKNOWN;
	return (struct selector){ list, used };
}

struct selector
selector_of(struct arena *arena, struct str key, struct str value)
{
	struct requirement *requirement =
		arena_alloc(arena, sizeof(*requirement));

	*requirement = one_value(arena, key, value);
	return (struct selector){ requirement, 1 };
}
