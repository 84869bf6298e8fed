/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of the configuration as a list of agentlint.yaml(5). */
#include <string.h>

#include "cli/config_keys.h"
#include "cli/config_schema.h"
#include "docs/page.h"
#include "docs/roff.h"

/* What stands behind "Takes". */
static struct str
taken(struct arena *arena, const struct cyaml_schema_value *schema,
	const struct config_key *key)
{
	struct str text = str_of(key->what);

	if (schema->type == CYAML_SEQUENCE)
		text = arena_printf(arena, "a list, each item %s", key->what);
	for (size_t i = 0; key->choices && key->choices[i]; i++)
		text = arena_printf(arena, "%.*s%s'%s'", STR_ARG(text),
			i ? ", " : ": ", key->choices[i]);
	return text;
}

static void
put_key(FILE *out, struct arena *arena, const struct cyaml_schema_value *schema,
	const struct config_key *key)
{
	struct str text = str_of(key->help);

	fprintf(out, ".It Ic %s\n", key->path);
	if (schema->type != CYAML_MAPPING)
		text = arena_printf(arena, "%.*s Takes %.*s.", STR_ARG(text),
			STR_ARG(taken(arena, schema, key)));
	roff_prose(out, text.ptr);
}

static void
put_keys(FILE *out, struct arena *arena,
	const struct cyaml_schema_field *fields, struct str path)
{
	for (; fields->key; fields++) {
		struct str below = arena_printf(arena, "%.*s%s%s",
			STR_ARG(path), path.len ? "." : "", fields->key);
		const struct cyaml_schema_field *inner =
			fields->value.mapping.fields;

		put_key(out, arena, &fields->value, config_key_find(below));
		if (str_is(below, "rules"))
			put_key(out, arena, &inner->value,
				config_key_find(STR("rules.*")));
		else if (fields->value.type == CYAML_MAPPING)
			put_keys(out, arena, inner, below);
	}
}

void
print_config_keys(FILE *out)
{
	struct arena arena = { 0 };
	const struct cyaml_schema_value *schema =
		config_schema(&arena, config_rule_names(&arena));

	fputs(".Bl -tag -width Ds\n", out);
	put_keys(out, &arena, schema->mapping.fields, STR(""));
	fputs(".El\n", out);
	arena_release(&arena);
}
