/* SPDX-License-Identifier: Apache-2.0 */
/* Applies the configuration's patterns to paths from its own folder on. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "cli/scope.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/glob.h"

struct scope_memory {
	struct str folder; /* as it was given */
	struct str below;  /* the same from the root on; NULL: not below it */
};

struct scope
scope_of(const struct config *config, struct arena *arena)
{
	return (struct scope){ config, arena,
		arena_alloc(arena, sizeof(struct scope_memory)) };
}

/* FOLDER from the root on: empty for the root itself; NULL: not below it. */
static struct str
from_root(struct str folder, struct str root)
{
	struct str rest;

	if (!folder.len || !root.len ||
		!str_equal(str_head(folder, root.len), root))
		return (struct str){ 0 };
	rest = (struct str){ folder.ptr + root.len, folder.len - root.len };
	if (rest.len && !str_ends(root, "/") && rest.ptr[0] != '/')
		return (struct str){ 0 };
	while (str_starts(rest, "/"))
		rest = (struct str){ rest.ptr + 1, rest.len - 1 };
	return rest;
}

/* Files come folder by folder, so the last one is worth remembering. */
static struct str
folder_below(const struct scope *scope, struct str folder)
{
	struct scope_memory *memory = scope->memory;
	char real[PATH_MAX];

	if (memory->folder.ptr && str_equal(memory->folder, folder))
		return memory->below;
	memory->folder = arena_str(scope->arena, folder);
	memory->below =
		from_root(arena_str(scope->arena,
				  str_of(realpath(memory->folder.ptr, real))),
			scope->config->root);
	return memory->below;
}

/* PATH from the root on; empty when it does not lie below it. */
static struct str
path_below(const struct scope *scope, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str folder = STR(".");
	struct str below;

	if (slash)
		folder = str_head(str_of(path), (size_t)(slash - path));
	if (slash && !folder.len)
		folder = STR("/");
	below = folder_below(scope, folder);
	if (!below.ptr)
		return below;
	return arena_printf(scope->arena, "%.*s%s%s", STR_ARG(below),
		below.len ? "/" : "", slash ? slash + 1 : path);
}

bool
scope_excludes(const void *context, const char *path)
{
	const struct scope *scope = context;
	const struct str_list *patterns = &scope->config->exclude;
	struct str below;

	if (!patterns->count)
		return false;
	below = path_below(scope, path);
	for (size_t i = 0; i < patterns->count; i++)
		if (glob_covers(patterns->items[i], below))
			return true;
	return false;
}

struct str
scope_context(const void *context, const char *path)
{
	const struct scope *scope = context;
	const struct str_list *patterns = &scope->config->contexts;
	struct str found = { 0 };
	struct str below;

	if (!patterns->count)
		return found;
	below = path_below(scope, path);
	for (size_t i = 0; i < patterns->count; i++) {
		struct str folder = glob_prefix(patterns->items[i], below);

		if (folder.len > found.len)
			found = folder;
	}
	return found;
}
