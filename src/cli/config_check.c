/* SPDX-License-Identifier: Apache-2.0 */
/* Holds the nodes of a configuration against schema and key table. */
#include "cli/config_check.h"

#include <agentlint/nearest.h>

#include <stdarg.h>
#include <string.h>

#include "cli/config_keys.h"
#include "judge/judge.h"

struct check {
	struct arena *arena;
	struct error *error;
};

/* "PATH:LINE:COLUMN: " and the message; always returns false. */
__attribute__((format(printf, 3, 4))) static bool
fault(const struct check *check, struct place place, const char *format, ...)
{
	va_list arguments;
	struct str message;

	va_start(arguments, format);
	message = arena_vprintf(check->arena, format, arguments);
	va_end(arguments);
	return error_set(check->error, "%.*s:%u:%u: %.*s",
		STR_ARG(place.source->path), place.span.start.line,
		place.span.start.column, STR_ARG(message));
}

static bool
is_null(const struct node *node)
{
	return node->kind == NODE_SCALAR && node->type == VALUE_NULL;
}

/* "'pod', 'service' and 'node'" would be nicer; commas read well enough. */
static struct str
join(struct arena *arena, const char *const *words)
{
	struct str list = { 0 };

	for (size_t i = 0; words[i]; i++)
		list = arena_printf(arena, "%.*s%s'%s'", STR_ARG(list),
			i ? ", " : "", words[i]);
	return list;
}

static bool
check_choice(const struct check *check, const struct node *node,
	const struct config_key *key)
{
	struct str text = node_text(node);
	struct str near = nearest_of(text, key->choices);
	struct str what = config_key_what(check->arena, key);

	for (size_t i = 0; key->choices[i]; i++)
		if (str_is(text, key->choices[i]))
			return true;
	if (near.len)
		return fault(check, node_place(node),
			"'%.*s' is not %.*s; did you mean '%.*s'?",
			STR_ARG(text), STR_ARG(what), STR_ARG(near));
	return fault(check, node_place(node),
		"'%.*s' is not %.*s; it is one of %.*s", STR_ARG(text),
		STR_ARG(what), STR_ARG(join(check->arena, key->choices)));
}

/* The name of a rule or a module. */
static bool
check_rule(const struct check *check, const struct node *node)
{
	const char *const *names = config_rule_names(check->arena);
	struct str text = node_text(node);

	for (; *names; names++)
		if (str_is(text, *names))
			return true;
	return fault(check, node_place(node), "%.*s",
		STR_ARG(rule_unknown(check->arena, text, true)));
}

/* A scalar under KEY, or an item of the list there. */
static bool
check_text(const struct check *check, const struct node *node,
	const struct config_key *key)
{
	struct str text = node_text(node);
	struct str what = config_key_what(check->arena, key);

	if (!node_is_scalar(node) || is_null(node) || !text.len)
		return fault(check, node_place(node), "'%s' wants %.*s here",
			key->path, STR_ARG(what));
	/* A NUL would end the string that libcyaml makes of it. */
	if (memchr(text.ptr, '\0', text.len))
		return fault(check, node_place(node),
			"the value of '%s' holds a NUL", key->path);
	if (key->of_rules)
		return check_rule(check, node);
	if (key->choices)
		return check_choice(check, node, key);
	if (key->check && !key->check(check->arena, text))
		return fault(check, node_place(node), "'%.*s' is not %.*s",
			STR_ARG(text), STR_ARG(what));
	return true;
}

static bool
check_list(const struct check *check, const struct node *node,
	const struct config_key *key)
{
	if (!node_is_sequence(node))
		return fault(check, node_place(node),
			"'%s' wants a list, each item %.*s", key->path,
			STR_ARG(config_key_what(check->arena, key)));
	NODE_EACH(item, node)
		if (!check_text(check, item, key))
			return false;
	return true;
}

static bool
check_boolean(const struct check *check, const struct node *node,
	const struct config_key *key)
{
	if (node_is_true(node) || node_is_false(node))
		return true;
	return fault(
		check, node_place(node), "'%s' wants %s", key->path, key->what);
}

static bool
unknown_key(const struct check *check, const struct node *node,
	const cyaml_schema_field_t *fields, struct str path)
{
	bool rule = str_is(path, "rules");
	const char *what = rule ? "rule or module" : "key";
	struct nearest nearest = nearest_to(node->key);
	struct str list = { 0 };

	for (; fields->key; fields++) {
		nearest_offer(&nearest, str_of(fields->key));
		list = arena_printf(check->arena, "%.*s%s'%s'", STR_ARG(list),
			list.len ? ", " : "", fields->key);
	}
	if (nearest.found.len)
		return fault(check, node_key_place(node),
			"unknown %s '%.*s'; did you mean '%.*s'?", what,
			STR_ARG(node->key), STR_ARG(nearest.found));
	if (rule)
		list = STR("'agentlint --list-rules'");
	return fault(check, node_key_place(node), "unknown %s '%.*s'; %s %.*s",
		what, STR_ARG(node->key),
		rule ? "see" : "known here:", STR_ARG(list));
}

static bool check_value(const struct check *check, const struct node *node,
	const cyaml_schema_value_t *schema, struct str path);

static bool
check_field(const struct check *check, const struct node *node,
	const cyaml_schema_field_t *fields, struct str path)
{
	const cyaml_schema_field_t *field = fields;
	struct str below;

	if (node->merged)
		return fault(check, node_place(node->parent),
			"a configuration takes no merge keys (<<)");
	while (field->key && !str_is(node->key, field->key))
		field++;
	if (!field->key)
		return unknown_key(check, node, fields, path);
	below = arena_printf(check->arena, "%.*s%s%s", STR_ARG(path),
		path.len ? "." : "", field->key);
	return check_value(check, node, &field->value, below);
}

static bool
check_mapping(const struct check *check, const struct node *node,
	const cyaml_schema_value_t *schema, struct str path)
{
	if (!node_is_mapping(node))
		return fault(check, node_place(node), "%s%.*s%s wants keys%s",
			path.len ? "'" : "", STR_ARG(path),
			path.len ? "'" : "the configuration",
			path.len ? " below it" : "");
	NODE_EACH(child, node)
		if (!check_field(check, child, schema->mapping.fields, path))
			return false;
	return true;
}

/* Whether an entry of 'ignore' says what it is for; by its keys, which are
 * known to be of the schema. */
static bool
check_entry(const struct check *check, const struct node *node, bool explained)
{
	size_t about = node_count(node);

	about -= node_find(node, "reason") != NULL;
	about -= node_find(node, "expires") != NULL;
	if (!about)
		return fault(check, node_place(node),
			"this entry of 'ignore' would ignore everything");
	if (explained && !node_find(node, "reason"))
		return fault(check, node_place(node),
			"this entry of 'ignore' has no 'reason', which "
			"'require-reason' asks for");
	return true;
}

static bool
check_entries(const struct check *check, const struct node *node,
	const cyaml_schema_value_t *schema, struct str path)
{
	bool explained = node_is_true(node_get(node->parent, "require-reason"));

	if (!node_is_sequence(node))
		return fault(check, node_place(node), "'%.*s' wants a list",
			STR_ARG(path));
	NODE_EACH(item, node) {
		if (!node_is_mapping(item))
			return fault(check, node_place(item),
				"an entry of '%.*s' wants keys, such as "
				"'- rule: host-pid'",
				STR_ARG(path));
		if (!check_mapping(check, item, schema, path) ||
			!check_entry(check, item, explained))
			return false;
	}
	return true;
}

static bool
check_value(const struct check *check, const struct node *node,
	const cyaml_schema_value_t *schema, struct str path)
{
	const struct config_key *key = config_key_find(path);

	if (schema->type == CYAML_BOOL)
		return check_boolean(check, node, key);
	if (schema->type == CYAML_STRING)
		return check_text(check, node, key);
	/* All of its items may be commented out. */
	if (is_null(node))
		return true;
	if (schema->type == CYAML_SEQUENCE &&
		schema->sequence.entry->type == CYAML_MAPPING)
		return check_entries(check, node, schema->sequence.entry, path);
	if (schema->type == CYAML_SEQUENCE)
		return check_list(check, node, key);
	return check_mapping(check, node, schema, path);
}

bool
config_check(const struct source *source, struct arena *arena,
	const struct cyaml_schema_value *schema, struct error *error)
{
	struct check check = { arena, error };
	const struct problem *problem = source->problems;

	if (source->problem_count)
		return fault(&check, problem->place, "%.*s",
			STR_ARG(problem->message));
	if (!source->document_count)
		return true;
	if (source->document_count > 1)
		return fault(&check, node_place(source->documents[1]),
			"a configuration is one document, and this is a "
			"second one");
	return check_value(&check, source->documents[0], schema, STR(""));
}
