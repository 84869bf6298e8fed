/* SPDX-License-Identifier: Apache-2.0 */
/* Rules are fields of the schema, but one key of the table. */
#include "cli/config_walk.h"

struct walk {
	struct arena *arena;
	config_visit *visit;
	void *context;
};

static void
walk_fields(const struct walk *walk, const struct cyaml_schema_field *fields,
	struct str path)
{
	for (; fields->key; fields++) {
		struct str below = arena_printf(walk->arena, "%.*s%s%s",
			STR_ARG(path), path.len ? "." : "", fields->key);
		const struct cyaml_schema_field *inner =
			fields->value.mapping.fields;

		walk->visit(walk->context, config_key_find(below),
			fields->value.type);
		if (str_is(below, "rules"))
			walk->visit(walk->context,
				config_key_find(STR("rules.*")),
				inner->value.type);
		else if (fields->value.type == CYAML_MAPPING)
			walk_fields(walk, inner, below);
	}
}

void
config_walk(struct arena *arena, config_visit *visit, void *context)
{
	const struct cyaml_schema_value *schema =
		config_schema(arena, config_rule_names(arena));
	struct walk walk = { arena, visit, context };

	walk_fields(&walk, schema->mapping.fields, STR(""));
}
