/* SPDX-License-Identifier: Apache-2.0 */
/* Which options go together, and what is completed by others. */
#include "cli/agree.h"

#include <string.h>

#include "base/path.h"
#include "cli/flag.h"
#include "cli/output.h"

/* "-" is standard output by its other name. */
static const char *
output_name(const struct output *output)
{
	return output->path ? output->path : "-";
}

/* Two reports in one file would be none. */
static bool
outputs_check(const struct options *options, struct error *error)
{
	for (size_t i = 0; i < options->output_count; i++) {
		const char *name = output_name(&options->outputs[i]);

		for (size_t j = 0; j < i; j++) {
			if (strcmp(name, output_name(&options->outputs[j])))
				continue;
			if (!strcmp(name, "-"))
				return error_set(error,
					"two reports would go to standard "
					"output; give one an '--output'");
			return error_set(
				error, "two reports would go to '%s'", name);
		}
	}
	return true;
}

/* The formats that can print a posture, for people. */
static struct str
posture_formats(struct arena *arena)
{
	struct str list = STR("");

	for (size_t i = 0; reporters[i]; i++)
		if (reporters[i]->write_posture)
			list = arena_printf(arena, "%.*s%s%s", STR_ARG(list),
				list.len ? ", " : "", reporters[i]->name);
	return list;
}

/* Shards divide findings, and only what they are in can be merged. */
static bool
shard_check(const struct options *options, struct error *error)
{
	if (options->action == ACTION_MERGE) {
		if (options->shard.of || options->posture)
			return error_set(error,
				"'--merge' and '--%s' exclude each other",
				options->posture ? "posture" : "shard");
		return true;
	}
	if (options->shard.of && options->prune_baseline)
		return error_set(error, "'--shard' and '--prune-baseline' "
					"exclude each other");
	for (size_t i = 0; i < options->output_count && options->shard.of; i++)
		if (options->posture || !options->outputs[i].reporter->write)
			return error_set(error,
				"a posture is not divided: '--shard' is for "
				"findings");
	return true;
}

static bool
posture_check(struct parse *parse, struct error *error)
{
	const struct options *options = parse->options;
	struct str list;

	if (!options->posture)
		return true;
	if (options->write_baseline)
		return error_set(error, "'--posture' and '--write-baseline' "
					"exclude each other");
	for (size_t i = 0; i < options->output_count; i++) {
		const struct reporter *reporter = options->outputs[i].reporter;

		if (reporter->write_posture)
			continue;
		list = posture_formats(parse->arena);
		return error_set(error,
			"format '%s' has no posture; these have one: %.*s",
			reporter->name, STR_ARG(list));
	}
	return true;
}

static void
outputs_finish(struct parse *parse)
{
	struct options *options = parse->options;

	if (!options->output_count) {
		/* What is merged has a format already. */
		if (options->action != ACTION_MERGE)
			parse->outputs[0].reporter = reporter_find(STR("text"));
		parse->outputs[0].path = parse->early_path;
		options->output_count = 1;
	}
	for (size_t i = 0; i < options->output_count; i++)
		if (!strcmp(output_name(&parse->outputs[i]), "-"))
			parse->outputs[i].path = NULL;
}

/* What a page has no use for is more likely meant otherwise. */
static bool
action_check(const struct options *options, struct error *error)
{
	const struct output *output = options->outputs;
	const char *format = output->reporter ? output->reporter->name : "";

	if (options->action == ACTION_LIST_RULES &&
		(options->output_count > 1 || output->path ||
			(strcmp(format, "text") && strcmp(format, "json"))))
		return error_set(error, "'--list-rules' prints to standard "
					"output, as text or json");
	if (options->action == ACTION_INIT &&
		(options->paths.count > 1 || options->files_from))
		return error_set(error, "'--init' takes one folder");
	return true;
}

/* Where other programs have commands this one has options, and their pages
 * read no files. */
static bool
paths_check(const struct options *options, struct error *error)
{
	bool page = options->action == ACTION_EXPLAIN ||
		    options->action == ACTION_LIST_RULES ||
		    options->action == ACTION_COMPLETIONS;

	for (size_t i = 0; i < options->paths.count; i++) {
		struct str path = options->paths.items[i];

		if (page)
			return error_set(error,
				"'%.*s' is too much: this prints a page, and "
				"reads nothing",
				STR_ARG(path));
		for (const struct flag *flag = flags; flag->name; flag++)
			if (str_is(path, flag->name) && !path_exists(path.ptr))
				return error_set(error,
					"no file '%s'; did you mean '--%s'?",
					flag->name, flag->name);
	}
	return true;
}

static bool
names_stdin(const struct options *options)
{
	for (size_t i = 0; i < options->paths.count; i++)
		if (str_is(options->paths.items[i], "-"))
			return true;
	return false;
}

/* It can be read once. */
static bool
stdin_check(const struct options *options, struct error *error)
{
	size_t readers =
		options->files_from && !strcmp(options->files_from, "-");
	bool named = names_stdin(options);

	for (size_t i = 0; i < options->contexts.count; i++)
		readers += str_is(options->contexts.items[i], "-");
	if (readers + named > 1)
		return error_set(
			error, "standard input ('-') can be read only once");
	return true;
}

/* A baseline is to hold everything. */
static bool
changed_check(const struct options *options, struct error *error)
{
	const char *name = options->changed ? "--changed" : "--new-from-rev";

	if (options->changed && options->new_from_rev)
		return error_set(error, "'--changed' and '--new-from-rev' "
					"exclude each other");
	if (options_want_changes(options) && options->write_baseline)
		return error_set(error,
			"'%s' and '--write-baseline' exclude each other", name);
	return true;
}

/* Files are mended when all is known about them. */
static bool
fix_check(const struct options *options, struct error *error)
{
	if (options->unsafe_fixes && !options->fix)
		return error_set(error, "'--unsafe-fixes' goes with '--fix'");
	if (!options->fix)
		return true;
	if (names_stdin(options))
		return error_set(error, "'--fix' mends files, and '-' is none");
	if (options->shard.of || options->posture || options->write_baseline)
		return error_set(error, "'--fix' and '--%s' exclude each other",
			options->shard.of  ? "shard"
			: options->posture ? "posture"
					   : "write-baseline");
	return true;
}

bool
parse_finish(struct parse *parse, struct error *error)
{
	struct options *options = parse->options;

	if (options->config && options->no_config)
		return error_set(error, "'--config' and '--no-config' exclude "
					"each other");
	if (options->quiet && options->verbose)
		return error_set(error, "'--quiet' and '--verbose' exclude "
					"each other");
	if (options->prune_baseline &&
		(options->no_ignores || options->write_baseline))
		return error_set(error,
			"'--prune-baseline' and '--%s' exclude each other",
			options->no_ignores ? "no-ignores" : "write-baseline");
	if (!paths_check(options, error) || !stdin_check(options, error) ||
		!changed_check(options, error) || !fix_check(options, error))
		return false;
	if (!options->paths.count && options->action == ACTION_MERGE)
		return error_set(error, "'--merge' lacks the reports to merge");
	if (!options->paths.count && !options->files_from)
		parse->paths[options->paths.count++] = STR(".");
	if (!parse->min_severity_given &&
		options->fail_on < options->min_severity)
		options->min_severity = options->fail_on;
	outputs_finish(parse);
	return outputs_check(options, error) && action_check(options, error) &&
	       shard_check(options, error) && posture_check(parse, error);
}
