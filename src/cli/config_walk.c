/* SPDX-License-Identifier: Apache-2.0 */
/* Rules are fields of the schema, but one key of the table. */
#include "cli/config_walk.h"

struct walk {
	struct arena *arena;
	void (*visit)(void *context, const struct config_key *key,
		enum cyaml_type type);
	void *context;
};

/* The fields of a mapping, or of each item of a list; else NULL. */
static const struct cyaml_schema_field *
fields_of(const struct cyaml_schema_value *value)
{
	if (value->type == CYAML_SEQUENCE)
		value = value->sequence.entry;
	return value->type == CYAML_MAPPING ? value->mapping.fields : NULL;
}

static void
walk_fields(const struct walk *walk, const struct cyaml_schema_field *fields,
	struct str path)
{
	for (; fields->key; fields++) {
		struct str below = arena_printf(walk->arena, "%.*s%s%s",
			STR_ARG(path), path.len ? "." : "", fields->key);
		const struct cyaml_schema_field *inner =
			fields_of(&fields->value);

		walk->visit(walk->context, config_key_find(below),
			inner ? CYAML_MAPPING : fields->value.type);
		if (inner && str_is(below, "rules"))
			walk->visit(walk->context,
				config_key_find(STR("rules.*")),
				inner->value.type);
		else if (inner)
			walk_fields(walk, inner, below);
	}
}

void
config_walk(struct arena *arena,
	void (*visit)(void *context, const struct config_key *key,
		enum cyaml_type type),
	void *context)
{
	const struct cyaml_schema_value *schema =
		config_schema(arena, config_rule_names(arena));
	struct walk walk = { arena, visit, context };

	walk_fields(&walk, schema->mapping.fields, STR(""));
}
