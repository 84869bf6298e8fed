/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of the configuration as a list of agentlint.yaml(5). */
#include "cli/config_walk.h"
#include "docs/page.h"
#include "docs/roff.h"

struct list {
	FILE *out;
	struct arena *arena;
};

/* What stands behind "Takes". */
static struct str
taken(struct arena *arena, const struct config_key *key, enum cyaml_type type)
{
	struct str text = config_key_what(arena, key);

	if (type == CYAML_SEQUENCE)
		text = arena_printf(
			arena, "a list, each item %.*s", STR_ARG(text));
	for (size_t i = 0; key->choices && key->choices[i]; i++)
		text = arena_printf(arena, "%.*s%s'%s'", STR_ARG(text),
			i ? ", " : ": ", key->choices[i]);
	return text;
}

static void
put_key(void *context, const struct config_key *key, enum cyaml_type type)
{
	const struct list *list = context;
	struct str text = str_of(key->help);

	fprintf(list->out, ".It Ic %s\n", key->path);
	if (type != CYAML_MAPPING)
		text = arena_printf(list->arena, "%.*s Takes %.*s.",
			STR_ARG(text), STR_ARG(taken(list->arena, key, type)));
	roff_prose(list->out, text.ptr);
}

void
print_config_keys(FILE *out)
{
	struct arena arena = { 0 };
	struct list list = { out, &arena };

	fputs(".Bl -tag -width Ds\n", out);
	config_walk(&arena, put_key, &list);
	fputs(".El\n", out);
	arena_release(&arena);
}
