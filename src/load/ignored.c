/* SPDX-License-Identifier: Apache-2.0 */
/* Asks git once for each folder that it was asked about before. */
#include "load/ignored.h"

#include <string.h>

#include "base/path.h"
#include "load/git.h"

/* Without following PATH itself, which may be a link. */
static struct str
absolute(struct arena *arena, const char *path)
{
	struct str folder = path_parent(str_of(path));

	return path_join(arena,
		path_real(
			arena, folder.len ? arena_str(arena, folder).ptr : "."),
		path_name(str_of(path)).ptr);
}

static bool
is_of(const struct skipped *skipped, const char *folder)
{
	return skipped->git_folder && !strcmp(skipped->git_folder, folder);
}

/* The paths that FOLDER's repository ignores, each with a NUL at its end. */
static struct str
paths_of(struct arena *arena, const struct inputs *inputs, const char *folder)
{
	size_t capacity = 0, len = 0;
	char *bytes = NULL;

	for (size_t i = 0; i < inputs->skipped_count; i++) {
		struct str path;

		if (!is_of(&inputs->skipped[i], folder))
			continue;
		path = absolute(arena, inputs->skipped[i].path);
		for (size_t j = 0; j <= path.len; j++) {
			bytes = arena_grow(arena, bytes, len, &capacity, 1);
			bytes[len++] = path.ptr[j];
		}
	}
	return (struct str){ bytes, len };
}

/* A record is four pieces: file, line, pattern, path. What matches no pattern
 * has none. */
static void
explain(struct skipped *skipped, struct arena *arena, struct str *records)
{
	struct str rest = *records;
	struct str file = str_cut(&rest, '\0');
	struct str line = str_cut(&rest, '\0');
	struct str pattern = str_cut(&rest, '\0');
	struct str path = str_cut(&rest, '\0');

	if (str_equal(path, absolute(arena, skipped->path))) {
		skipped->why = arena_printf(arena,
			"ignored by git: '%.*s' of %.*s:%.*s", STR_ARG(pattern),
			STR_ARG(file), STR_ARG(line));
		*records = rest;
	} else {
		skipped->why =
			skipped->folder
				? STR("has nothing in it that git would track")
				: STR("not in git's index");
	}
}

static void
explain_folder(struct inputs *inputs, struct arena *arena, const char *folder)
{
	static const char *const arguments[] = { "check-ignore", "-v", "-z",
		"--stdin", NULL };
	const struct git_question question = { folder, arguments,
		paths_of(arena, inputs, folder), false };
	struct str records;
	struct error error;
	enum git_answer answer = git_ask(&question, arena, &records, &error);

	for (size_t i = 0; i < inputs->skipped_count; i++) {
		struct skipped *skipped = &inputs->skipped[i];

		if (!is_of(skipped, folder))
			continue;
		if (answer == GIT_SAYS || answer == GIT_SAYS_NO)
			explain(skipped, arena, &records);
		skipped->git_folder = NULL;
	}
}

void
inputs_explain_ignored(struct inputs *inputs, struct arena *arena)
{
	for (size_t i = 0; i < inputs->skipped_count; i++)
		if (inputs->skipped[i].git_folder)
			explain_folder(
				inputs, arena, inputs->skipped[i].git_folder);
}
