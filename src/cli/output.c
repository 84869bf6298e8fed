/* SPDX-License-Identifier: Apache-2.0 */
/* What goes where. */
#include "cli/output.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/path.h"

/* Whether the output gets the posture instead of findings. */
static bool
shows_posture(const struct options *options, const struct output *output)
{
	return options->posture || !output->reporter->write;
}

bool
options_want_posture(const struct options *options)
{
	for (size_t i = 0; i < options->output_count; i++) {
		const struct output *output = &options->outputs[i];

		if (shows_posture(options, output) ||
			output->reporter->with_posture)
			return true;
	}
	return false;
}

bool
options_want_findings(const struct options *options)
{
	if (options->write_baseline || options->prune_baseline)
		return true;
	for (size_t i = 0; i < options->output_count; i++)
		if (!shows_posture(options, &options->outputs[i]))
			return true;
	return false;
}

bool
options_want_changes(const struct options *options)
{
	return options->changed || options->new_from_rev;
}

bool
options_want_identities(const struct options *options)
{
	for (size_t i = 0; i < options->output_count; i++)
		if (options->outputs[i].reporter->identifies)
			return true;
	return false;
}

/* What the formats that are JSON have at their root, or in each item of it. */
static const char *const marks[][2] = {
	{ "schemaVersion", "tool" },     /* json */
	{ "runs", "version" },           /* sarif */
	{ "check_name", "fingerprint" }, /* gitlab */
	{ "diagnostics", "source" },     /* rdjson */
};

/* Whether a run before has left SOURCE among the inputs. */
static bool
is_report(const struct source *source)
{
	const struct node *root;

	if (!str_ends(source->path, ".json") || source->document_count != 1)
		return false;
	root = source->documents[0];
	if (node_is_sequence(root) && !node_count(root))
		return true;
	if (node_is_sequence(root))
		root = node_item(root, 0);
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (node_get(root, marks[i][0]) && node_get(root, marks[i][1]))
			return true;
	return false;
}

/* Whether SOURCE is the file OLD, by whatever path. */
static bool
is_of_file(const struct source *source, const struct stat *old)
{
	struct arena scratch = { 0 };
	struct stat status;
	bool same = !source->piped &&
		    stat(arena_str(&scratch, source->path).ptr, &status) == 0 &&
		    status.st_dev == old->st_dev &&
		    status.st_ino == old->st_ino;

	arena_release(&scratch);
	return same;
}

static bool
spares(const char *path, const struct sources *sources, struct error *error)
{
	struct stat old;

	if (!path || stat(path, &old) != 0)
		return true;
	for (size_t i = 0; i < sources->count; i++)
		if (is_of_file(sources->items[i], &old) &&
			!is_report(sources->items[i]))
			return error_set(error,
				"%s: not overwritten: it is one of the files "
				"that are linted",
				path);
	return true;
}

/* Whether PATH is called FILE, or is it by another name. */
static bool
is_file(const char *path, struct str file)
{
	struct arena scratch = { 0 };
	struct str real = path_real(&scratch, path);
	bool same = real.len &&
		    str_equal(real,
			    path_real(&scratch, arena_str(&scratch, file).ptr));

	arena_release(&scratch);
	return same;
}

bool
outputs_spare(const struct options *options, const struct sources *sources,
	struct str config, struct error *error)
{
	for (size_t i = 0; i < options->output_count; i++) {
		const char *path = options->outputs[i].path;

		if (!spares(path, sources, error))
			return false;
		if (path && config.len && is_file(path, config))
			return error_set(error,
				"%s: not overwritten: it is the configuration",
				path);
	}
	return spares(options->write_baseline, sources, error);
}

/* Where an output is written to. */
struct opened {
	struct arena scratch;
	struct replacement replacement; /* of a file */
	FILE *file;
};

static bool
output_open(struct opened *opened, const struct output *output,
	const struct streams *streams, struct error *error)
{
	*opened = (struct opened){ .file = streams->out };
	if (!output->path)
		return true;
	if (!replacement_open(&opened->replacement, &opened->scratch,
		    output->path, error)) {
		arena_release(&opened->scratch);
		return false;
	}
	opened->file = opened->replacement.file;
	return true;
}

/* False when anything that was written is lost: the stream knows. */
static bool
output_close(
	struct opened *opened, const struct output *output, struct error *error)
{
	bool written =
		output->path
			? replacement_close(&opened->replacement, error)
			: file_flush(opened->file, "standard output", error);

	arena_release(&opened->scratch);
	return written;
}

bool
output_report(const struct output *output, const struct options *options,
	const struct streams *streams, struct report *report,
	struct error *error)
{
	const struct reporter *reporter = output->reporter;
	struct opened opened;

	if (!output_open(&opened, output, streams, error))
		return false;
	/* What the environment says of colours is about the terminal. */
	report->style = output->path ? style_choose(options->color, false, NULL)
				     : style_choose(options->color,
					       streams->out_is_terminal,
					       streams->getenv);
	if (shows_posture(options, output))
		reporter->write_posture(opened.file, report);
	else
		reporter->write(opened.file, report);
	return output_close(&opened, output, error);
}

bool
output_merged(const struct output *output, const struct streams *streams,
	const struct merge *merge, struct error *error)
{
	struct opened opened;

	if (!output_open(&opened, output, streams, error))
		return false;
	merge_write(opened.file, merge);
	return output_close(&opened, output, error);
}

bool
outputs_can_merge(const struct options *options, const struct merge *merge,
	struct error *error)
{
	const char *format = merge->whole.dialect->format;

	for (size_t i = 0; i < options->output_count; i++) {
		const struct reporter *wanted = options->outputs[i].reporter;

		if (wanted && strcmp(wanted->name, format))
			return error_set(error,
				"'--merge' does not make %s out of %s",
				wanted->name, format);
	}
	return true;
}
