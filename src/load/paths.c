/* SPDX-License-Identifier: Apache-2.0 */
/* Walks folders; knows which files in them can be manifests. */
#define _DEFAULT_SOURCE /* fts */
#include "load/paths.h"

#include <sys/types.h>
#include <sys/stat.h>

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

static const char *const extensions[] = { ".yaml", ".yml", ".json", NULL };

/* "Kustomization" is one of the three names that kustomize looks for. */
static bool
is_manifest_name(const char *name)
{
	if (!strcmp(name, "Kustomization"))
		return true;
	for (size_t i = 0; extensions[i]; i++)
		if (str_ends(str_of(name), extensions[i]))
			return true;
	return false;
}

static struct input *
add(struct inputs *inputs, struct arena *arena, const char *path)
{
	struct input *input;

	/* "./deploy/a.yaml" and "deploy/a.yaml" are one file. */
	while (path[0] == '.' && path[1] == '/' && path[2])
		for (path += 2; path[0] == '/' && path[1];)
			path++;
	inputs->items = arena_grow(arena, inputs->items, inputs->count,
		&inputs->capacity, sizeof(*inputs->items));
	input = &inputs->items[inputs->count++];
	*input = (struct input){ 0 };
	input->path = arena_copy(arena, path, strlen(path));
	return input;
}

static void
add_failed(struct inputs *inputs, struct arena *arena, const char *path,
	int number)
{
	const char *reason = strerror(number);

	add(inputs, arena, path)->error =
		arena_copy(arena, reason, strlen(reason));
}

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool
is_hidden(const FTSENT *entry)
{
	return entry->fts_level > 0 && entry->fts_name[0] == '.';
}

static bool
is_excluded(const FTSENT *entry, const struct path_filter *filter)
{
	return entry->fts_level > 0 && filter && filter->excluded &&
	       filter->excluded(filter->context, entry->fts_path);
}

static void
visit(struct inputs *inputs, struct arena *arena, FTS *tree, FTSENT *entry,
	const struct path_filter *filter)
{
	if (is_hidden(entry) || is_excluded(entry, filter)) {
		fts_set(tree, entry, FTS_SKIP);
		return;
	}
	switch (entry->fts_info) {
	case FTS_F:
		if (is_manifest_name(entry->fts_name))
			add(inputs, arena, entry->fts_path);
		return;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		add_failed(inputs, arena, entry->fts_path, entry->fts_errno);
		return;
	}
}

static void
add_folder(struct inputs *inputs, struct arena *arena, const char *path,
	const struct path_filter *filter)
{
	char *const roots[] = { arena_copy(arena, path, strlen(path)), NULL };
	FTSENT *entry;
	FTS *tree;

	tree = fts_open(
		roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	if (!tree) {
		add_failed(inputs, arena, path, errno);
		return;
	}
	for (errno = 0; (entry = fts_read(tree)); errno = 0)
		visit(inputs, arena, tree, entry, filter);
	if (errno)
		add_failed(inputs, arena, path, errno);
	fts_close(tree);
}

void
inputs_add(struct inputs *inputs, struct arena *arena, const char *path,
	const struct path_filter *filter)
{
	struct stat status;

	if (!strcmp(path, "-")) {
		add(inputs, arena, path)->named = true;
		return;
	}
	if (stat(path, &status) != 0)
		add_failed(inputs, arena, path, errno);
	else if (S_ISDIR(status.st_mode))
		add_folder(inputs, arena, path, filter);
	else
		add(inputs, arena, path)->named = true;
}

/* By path; of two the same, the one that was named comes first. */
static int
compare(const void *left, const void *right)
{
	const struct input *a = left;
	const struct input *b = right;
	int order = strcmp(a->path, b->path);

	return order ? order : (int)b->named - (int)a->named;
}

void
inputs_finish(struct inputs *inputs)
{
	size_t kept = 0;

	if (!inputs->count)
		return;
	qsort(inputs->items, inputs->count, sizeof(*inputs->items), compare);
	for (size_t i = 0; i < inputs->count; i++)
		if (!kept || strcmp(inputs->items[kept - 1].path,
				     inputs->items[i].path))
			inputs->items[kept++] = inputs->items[i];
	inputs->count = kept;
}
