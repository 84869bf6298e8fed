/* SPDX-License-Identifier: Apache-2.0 */
/* Parses the command line by the table of flags.c. */
#include "cli/options.h"

#include <agentlint/nearest.h>

#include <getopt.h>
#include <string.h>

#include "cli/flag.h"
#include "cli/agree.h"

/* What getopt_long returns for flags[0]; above every letter. */
enum { FIRST_FLAG = 256 };

/* getopt's two tables, made of ours; the leading "-" hands out file names in
 * their order, the ":" tells a missing argument from a wrong option. */
struct getopt_tables {
	char letters[2 + 3 * FIRST_FLAG];
	struct option *names;
};

static void
tables_make(struct getopt_tables *tables, struct arena *arena)
{
	size_t count = 0;
	char *letter = tables->letters;

	while (flags[count].name)
		count++;
	tables->names = arena_array(arena, count + 1, sizeof(struct option));
	*letter++ = '-';
	*letter++ = ':';
	for (size_t i = 0; i < count; i++) {
		const struct flag *flag = &flags[i];

		tables->names[i].name = flag->name;
		tables->names[i].has_arg =
			flag->argument ? required_argument : no_argument;
		tables->names[i].val = FIRST_FLAG + (int)i;
		if (!flag->letter)
			continue;
		*letter++ = flag->letter;
		if (flag->argument)
			*letter++ = ':';
	}
	*letter = '\0';
}

/* The flag that getopt means by CODE, or NULL. */
static const struct flag *
flag_of(int code)
{
	const struct flag *flag = flags;

	if (code >= FIRST_FLAG)
		return &flags[code - FIRST_FLAG];
	while (flag->name && (!code || flag->letter != code))
		flag++;
	return flag->name ? flag : NULL;
}

/* "-q" and "--quiet=yes" without dashes and value. */
static struct str
word_name(const char *word)
{
	struct str name = str_of(word);

	while (str_starts(name, "-"))
		name = str_from(name, 1);
	return str_cut(&name, '=');
}

static size_t
flags_starting(const char *prefix)
{
	size_t count = 0;

	for (const struct flag *flag = flags; flag->name; flag++)
		count += str_starts(str_of(flag->name), prefix);
	return count;
}

static bool
ambiguous_error(struct arena *arena, const char *prefix, struct error *error)
{
	struct str list = { 0 };

	for (const struct flag *flag = flags; flag->name; flag++)
		if (str_starts(str_of(flag->name), prefix))
			list = arena_printf(arena, "%.*s%s'--%s'",
				STR_ARG(list), list.len ? ", " : "",
				flag->name);
	return error_set(error, "option '--%s' is ambiguous: %.*s", prefix,
		STR_ARG(list));
}

/* WORD is the argument in which getopt found LETTER, or, when that is 0, a
 * long option that it did not know. */
static bool
unknown_error(
	struct arena *arena, const char *word, int letter, struct error *error)
{
	struct str name = arena_str(arena, word_name(word));
	struct nearest nearest = nearest_to(name);

	if (!letter && name.len && flags_starting(name.ptr) > 1)
		return ambiguous_error(arena, name.ptr, error);
	for (const struct flag *flag = flags; flag->name; flag++)
		nearest_offer(&nearest, str_of(flag->name));
	if (nearest.found.len)
		return error_set(error,
			"unknown option '%s'; did you mean '--%.*s'?", word,
			STR_ARG(nearest.found));
	if (letter)
		return error_set(error,
			"unknown option '-%c'; see 'agentlint --help'", letter);
	return error_set(
		error, "unknown option '%s'; see 'agentlint --help'", word);
}

/* getopt could not make sense of WORD; optopt holds what it had in hand. */
static bool
getopt_error(struct parse *parse, const char *word, struct error *error)
{
	const struct flag *flag = flag_of(optopt);

	if (flag)
		return error_set(
			error, "option '--%s' takes no value", flag->name);
	return unknown_error(parse->arena, word, optopt, error);
}

static bool
take_path(struct parse *parse, const char *path, struct error *error)
{
	if (!*path)
		return error_set(error, "the name of a file is empty");
	parse->paths[parse->options->paths.count++] = str_of(path);
	return true;
}

static bool
take(struct parse *parse, int code, const char *word, struct error *error)
{
	const struct flag *flag;

	if (code == 1)
		return take_path(parse, optarg, error);
	if (code == '?')
		return getopt_error(parse, word, error);
	if (code == ':') {
		flag = flag_of(optopt);
		return error_set(error, "option '--%s' lacks its value %s",
			flag->name, flag->argument);
	}
	flag = flag_of(code);
	return flag->store(parse, flag, flag->argument ? optarg : NULL, error);
}

static bool
walk(struct parse *parse, int argc, char *const *argv, struct error *error)
{
	struct getopt_tables tables = { 0 };
	const char *word;
	int code;

	tables_make(&tables, parse->arena);
	opterr = 0;
	optind = 0; /* starts over, also in the middle of a word */
	for (;;) {
		word = argv[optind ? optind : 1];
		code = getopt_long(
			argc, argv, tables.letters, tables.names, NULL);
		if (code == -1)
			break;
		if (!take(parse, code, word, error))
			return false;
		if (parse->done)
			return true;
	}
	for (int i = optind; i < argc; i++)
		if (!take_path(parse, argv[i], error))
			return false;
	return true;
}

bool
options_parse(struct options *options, struct arena *arena, int argc,
	char *const *argv, struct error *error)
{
	size_t most = (size_t)argc + 1;
	struct parse parse = {
		.options = options,
		.arena = arena,
		.paths = arena_array(arena, most, sizeof(struct str)),
		.outputs = arena_array(arena, most, sizeof(struct output)),
	};

	*options = (struct options){
		.namespace = STR("default"),
		.min_severity = SEVERITY_WARNING,
		.fail_on = SEVERITY_WARNING,
	};
	options->paths.items = parse.paths;
	options->outputs = parse.outputs;
	return walk(&parse, argc, argv, error) && parse_finish(&parse, error);
}
