/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a run as --show-files prints them. */
#include "cli/show_files.h"

#include <stdlib.h>

#include "base/visible.h"

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
