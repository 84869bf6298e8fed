/* SPDX-License-Identifier: Apache-2.0 */
/* Applies patterns to paths: the configuration's from its own folder on, those
 * of the command line from the current one on. */
#include "cli/scope.h"

#include <string.h>

#include "base/path.h"
#include "cli/glob.h"

struct scope_memory {
	struct str folder; /* as it was given */
	struct str real;   /* the same, absolute and without links */
	struct str here;   /* the current folder; empty until it is asked for */
};

struct scope
scope_of(const struct config *config, const struct str_list *exclude,
	struct arena *arena)
{
	return (struct scope){ config, exclude, arena,
		arena_alloc(arena, sizeof(struct scope_memory)) };
}

/* Files come folder by folder, so the last one is worth remembering. */
static struct str
real_folder(const struct scope *scope, struct str folder)
{
	struct scope_memory *memory = scope->memory;

	if (memory->folder.ptr && str_equal(memory->folder, folder))
		return memory->real;
	memory->folder = arena_str(scope->arena, folder);
	memory->real = path_real(scope->arena, memory->folder.ptr);
	return memory->real;
}

/* PATH from the folder ROOT on; empty when it does not lie below it. */
static struct str
path_below(const struct scope *scope, const char *path, struct str root)
{
	struct str folder = path_parent(str_of(path));
	struct str real = real_folder(scope, folder.len ? folder : STR("."));

	if (!real.len || !path_is_below(real, root))
		return (struct str){ 0 };
	return path_join(scope->arena, path_from(real, root),
		path_name(str_of(path)).ptr);
}

/* The first of PATTERNS that covers the relative path BELOW; empty for none. */
static struct str
covering(const struct str_list *patterns, struct str below)
{
	for (size_t i = 0; i < patterns->count; i++)
		if (glob_covers(patterns->items[i], below))
			return patterns->items[i];
	return (struct str){ 0 };
}

/* PATH from the current folder on, or as it was given when it is not there. */
static struct str
path_from_here(const struct scope *scope, const char *path)
{
	struct scope_memory *memory = scope->memory;
	struct str below;

	if (!memory->here.len)
		memory->here = path_real(scope->arena, ".");
	below = path_below(scope, path, memory->here);
	return below.len ? below : path_from(str_of(path), STR(""));
}

struct str
scope_below(const struct scope *scope, const char *path)
{
	return path_below(scope, path, scope->config->root);
}

struct str
scope_excludes(const void *context, const char *path)
{
	const struct scope *scope = context;
	const struct config *config = scope->config;
	struct str pattern = { 0 };

	if (scope->exclude->count)
		pattern = covering(scope->exclude, path_from_here(scope, path));
	if (pattern.len)
		return arena_printf(
			scope->arena, "'%.*s' of --exclude", STR_ARG(pattern));
	if (config->exclude.count)
		pattern = covering(&config->exclude, scope_below(scope, path));
	if (pattern.len)
		return arena_printf(scope->arena, "'%.*s' of %.*s",
			STR_ARG(pattern), STR_ARG(config->path));
	return pattern;
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
	below = scope_below(scope, path);
	for (size_t i = 0; i < patterns->count; i++) {
		struct str folder = glob_prefix(patterns->items[i], below);

		if (folder.len > found.len)
			found = folder;
	}
	return found;
}
