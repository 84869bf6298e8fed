/* SPDX-License-Identifier: Apache-2.0 */
/* Rather too much is concealed than too little. */
#include "analysis/workload/secret_nodes.h"

#include <string.h>

#include <agentlint/secret.h>

static void walk_node(
	const struct secret_visitor *walk, const struct node *node);

static bool
is_text(const struct node *node)
{
	return node_is_scalar(node) && node_text(node).len > 0 &&
	       node->type != VALUE_BOOL && node->type != VALUE_NULL;
}

static void
find(const struct secret_visitor *walk, const struct node *node)
{
	if (is_text(node))
		walk->found(walk->context, node);
}

static void
find_all(const struct secret_visitor *walk, const struct node *node)
{
	find(walk, node);
	NODE_EACH(child, node)
		find_all(walk, child);
}

static bool
is_variable(struct str text)
{
	for (size_t i = 1; i < text.len; i++) {
		char c = text.ptr[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
			!(c >= '0' && c <= '9') && c != '_')
			return false;
	}
	return str_starts(text, "$");
}

/* Whether TEXT is a placeholder with nothing around it. */
static bool
is_filled_in(struct str text)
{
	if (str_starts(text, "${") || str_starts(text, "{{"))
		return str_find(text, '}') + 2 >= text.len;
	return is_variable(text);
}

/* A name is telling enough where nothing but a value can follow. */
static bool
is_telling(const struct node *name, const struct node *value)
{
	return secret_name(node_text(name)) != SECRET_NAME_NONE &&
	       !is_filled_in(node_text(value));
}

/* Keys of any mapping are telling only together with their value: many name
 * the Secret, not what it holds. */
static bool
is_credential(struct str name, const struct node *value)
{
	struct str text = node_text(value);
	struct secret secret;

	if (!is_text(value))
		return false;
	if (secret_name(name) != SECRET_NAME_NONE && text_is_placeholder(text))
		return !is_filled_in(text);
	return secret_judge_text(&name, text, &secret) != SECRET_NO;
}

static void
walk_secret(const struct secret_visitor *walk, const struct node *secret)
{
	find_all(walk, node_get(secret, "data"));
	find_all(walk, node_get(secret, "stringData"));
	/* kubectl apply leaves a copy of all that here. */
	find(walk, node_get(node_path(secret, "metadata.annotations"),
			   "kubectl.kubernetes.io/last-applied-configuration"));
}

/* "value", and what it is when misspelt; not "valueFrom". A variable has
 * nothing else that is a text. */
static bool
is_value(const struct node *child)
{
	const struct node *variables =
		child->parent ? child->parent->parent : NULL;
	struct str key = child->key;

	if (key.len <= strlen("value") + 1 &&
		str_is_nocase(str_head(key, 3), "val"))
		return true;
	return variables && str_is(variables->key, "env") &&
	       node_is_scalar(child) && !str_is(key, "name");
}

static bool
is_telling_value(struct str value)
{
	if (text_is_placeholder(value))
		return !is_filled_in(value);
	return value.ptr[0] != '$' && !secret_is_dummy(value);
}

/* Whether a command line or a script in TEXT names what it gives away. */
static bool
is_telling_text(struct str text)
{
	struct str name, value;

	while (secret_next_pair(&text, &name, &value))
		if (secret_name(name) != SECRET_NAME_NONE &&
			is_telling_value(value))
			return true;
	return false;
}

static bool
is_telling_script(const struct node *node)
{
	return (str_is(node->key, "script") || str_is(node->key, "source") ||
		       str_is(node->key, "args") ||
		       str_is(node->key, "command")) &&
	       is_telling_text(node_text(node));
}

static void
walk_mapping(const struct secret_visitor *walk, const struct node *mapping)
{
	const struct node *name = NULL;

	/* Most mappings are neither; this is asked of each of them. */
	NODE_EACH(child, mapping) {
		if (child->key.len != strlen("name"))
			continue;
		if (str_is(child->key, "name"))
			name = child;
		else if (str_is(child->key, "kind") &&
			 node_is(child, "Secret") &&
			 node_is(node_get(mapping, "apiVersion"), "v1"))
			walk_secret(walk, mapping);
	}
	NODE_EACH(child, mapping) {
		if (secret_find(child->key).what)
			walk->found_key(walk->context, child);
		if (name && is_value(child) && is_telling(name, child))
			find_all(walk, child);
		else if (child->kind != NODE_SCALAR)
			walk_node(walk, child);
		else if (is_credential(child->key, child) ||
			 is_telling_script(child))
			find(walk, child);
	}
}

/* "--token", "VALUE" in a command line. */
static bool
follows_flag(const struct node *flag, const struct node *value)
{
	struct str text = node_text(flag);

	return str_starts(text, "-") && str_find(text, '=') == text.len &&
	       is_telling(flag, value);
}

static bool
is_telling_flag(struct str text)
{
	struct str flag = str_cut(&text, '=');

	return text.len && secret_name(flag) != SECRET_NAME_NONE;
}

static void
walk_sequence(const struct secret_visitor *walk, const struct node *sequence)
{
	const struct node *last = NULL;

	NODE_EACH(item, sequence) {
		if (item->kind != NODE_SCALAR)
			walk_node(walk, item);
		else if (is_credential((struct str){ 0 }, item) ||
			 is_telling_flag(node_text(item)) ||
			 is_telling_text(node_text(item)) ||
			 (last && follows_flag(last, item)))
			find(walk, item);
		last = item;
	}
}

static void
walk_node(const struct secret_visitor *walk, const struct node *node)
{
	if (node_is_scalar(node)) {
		if (is_credential((struct str){ 0 }, node))
			find(walk, node);
		return;
	}
	if (walk->wanted && !walk->wanted(walk->context, node))
		return;
	if (node_is_mapping(node))
		walk_mapping(walk, node);
	else
		walk_sequence(walk, node);
}

void
secret_nodes_each(const struct node *root, const struct secret_visitor *visitor)
{
	if (root)
		walk_node(visitor, root);
}

struct str
secret_in_line(struct str line)
{
	struct secret secret = secret_find(line);
	struct str value = line;
	struct str name = str_trim(str_cut(&value, ':'));

	if (secret.what)
		return secret.part;
	while (str_starts(name, "-") || str_starts(name, "\"") ||
		str_starts(name, "'"))
		name = str_trim(str_from(name, 1));
	while (str_ends(name, "\"") || str_ends(name, "'"))
		name.len--;
	/* The name of a variable stands on another line. */
	if (secret_name(name) == SECRET_NAME_NONE && !str_is(name, "value"))
		return (struct str){ 0 };
	return str_trim(value);
}
