/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the file of the configuration and reads it. */
#include "cli/config.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"

static const char *const names[] = { ".agentlint.yaml", ".agentlint.yml" };

struct search {
	struct arena *arena;
	struct str here; /* the current folder; empty when it is gone */
	const char *(*getenv)(const char *name);
};

static struct str
path_in(struct arena *arena, struct str folder, const char *name)
{
	return str_is(folder, ".") ? str_of(name)
				   : path_join(arena, folder, name);
}

struct str
config_path(struct arena *arena, struct str folder)
{
	return path_in(arena, folder, names[0]);
}

const char *
config_in(struct arena *arena, struct str folder)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str path = path_in(arena, folder, names[i]);

		if (path_exists(path.ptr))
			return path.ptr;
	}
	return NULL;
}

/* The last folder to look in when the search starts at START. */
static struct str
top_folder(const struct search *search, struct str start)
{
	struct str folder = start;

	for (;;) {
		if (path_exists(path_join(search->arena, folder, ".git").ptr))
			return folder;
		if (folder.len <= 1)
			break;
		folder = path_parent(folder);
	}
	return path_is_below(start, search->here) ? search->here : start;
}

/* The nearest configuration from the folder START upward; NULL for none. */
static const char *
find_upward(const struct search *search, struct str start)
{
	struct str top = top_folder(search, start);

	if (!start.len)
		return NULL;
	for (struct str folder = start;; folder = path_parent(folder)) {
		const char *path = config_in(search->arena, folder);

		if (path)
			return path;
		if (folder.len <= top.len)
			return NULL;
	}
}

/* Where the search starts: the folder of the first path, or the current one
 * for standard input and for what is not there. */
static struct str
start_folder(const struct search *search, const struct str_list *paths)
{
	const char *first = paths->count ? paths->items[0].ptr : ".";
	struct str real = { 0 };

	if (strcmp(first, "-") != 0)
		real = path_real(search->arena, first);
	if (!real.len)
		return search->here;
	return path_is_folder(real.ptr) ? real : path_parent(real);
}

static const char *
variable(const struct search *search, const char *name)
{
	const char *value = search->getenv ? search->getenv(name) : NULL;

	return value && *value ? value : NULL;
}

/* The user's own configuration, or NULL. */
static const char *
find_at_home(const struct search *search)
{
	const char *folder = variable(search, "XDG_CONFIG_HOME");
	const char *below = "agentlint/config.yaml";
	struct str path;

	if (!folder) {
		folder = variable(search, "HOME");
		below = ".config/agentlint/config.yaml";
	}
	if (!folder)
		return NULL;
	path = path_join(search->arena, str_of(folder), below);
	return path_exists(path.ptr) ? path.ptr : NULL;
}

/* The path as a message shows it: from the current folder on. */
static struct str
shown_path(const struct search *search, const char *path)
{
	struct str shown = str_of(path);

	if (search->here.len > 1 && path_is_below(shown, search->here))
		return str_from(shown, search->here.len + 1);
	return shown;
}

static bool
read_config(struct config *config, const struct search *search,
	const char *path, struct error *error)
{
	struct str text;

	config->path = shown_path(search, path);
	return file_read(search->arena, config->path.ptr, NULL,
		       CONFIG_MOST_BYTES, &text, error) &&
	       config_parse(config, search->arena, config->path, text, error);
}

/* Paths in the configuration count from its folder. */
static void
set_root(struct config *config, const struct search *search, const char *path,
	bool at_home)
{
	struct str real = path_real(search->arena, path);

	config->root = at_home || !real.len ? search->here : path_parent(real);
	if (!config->baseline.len || str_starts(config->baseline, "/"))
		return;
	config->baseline = shown_path(search,
		path_join(search->arena, config->root, config->baseline.ptr)
			.ptr);
}

bool
config_load(struct config *config, struct arena *arena, const char *explicit,
	const struct str_list *paths, const char *(*getenv)(const char *name),
	struct error *error)
{
	struct search search = { arena, path_real(arena, "."), getenv };
	const char *path = explicit;
	bool at_home = false;

	*config = (struct config){ 0 };
	if (!path)
		path = find_upward(&search, start_folder(&search, paths));
	if (!path)
		path = variable(&search, "AGENTLINT_CONFIG");
	if (!path) {
		path = find_at_home(&search);
		at_home = true;
	}
	if (!path)
		return true;
	if (!read_config(config, &search, path, error))
		return false;
	set_root(config, &search, path, at_home);
	return true;
}
