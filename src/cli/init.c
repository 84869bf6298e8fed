/* SPDX-License-Identifier: Apache-2.0 */
/* Prose is "# " and a word, a key is "#" without a space or with two and more,
 * so that neither people nor editors confuse them. */
#include "cli/init.h"

#include <string.h>

#include "base/file.h"
#include "base/wrap.h"
#include "cli/config.h"
#include "cli/config_walk.h"
#include "judge/judge.h"

enum { PROSE_WIDTH = 76, INDENT = 2 };

static const char head[] =
	"Every key of agentlint's configuration, with an example. Nothing is "
	"set yet: take the '#' away before a key, and before the keys that it "
	"stands below; the first key of an entry has its '-'. "
	"agentlint.yaml(5) tells more.";

struct list {
	FILE *out;
	struct arena *arena;
};

static void
put_prose(FILE *out, struct str text)
{
	while (text.len) {
		struct str line = wrap_cut(&text, PROSE_WIDTH);

		fprintf(out, "# %.*s\n", STR_ARG(line));
	}
}

/* The key's own name; that of any rule for "rules.*". */
static const char *
last_part(const char *path)
{
	const char *dot = strrchr(path, '.');
	const char *name = dot ? dot + 1 : path;

	return strcmp(name, "*") ? name : rule_table[0]->id;
}

static int
depth_of(const char *path)
{
	int depth = 0;

	while ((path = strchr(path, '.'))) {
		depth++;
		path++;
	}
	return depth;
}

static void
put_choices(const struct list *list, const struct config_key *key)
{
	struct str text = { 0 };

	for (size_t i = 0; key->choices[i]; i++)
		text = arena_printf(list->arena, "%.*s%s%s", STR_ARG(text),
			i ? ", " : "One of: ", key->choices[i]);
	put_prose(list->out, text);
}

static const char *const dashes[] = {
	[NOT_OF_ITEMS] = "",
	[FIRST_OF_ITEMS] = "- ",
	[LATER_OF_ITEMS] = "  ",
};

static void
put_key(void *context, const struct config_key *key, enum cyaml_type type)
{
	const struct list *list = context;
	FILE *out = list->out;

	fputc('\n', out);
	put_prose(out, str_of(key->help));
	if (key->choices)
		put_choices(list, key);
	fprintf(out, "#%*s%s%s:", INDENT * depth_of(key->path), "",
		dashes[key->of_items], last_part(key->path));
	if (type == CYAML_SEQUENCE)
		fprintf(out, " [%s]", key->example);
	else if (type != CYAML_MAPPING)
		fprintf(out, " %s", key->example);
	fputc('\n', out);
}

void
init_print(FILE *out)
{
	struct arena arena = { 0 };
	struct list list = { out, &arena };

	put_prose(out, str_of(head));
	config_walk(&arena, put_key, &list);
	arena_release(&arena);
}

bool
init_write(struct arena *arena, struct str folder, struct str *path,
	struct error *error)
{
	const char *there = config_in(arena, folder);
	FILE *file;

	if (there)
		return error_set(
			error, "%s is there, and is left as it is", there);
	*path = config_path(arena, folder);
	/* Another may have come in between. */
	file = fopen(path->ptr, "wxb");
	if (!file)
		return error_errno(error, path->ptr);
	init_print(file);
	return file_close(file, path->ptr, error);
}
