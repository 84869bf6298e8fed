/* SPDX-License-Identifier: Apache-2.0 */
/* From the options that name files to the list of them. */
#include "cli/find.h"

#include "base/file.h"
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
	struct str list;

	if (!file_read(search->arena, path, in, SIZE_MAX, &list, error))
		return false;
	inputs_add_list(search->inputs, search->arena, list, &search->filter);
	return true;
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
