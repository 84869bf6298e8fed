/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the repositories of the input, compares each, and puts together what
 * the input was. */
#include "load/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "load/git.h"
#include "load/revision.h"

static const struct lines no_lines;

/* A text that is still to be read, and whose it is. */
struct wanted {
	struct str blob;
	size_t input; /* its index among those then */
};

/* The changes of one repository, while the past is put together. */
struct past_revision {
	const struct revision *revision;
	bool *taken; /* of each changed file: it is among the input today */
	struct wanted *wanted;
	size_t count;
	size_t capacity;
};

struct past {
	struct arena *arena;
	const struct inputs *now;
	const struct path_filter *filter;
	struct inputs *then;
	struct past_revision *revisions;
};

static struct str
real_path(struct arena *arena, const struct input *input)
{
	/* What was named may be a link, and git knows what it leads to. */
	return input->named ? path_real(arena, input->path) : input->real;
}

static void
add_root(struct history *history, struct arena *arena, size_t *capacity,
	struct str root)
{
	for (size_t i = 0; i < history->count; i++)
		if (str_equal(history->revisions[i].root, root))
			return;
	history->revisions = arena_grow(arena, history->revisions,
		history->count, capacity, sizeof(*history->revisions));
	history->revisions[history->count++] =
		(struct revision){ .root = arena_str(arena, root) };
}

static bool
find_roots(struct history *history, struct arena *arena,
	const struct inputs *inputs, struct error *error)
{
	struct str last = { 0 };
	size_t capacity = 0;

	for (size_t i = 0; i < inputs->root_count; i++) {
		struct str root = git_root(arena, inputs->roots[i].real);

		if (root.len)
			add_root(history, arena, &capacity, root);
		else if (!inputs->roots[i].context)
			return error_set(error,
				"'%.*s' is in no git repository",
				STR_ARG(inputs->roots[i].real));
	}
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *input = &inputs->items[i];
		struct str folder = path_parent(real_path(arena, input));
		struct str root;

		if (input->error || !strcmp(input->path, "-") ||
			str_equal(folder, last))
			continue;
		root = git_root(arena, folder);
		last = folder;
		if (root.len)
			add_root(history, arena, &capacity, root);
		else if (!input->context)
			return error_set(error, "'%s' is in no git repository",
				input->path);
	}
	return true;
}

static int
by_root(const void *left, const void *right)
{
	const struct revision *a = left;
	const struct revision *b = right;

	return str_compare(a->root, b->root);
}

/* The repository of the COUNT first ones that PATH lies in, the innermost of
 * several; NULL for none. */
static const struct revision *
innermost(const struct history *history, size_t count, struct str path)
{
	const struct revision *found = NULL;

	for (size_t i = 0; i < count; i++)
		if (path_is_below(path, history->revisions[i].root) &&
			(!found || history->revisions[i].root.len >
					   found->root.len))
			found = &history->revisions[i];
	return found;
}

/* Files of the repository that were named, but not like manifests. */
static struct str_list
other_files(const struct history *history, struct arena *arena,
	const struct inputs *inputs, const struct revision *revision)
{
	struct str *paths = arena_array(arena, inputs->count, sizeof(*paths));
	size_t count = 0;

	for (size_t i = 0; i < inputs->count; i++) {
		struct str real;

		if (!inputs->items[i].named)
			continue;
		real = real_path(arena, &inputs->items[i]);
		if (real.len && !path_is_manifest(real.ptr) &&
			innermost(history, history->count, real) == revision)
			paths[count++] = path_from(real, revision->root);
	}
	return (struct str_list){ paths, count };
}

/* Those around others are read first. */
static bool
read_revision(struct history *history, struct arena *arena, size_t index,
	const char *name, const struct inputs *inputs, struct error *error)
{
	struct revision *revision = &history->revisions[index];
	struct str root = revision->root;
	struct str_list others = other_files(history, arena, inputs, revision);
	const struct revision *around = innermost(history, index, root);
	const struct tree_entry *entry;

	if (!around)
		return revision_read(
			revision, arena, root, name, &others, error);
	entry = revision_find(around, path_from(root, around->root));
	if (!entry || entry->kind != TREE_SUBMODULE)
		return true;
	return revision_read(revision, arena, root,
		arena_str(arena, entry->blob).ptr, &others, error);
}

static const struct lines *
lines_of(const struct history *history, struct arena *arena,
	const struct input *input)
{
	struct str real = real_path(arena, input);
	const struct revision *revision =
		innermost(history, history->count, real);
	const struct changed_file *changed;
	struct str path;

	if (!strcmp(input->path, "-") || !revision)
		return input->context ? &no_lines : &lines_all;
	path = path_from(real, revision->root);
	changed = diff_find(&revision->diff, path);
	if (changed)
		return &changed->lines;
	return revision_find(revision, path) &&
			       !diff_find_gone(&revision->diff, path)
		       ? &no_lines
		       : &lines_all;
}

bool
history_read(struct history *history, struct arena *arena, const char *name,
	struct inputs *inputs, struct error *error)
{
	*history = (struct history){ 0 };
	if (!find_roots(history, arena, inputs, error))
		return false;
	if (history->count)
		qsort(history->revisions, history->count,
			sizeof(*history->revisions), by_root);
	for (size_t i = 0; i < history->count; i++)
		if (!read_revision(history, arena, i, name, inputs, error))
			return false;
	for (size_t i = 0; i < inputs->count; i++)
		inputs->items[i].lines =
			lines_of(history, arena, &inputs->items[i]);
	return true;
}

bool
history_has_changes(const struct history *history, const struct inputs *inputs)
{
	for (size_t i = 0; i < history->count; i++)
		if (history->revisions[i].diff.count)
			return true;
	for (size_t i = 0; i < inputs->count; i++)
		if (inputs->items[i].lines->differs)
			return true;
	return false;
}

static void
add_input(struct past *past, struct input input)
{
	struct inputs *then = past->then;

	then->items = arena_grow(past->arena, then->items, then->count,
		&then->capacity, sizeof(*then->items));
	then->items[then->count++] = input;
}

/* INPUT as it was at PATH: the same as SOURCE, or with the text of the file
 * that the revision holds at OLD_PATH, if it holds one. */
static void
add_then(struct past *past, struct past_revision *revision, struct input input,
	const struct source *source, struct str old_path)
{
	const struct tree_entry *entry =
		revision_find(revision->revision, old_path);

	if (!entry || entry->kind != TREE_FILE)
		return;
	input.same = source;
	if (!source) {
		revision->wanted = arena_grow(past->arena, revision->wanted,
			revision->count, &revision->capacity,
			sizeof(*revision->wanted));
		revision->wanted[revision->count++] =
			(struct wanted){ entry->blob, past->then->count };
	}
	add_input(past, input);
}

static bool
has_hidden_part(struct str path)
{
	while (path.len)
		if (str_starts(str_cut(&path, '/'), "."))
			return true;
	return false;
}

/* As what the file at OLD_PATH would have been found below the given folders;
 * false when it would not. */
static bool
find_then(const struct past *past, const struct revision *revision,
	struct str old_path, struct input *input)
{
	const struct path_filter *filter = past->filter;
	struct arena *arena = past->arena;
	struct str real = path_join(
		arena, revision->root, arena_str(arena, old_path).ptr);

	for (size_t i = 0; i < past->now->root_count; i++) {
		const struct input_root *root = &past->now->roots[i];
		struct str rest, path;

		if (!path_is_below(real, root->real))
			continue;
		rest = path_from(real, root->real);
		path = path_join(arena, root->path, rest.ptr);
		if (has_hidden_part(rest) || !path_is_manifest(path.ptr) ||
			filter->excluded(filter->context, path.ptr).len)
			continue;
		*input = (struct input){ .path = path.ptr,
			.context = root->context };
		return true;
	}
	return false;
}

static int
compare_paths(const void *key, const void *item)
{
	const struct source *const *source = item;

	return str_compare(str_of(key), (*source)->path);
}

static const struct source *
source_of(const struct sources *sources, const struct input *input)
{
	struct source *const *found = bsearch(input->path, sources->items,
		sources->count, sizeof(*sources->items), compare_paths);

	return found ? *found : NULL;
}

/* What INPUT was, if it was anything. */
static void
add_past_of(struct past *past, const struct history *history,
	const struct input *input, const struct source *source)
{
	struct str real = real_path(past->arena, input);
	const struct revision *revision =
		innermost(history, history->count, real);
	const struct changed_file *changed = NULL;
	struct input then = *input;
	struct past_revision *at;
	struct input elsewhere;

	if (revision)
		changed = diff_find(
			&revision->diff, path_from(real, revision->root));
	if (!changed) {
		then.same = source;
		if (!input->lines->all && source)
			add_input(past, then);
		return;
	}
	at = &past->revisions[revision - history->revisions];
	at->taken[changed - revision->diff.files] = true;
	/* It was somewhere else, and may have had other neighbours there. */
	if (!str_equal(changed->old_path, changed->path) &&
		find_then(past, revision, changed->old_path, &elsewhere))
		then.path = elsewhere.path;
	add_then(past, at, then, changed->lines.differs ? NULL : source,
		changed->old_path);
}

/* What is gone, or is no input any more. */
static void
add_gone(struct past *past, struct past_revision *revision)
{
	const struct diff *diff = &revision->revision->diff;
	struct input input;

	for (size_t i = 0; i < diff->count; i++) {
		const struct changed_file *changed = &diff->files[i];

		if (!revision->taken[i] && changed->old_path.len &&
			!str_equal(changed->old_path, changed->path) &&
			find_then(past, revision->revision, changed->old_path,
				&input))
			add_then(
				past, revision, input, NULL, changed->old_path);
	}
}

static bool
read_wanted(
	struct past *past, struct past_revision *revision, struct error *error)
{
	size_t count = revision->count;
	struct str *ids = arena_array(past->arena, count + 1, sizeof(*ids));
	struct str *texts = arena_array(past->arena, count + 1, sizeof(*texts));

	for (size_t i = 0; i < count; i++)
		ids[i] = revision->wanted[i].blob;
	if (!revision_read_blobs(
		    revision->revision, past->arena, ids, count, texts, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct input *input =
			&past->then->items[revision->wanted[i].input];

		input->text = texts[i];
		input->in_memory = true;
	}
	return true;
}

bool
history_inputs(const struct history *history, struct arena *arena,
	const struct inputs *inputs, const struct sources *sources,
	const struct path_filter *filter, struct inputs *then,
	struct error *error)
{
	struct past past = { arena, inputs, filter, then,
		arena_array(
			arena, history->count + 1, sizeof(*past.revisions)) };

	*then = (struct inputs){ 0 };
	for (size_t i = 0; i < history->count; i++) {
		const struct revision *revision = &history->revisions[i];

		past.revisions[i].revision = revision;
		past.revisions[i].taken = arena_array(
			arena, revision->diff.count + 1, sizeof(bool));
	}
	for (size_t i = 0; i < inputs->count; i++)
		if (!inputs->items[i].error &&
			strcmp(inputs->items[i].path, "-"))
			add_past_of(&past, history, &inputs->items[i],
				source_of(sources, &inputs->items[i]));
	for (size_t i = 0; i < history->count; i++) {
		add_gone(&past, &past.revisions[i]);
		if (!read_wanted(&past, &past.revisions[i], error))
			return false;
	}
	return true;
}
