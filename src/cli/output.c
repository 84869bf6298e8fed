/* SPDX-License-Identifier: Apache-2.0 */
/* What goes where. */
#include "cli/output.h"

#include <errno.h>
#include <string.h>

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
options_want_identities(const struct options *options)
{
	for (size_t i = 0; i < options->output_count; i++)
		if (options->outputs[i].reporter->identifies)
			return true;
	return false;
}

static const char *
name_of(const struct output *output)
{
	return output->path ? output->path : "standard output";
}

static FILE *
output_open(const struct output *output, const struct streams *streams,
	struct error *error)
{
	FILE *file = output->path ? fopen(output->path, "wb") : streams->out;

	if (!file)
		error_errno(error, name_of(output));
	errno = 0;
	return file;
}

/* PRINTED: everything went into the stream so far. */
static bool
output_close(const struct output *output, FILE *file, bool printed,
	struct error *error)
{
	bool written = printed && fflush(file) == 0;

	if (!written)
		error_errno(error, name_of(output));
	if (output->path && fclose(file) != 0 && written)
		written = error_errno(error, name_of(output));
	return written;
}

bool
output_report(const struct output *output, const struct options *options,
	const struct streams *streams, struct report *report,
	struct error *error)
{
	const struct reporter *reporter = output->reporter;
	FILE *file = output_open(output, streams, error);
	bool printed;

	if (!file)
		return false;
	/* What the environment says of colours is about the terminal. */
	report->style = output->path ? style_choose(options->color, false, NULL)
				     : style_choose(options->color,
					       streams->out_is_terminal,
					       streams->getenv);
	printed = shows_posture(options, output)
			  ? reporter->write_posture(file, report)
			  : reporter->write(file, report);
	return output_close(output, file, printed, error);
}

bool
output_merged(const struct output *output, const struct streams *streams,
	const struct merge *merge, struct error *error)
{
	FILE *file = output_open(output, streams, error);

	return file &&
	       output_close(output, file, merge_write(file, merge), error);
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
