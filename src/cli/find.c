/* SPDX-License-Identifier: Apache-2.0 */
/* From the options that name files to the list of them, and that list as
 * --show-files prints it. */
#include "cli/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/visible.h"
#include "load/ignored.h"

struct search {
	struct inputs *inputs;
	struct arena *arena;
	struct path_filter filter;
};

static void
add_paths(struct search *search, const struct str_list *paths, bool for_context)
{
	search->filter.for_context = for_context;
	for (size_t i = 0; i < paths->count; i++)
		inputs_add(search->inputs, search->arena, paths->items[i].ptr,
			&search->filter);
}

static bool
add_list(struct search *search, const char *path, FILE *in, struct error *error)
{
	bool is_stdin = !strcmp(path, "-");
	FILE *file = is_stdin ? in : fopen(path, "rb");
	struct str list;
	bool good;

	if (!file)
		return error_errno(error, path);
	list = file_rest(search->arena, file);
	good = !ferror(file) ||
	       error_errno(error, is_stdin ? "standard input" : path);
	if (!is_stdin)
		fclose(file);
	if (good)
		inputs_add_list(
			search->inputs, search->arena, list, &search->filter);
	return good;
}

bool
find_inputs(struct inputs *inputs, struct arena *arena,
	const struct options *options, const struct scope *scope, FILE *in,
	struct error *error)
{
	struct search search = {
		.inputs = inputs,
		.arena = arena,
		.filter = {
			.excluded = scope_excludes,
			.context = scope,
			.git = !options->no_gitignore,
			.keep_skipped = options->action == ACTION_SHOW_FILES,
		},
	};

	add_paths(&search, &options->paths, false);
	if (options->files_from &&
		!add_list(&search, options->files_from, in, error))
		return false;
	add_paths(&search, &options->contexts, true);
	inputs_explain_ignored(inputs, arena);
	inputs_finish(inputs, arena);
	return true;
}

/* One line of --show-files. */
struct shown_file {
	struct str path;
	struct str why; /* it is not read, or not judged */
	bool read;
	bool folder;
};

static int
by_path(const void *left, const void *right)
{
	const struct shown_file *a = left;
	const struct shown_file *b = right;
	int order = str_compare(a->path, b->path);

	return order ? order : (int)b->read - (int)a->read;
}

static struct str
role_words(const struct source *source)
{
	switch (source->role) {
	case SOURCE_MANIFESTS:
		return source->context ? STR("context alone")
				       : (struct str){ 0 };
	case SOURCE_TEMPLATE:
		return STR("not judged: a Helm template");
	case SOURCE_PATCH:
		return STR("not judged: a kustomize patch");
	case SOURCE_UNREADABLE:
		return STR("unreadable");
	}
	return (struct str){ 0 };
}

static void
print_file(FILE *out, const struct shown_file *file)
{
	fputs(file->read ? "read  " : "skip  ", out);
	visible_print(out, file->path);
	if (file->folder)
		putc('/', out);
	if (file->why.len) {
		fputs(": ", out);
		visible_print(out, file->why);
	}
	putc('\n', out);
}

void
show_files(FILE *out, struct arena *arena, const struct inputs *inputs,
	const struct sources *sources)
{
	struct shown_file *files = arena_array(arena,
		sources->count + inputs->skipped_count + 1, sizeof(*files));
	size_t count = 0;

	for (size_t i = 0; i < sources->count; i++)
		files[count++] = (struct shown_file){ sources->items[i]->path,
			role_words(sources->items[i]), true, false };
	for (size_t i = 0; i < inputs->skipped_count; i++)
		files[count++] =
			(struct shown_file){ str_of(inputs->skipped[i].path),
				inputs->skipped[i].why, false,
				inputs->skipped[i].folder };
	qsort(files, count, sizeof(*files), by_path);
	for (size_t i = 0; i < count; i++)
		print_file(out, &files[i]);
}
