/* SPDX-License-Identifier: Apache-2.0 */
/* The JSON Schema of the configuration, for editors: draft 7, which is what
 * YAML language servers read. */
#include <string.h>

#include <jansson.h>

#include "cli/config_keys.h"
#include "cli/config_schema.h"
#include "docs/page.h"
#include "judge/judge.h"

static void
set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		arena_out_of_memory();
}

static void
set_text(json_t *object, const char *key, const char *text)
{
	set(object, key, json_string(text));
}

/* A collection may stand without a value. */
static void
set_nullable_type(json_t *object, const char *type)
{
	set(object, "type", json_pack("[s,s]", type, "null"));
}

static json_t *
text_schema(const struct config_key *key)
{
	bool version = !strcmp(key->path, "cluster.kubernetesVersion");
	json_t *schema = json_object();
	json_t *choices = json_array();

	for (size_t i = 0; key->choices && key->choices[i]; i++)
		json_array_append_new(choices, json_string(key->choices[i]));
	if (key->choices) {
		set(schema, "enum", choices);
		return schema;
	}
	json_decref(choices);
	if (!key->check || version)
		set(schema, "type", json_pack("[s,s]", "string", "number"));
	else
		set_text(schema, "type", "string");
	/* An unquoted 1.31 is a number to YAML. */
	if (version) {
		set(schema, "minimum", json_integer(1));
		set(schema, "exclusiveMaximum", json_integer(2));
	}
	if (key->pattern)
		set_text(schema, "pattern", key->pattern);
	else
		set(schema, "minLength", json_integer(1));
	set(schema, "examples", json_pack("[s]", key->example));
	return schema;
}

static json_t *
rule_schema(struct arena *arena)
{
	const char *const *names = config_rule_names(arena);
	json_t *schema = json_object();
	json_t *list = json_array();

	for (; *names; names++)
		json_array_append_new(list, json_string(*names));
	set(schema, "enum", list);
	return schema;
}

static json_t *mapping_schema(struct arena *arena,
	const struct cyaml_schema_field *fields, struct str path);

/* An item has to have keys. */
static json_t *
item_schema(struct arena *arena, const struct cyaml_schema_value *value,
	struct str path)
{
	json_t *schema = mapping_schema(arena, value->mapping.fields, path);

	set_text(schema, "type", "object");
	set(schema, "minProperties", json_integer(1));
	return schema;
}

static json_t *
value_schema(struct arena *arena, const struct cyaml_schema_value *value,
	struct str path)
{
	const struct config_key *key = config_key_find(path);
	json_t *schema;

	if (value->type == CYAML_MAPPING)
		return mapping_schema(arena, value->mapping.fields, path);
	if (value->type == CYAML_STRING && key->of_rules)
		return rule_schema(arena);
	if (value->type == CYAML_STRING)
		return text_schema(key);
	schema = json_object();
	if (value->type == CYAML_BOOL) {
		set_text(schema, "type", "boolean");
		return schema;
	}
	set_nullable_type(schema, "array");
	set(schema, "items",
		value->sequence.entry->type == CYAML_MAPPING
			? item_schema(arena, value->sequence.entry, path)
			: text_schema(key));
	return schema;
}

/* A rule is described by its own summary. */
static const char *
description(struct str path, const char *key)
{
	const struct rule *rule = rule_find(str_of(key));

	if (str_starts(path, "rules.") && rule)
		return rule->summary;
	return config_key_find(path)->help;
}

static json_t *
mapping_schema(struct arena *arena, const struct cyaml_schema_field *fields,
	struct str path)
{
	json_t *schema = json_object();
	json_t *properties = json_object();

	for (; fields->key; fields++) {
		struct str below = arena_printf(arena, "%.*s%s%s",
			STR_ARG(path), path.len ? "." : "", fields->key);
		json_t *property = value_schema(arena, &fields->value, below);

		set_text(property, "description",
			description(below, fields->key));
		set(properties, fields->key, property);
	}
	set_nullable_type(schema, "object");
	set(schema, "additionalProperties", json_false());
	set(schema, "properties", properties);
	return schema;
}

void
print_config_schema(FILE *out)
{
	struct arena arena = { 0 };
	const struct cyaml_schema_value *schema =
		config_schema(&arena, config_rule_names(&arena));
	json_t *root = json_object();

	set_text(root, "$schema", "http://json-schema.org/draft-07/schema#");
	set_text(root, "$id",
		"https://agentlint.dev/schema/agentlint-config-1.json");
	set_text(root, "title", ".agentlint.yaml");
	set_text(root, "description",
		"The configuration of agentlint; see agentlint.yaml(5).");
	json_object_update_new(
		root, mapping_schema(&arena, schema->mapping.fields, STR("")));
	json_dumpf(root, out, JSON_INDENT(2));
	fputc('\n', out);
	json_decref(root);
	arena_release(&arena);
}
