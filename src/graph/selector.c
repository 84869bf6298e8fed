/* SPDX-License-Identifier: Apache-2.0 */
/* Label selectors (apimachinery labels.Selector): requirements that must all
 * hold; NotIn and DoesNotExist hold for a key that is absent. */
#include <agentlint/graph.h>

/* Labels, as far as they are known. */
struct label_set {
	const struct node *labels;
	struct str name;   /* of the namespace; ptr NULL for pods */
	bool only_implied; /* other labels are not known */
};

static const char name_label[] = "kubernetes.io/metadata.name";

/* Whether the set has KEY, and its value. */
static bool
label_find(const struct label_set *set, struct str key, struct str *value)
{
	const struct node *label = node_get_str(set->labels, key);

	if (set->name.ptr && str_is(key, name_label)) {
		*value = set->name;
		return true;
	}
	*value = node_text(label);
	return label != NULL;
}

static bool
is_known(const struct label_set *set, struct str key)
{
	return !set->only_implied || str_is(key, name_label);
}

static bool
is_among(const struct node *values, struct str value)
{
	NODE_EACH(item, values)
		if (str_equal(node_text(item), value))
			return true;
	return false;
}

static bool
expression_matches(const struct node *expression, const struct label_set *set)
{
	const struct node *how = node_get(expression, "operator");
	const struct node *values = node_get(expression, "values");
	struct str value;
	bool has =
		label_find(set, node_text(node_get(expression, "key")), &value);

	if (node_is(how, "In"))
		return has && is_among(values, value);
	if (node_is(how, "NotIn"))
		return !has || !is_among(values, value);
	if (node_is(how, "Exists"))
		return has;
	if (node_is(how, "DoesNotExist"))
		return !has;
	return false;
}

/* Whether every requirement whose key is known holds; *KNOWN is cleared when
 * one is not. */
static bool
matches(const struct node *selector, const struct label_set *set, bool *known)
{
	NODE_EACH(label, node_get(selector, "matchLabels")) {
		struct str value;

		if (!is_known(set, label->key))
			*known = false;
		else if (!label_find(set, label->key, &value) ||
			 !str_equal(value, node_text(label)))
			return false;
	}
	NODE_EACH(item, node_get(selector, "matchExpressions")) {
		if (!is_known(set, node_text(node_get(item, "key"))))
			*known = false;
		else if (!expression_matches(item, set))
			return false;
	}
	return true;
}

bool
selector_is_empty(const struct node *selector)
{
	return !node_count(node_get(selector, "matchLabels")) &&
	       !node_count(node_get(selector, "matchExpressions"));
}

bool
selector_matches(const struct node *selector, const struct node *labels)
{
	struct label_set set = { .labels = labels };
	bool known = true;

	return matches(selector, &set, &known);
}

bool
selector_matches_namespace(const struct node *selector,
	const struct object *namespace, struct str name, bool *known)
{
	struct label_set set = {
		.labels = namespace ? namespace->labels : NULL,
		.name = name,
		.only_implied = !namespace,
	};
	bool all_known = true;
	bool match = matches(selector, &set, &all_known);

	/* A requirement that is known to fail decides alone. */
	if (match && !all_known) {
		*known = false;
		return false;
	}
	return match;
}
