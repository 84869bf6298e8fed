/* SPDX-License-Identifier: Apache-2.0 */
/* Command lines, and what becomes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "cli/flag.h"

enum { MOST_WORDS = 32 };

struct parsed {
	struct arena arena;
	struct options options;
	struct error error;
	bool good;
};

/* LINE is cut at its spaces; "''" stands for an empty word. */
static void
parse(struct parsed *parsed, const char *line)
{
	char *argv[MOST_WORDS + 2] = { (char *)"agentlint" };
	struct str rest = str_of(line);
	int argc = 1;

	*parsed = (struct parsed){ 0 };
	while (rest.len) {
		struct str word = str_cut(&rest, ' ');

		assert_true(argc <= MOST_WORDS);
		if (str_is(word, "''"))
			word.len = 0;
		argv[argc++] = arena_copy(&parsed->arena, word.ptr, word.len);
	}
	parsed->good = options_parse(
		&parsed->options, &parsed->arena, argc, argv, &parsed->error);
}

static void
release(struct parsed *parsed)
{
	arena_release(&parsed->arena);
}

static const struct {
	const char *line, *error;
} wrong[] = {
	{ "--formt json", "unknown option '--formt'; "
			  "did you mean '--format'?" },
	{ "--formt=json", "unknown option '--formt=json'; "
			  "did you mean '--format'?" },
	{ "-format json", "unknown format 'ormat'; it is one of " },
	{ "-select x", "unknown option '-select'; did you mean '--select'?" },
	{ "-Z", "unknown option '-Z'; see 'agentlint --help'" },
	{ "-qZ", "unknown option '-Z'; see 'agentlint --help'" },
	{ "--zzz", "unknown option '--zzz'; see 'agentlint --help'" },
	{ "--=3", "unknown option '--=3'; see 'agentlint --help'" },
	{ "--ex",
		"option '--ex' is ambiguous: '--exit-zero', '--exclude', '--explain', "
		"'--explain-agents'" },
	{ "--quiet=3", "option '--quiet' takes no value" },
	{ "--format", "option '--format' lacks its value FORMAT" },
	{ "a -f", "option '--format' lacks its value FORMAT" },
	{ "-qj", "option '--jobs' lacks its value N" },
	{ "-f txt", "unknown format 'txt'; did you mean 'text'?" },
	{ "-f xml", "unknown format 'xml'; it is one of text" },
	{ "-f text -f text", "two reports would go to standard output; "
			     "give one an '--output'" },
	{ "-f text -o - -f text", "two reports would go to standard output; "
				  "give one an '--output'" },
	{ "-f text -o a -f text -o a", "two reports would go to 'a'" },
	{ "-f text -o a -o b", "'--output b' has no '--format' of its own "
			       "before it" },
	{ "-o a -o b", "'--output b' has no '--format' of its own before it" },
	{ "-o ''", "option '--output' has an empty FILE" },
	{ "-c ''", "option '--config' has an empty FILE" },
	{ "-c x --no-config", "'--config' and '--no-config' exclude each "
			      "other" },
	{ "-qv", "'--quiet' and '--verbose' exclude each other" },
	{ "--color alway", "unknown value 'alway' for '--color'; "
			   "did you mean 'always'?" },
	{ "--color blue", "unknown value 'blue' for '--color'; "
			  "it is one of auto, always, never" },
	{ "--fail-on warn", "unknown value 'warn' for '--fail-on'; "
			    "it is one of note, warning, error" },
	{ "--min-severity errors", "unknown value 'errors' for "
				   "'--min-severity'; did you mean 'error'?" },
	{ "--agents some", "unknown value 'some' for '--agents'; "
			   "it is one of all, auto" },
	{ "--completions bsh", "unknown value 'bsh' for '--completions'; "
			       "did you mean 'bash'?" },
	{ "-n Team_A", "'Team_A' is no name of a namespace for "
		       "'--namespace'" },
	{ "-n ''", "'' is no name of a namespace for '--namespace'" },
	{ "-n -a", "'-a' is no name of a namespace for '--namespace'" },
	{ "-n a-", "'a-' is no name of a namespace for '--namespace'" },
	{ "-j 0", "'0' is no number from 1 to 64 for '--jobs'" },
	{ "-j 65", "'65' is no number from 1 to 64 for '--jobs'" },
	{ "-j 3x", "'3x' is no number from 1 to 64 for '--jobs'" },
	{ "-j -3", "'-3' is no number from 1 to 64 for '--jobs'" },
	{ "--max-depth 99999999999999999999",
		"'99999999999999999999' is no number from 1 to 10000 for "
		"'--max-depth'" },
	{ "--max-bytes 3T", "'3T' is no number of bytes for '--max-bytes'; "
			    "write it as 1000000, 500K or 20M" },
	{ "--max-bytes 3KB", "'3KB' is no number of bytes for " },
	{ "--max-bytes K", "'K' is no number of bytes for " },
	{ "--max-bytes 0", "'0' is no number of bytes for " },
	{ "--max-bytes 99999999999999999G", "'99999999999999999G' is no " },
	{ "--select ''", "unknown rule or module ''; see " },
	{ "--select runtime,,seccomp", "unknown rule or module ''; see " },
	{ "--select runtim", "unknown rule or module 'runtim'; "
			     "did you mean 'runtime'?" },
	{ "--ignore qqqqqqqq", "unknown rule or module 'qqqqqqqq'; "
			       "see 'agentlint --list-rules'" },
	{ "--explain runtime", "'runtime' is a module; see 'agentlint "
			       "--list-rules --select runtime' for its rules" },
	{ "--explain qqqqqqqq", "unknown rule 'qqqqqqqq'; "
				"see 'agentlint --list-rules'" },
	{ "--list-rules --explain-agents",
		"'--explain-agents' goes together with no other of its kind; "
		"see 'agentlint --help'" },
	{ "a ''", "the name of a file is empty" },
	{ "-- ''", "the name of a file is empty" },
};

static void
refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct parsed parsed;

		parse(&parsed, wrong[i].line);
		if (parsed.good)
			fail_msg("'%s' is taken", wrong[i].line);
		if (!str_starts(str_of(parsed.error.text), wrong[i].error))
			fail_msg("'%s': %s", wrong[i].line, parsed.error.text);
		release(&parsed);
	}
}

static void
has_defaults(void **state)
{
	struct parsed parsed;
	const struct options *options = &parsed.options;

	(void)state;
	parse(&parsed, "");
	assert_true(parsed.good);
	assert_int_equal(options->action, ACTION_LINT);
	assert_int_equal(options->paths.count, 1);
	assert_true(str_is(options->paths.items[0], "."));
	assert_int_equal(options->output_count, 1);
	assert_string_equal(options->outputs[0].reporter->name, "text");
	assert_null(options->outputs[0].path);
	assert_null(options->config);
	assert_null(options->stdin_filename);
	assert_true(str_is(options->namespace, "default"));
	assert_int_equal(options->min_severity, SEVERITY_WARNING);
	assert_int_equal(options->fail_on, SEVERITY_WARNING);
	assert_int_equal(options->agents, AGENTS_ALL);
	assert_int_equal(options->color, COLOR_AUTO);
	assert_int_equal(options->select.count + options->ignore.count, 0);
	assert_int_equal(options->jobs + options->max_bytes +
				 options->max_depth + options->max_alias_nodes +
				 options->max_events,
		0);
	assert_false(options->no_config || options->exit_zero ||
		     options->context_per_dir || options->quiet ||
		     options->verbose);
	release(&parsed);
}

static void
takes_everything(void **state)
{
	struct parsed parsed;
	const struct options *options = &parsed.options;

	(void)state;
	parse(&parsed, "-ftext -oout.txt -c conf --min-severity=note "
		       "--fail-on error --exit-zero -v --color never "
		       "-nteam-a --agents auto --context-per-dir "
		       "--stdin-filename x");
	assert_true(parsed.good);
	assert_string_equal(options->outputs[0].path, "out.txt");
	assert_string_equal(options->config, "conf");
	assert_int_equal(options->min_severity, SEVERITY_NOTE);
	assert_int_equal(options->fail_on, SEVERITY_ERROR);
	assert_true(options->exit_zero && options->verbose &&
		    options->context_per_dir);
	assert_int_equal(options->color, COLOR_NEVER);
	assert_true(str_is(options->namespace, "team-a"));
	assert_int_equal(options->agents, AGENTS_AUTO);
	assert_string_equal(options->stdin_filename, "x");
	release(&parsed);

	parse(&parsed, "--no-config -q -j8 --max-bytes 20M --max-depth 5 "
		       "--max-alias-nodes 6 --max-events 7");
	assert_true(parsed.good);
	assert_true(options->no_config && options->quiet);
	assert_int_equal(options->jobs, 8);
	assert_int_equal(options->max_bytes, 20 << 20);
	assert_int_equal(options->max_depth, 5);
	assert_int_equal(options->max_alias_nodes, 6);
	assert_int_equal(options->max_events, 7);
	release(&parsed);
}

static void
counts_bytes(void **state)
{
	static const struct {
		const char *line;
		size_t bytes;
	} cases[] = {
		{ "--max-bytes 1", 1 },
		{ "--max-bytes 1000", 1000 },
		{ "--max-bytes 2k", 2048 },
		{ "--max-bytes 2K", 2048 },
		{ "--max-bytes 3m", 3 << 20 },
		{ "--max-bytes 1G", 1 << 30 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct parsed parsed;

		parse(&parsed, cases[i].line);
		assert_true(parsed.good);
		assert_int_equal(parsed.options.max_bytes, cases[i].bytes);
		release(&parsed);
	}
}

static void
expect_paths(const char *line, const char *paths)
{
	struct parsed parsed;
	struct str joined = { 0 };

	parse(&parsed, line);
	assert_true(parsed.good);
	for (size_t i = 0; i < parsed.options.paths.count; i++)
		joined = arena_printf(&parsed.arena, "%.*s%s%s",
			STR_ARG(joined), i ? " " : "",
			parsed.options.paths.items[i].ptr);
	if (!str_is(joined, paths))
		fail_msg("'%s' gives '%.*s'", line, STR_ARG(joined));
	release(&parsed);
}

static void
keeps_paths_in_order(void **state)
{
	(void)state;
	expect_paths("b a", "b a");
	expect_paths("b -q a -n x c", "b a c");
	expect_paths("-", "-");
	expect_paths("a - b", "a - b");
	expect_paths("-- -q --help", "-q --help");
	expect_paths("a -- -b", "a -b");
	expect_paths("a -- --", "a --");
	expect_paths("--", ".");
	expect_paths("./-q", "./-q");
}

static void
expect_outputs(const char *line, const char *paths)
{
	struct parsed parsed;
	struct str joined = { 0 };

	parse(&parsed, line);
	assert_true(parsed.good);
	for (size_t i = 0; i < parsed.options.output_count; i++) {
		const struct output *output = &parsed.options.outputs[i];

		joined = arena_printf(&parsed.arena, "%.*s%s%s:%s",
			STR_ARG(joined), i ? " " : "", output->reporter->name,
			output->path ? output->path : "");
	}
	if (!str_is(joined, paths))
		fail_msg("'%s' gives '%.*s'", line, STR_ARG(joined));
	release(&parsed);
}

static void
pairs_outputs_with_formats(void **state)
{
	(void)state;
	expect_outputs("-f text", "text:");
	expect_outputs("-f text -o a", "text:a");
	expect_outputs("-o a -f text", "text:a");
	expect_outputs("-o a", "text:a");
	expect_outputs("-o -", "text:");
	expect_outputs("-f text -o a -f text", "text:a text:");
	expect_outputs("-f text -f text -o a", "text: text:a");
	expect_outputs("-f text -o a -f text -o b", "text:a text:b");
	expect_outputs("-f text -o a x -f text -o - y", "text:a text:");
}

static void
lowers_what_is_shown(void **state)
{
	static const struct {
		const char *line;
		enum severity shown;
	} cases[] = {
		{ "--fail-on note", SEVERITY_NOTE },
		{ "--fail-on error", SEVERITY_WARNING },
		{ "--fail-on note --min-severity error", SEVERITY_ERROR },
		{ "--min-severity error --fail-on note", SEVERITY_ERROR },
		{ "--min-severity note", SEVERITY_NOTE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct parsed parsed;

		parse(&parsed, cases[i].line);
		assert_true(parsed.good);
		assert_int_equal(parsed.options.min_severity, cases[i].shown);
		release(&parsed);
	}
}

static void
collects_rules(void **state)
{
	struct parsed parsed;
	const struct str_list *list = &parsed.options.select;
	const char *id = rule_table[0]->id;
	char line[200];

	(void)state;
	snprintf(line, sizeof(line),
		"--select runtime,%s --select=seccomp --ignore %s", id, id);
	parse(&parsed, line);
	assert_true(parsed.good);
	assert_int_equal(list->count, 3);
	assert_true(str_is(list->items[0], "runtime"));
	assert_true(str_is(list->items[1], id));
	assert_true(str_is(list->items[2], "seccomp"));
	assert_int_equal(parsed.options.ignore.count, 1);
	release(&parsed);
}

static void
knows_every_rule(void **state)
{
	(void)state;
	for (size_t i = 0; rule_table[i]; i++) {
		struct parsed parsed;
		char line[200];

		snprintf(line, sizeof(line), "--explain %s", rule_table[i]->id);
		parse(&parsed, line);
		assert_true(parsed.good);
		assert_int_equal(parsed.options.action, ACTION_EXPLAIN);
		assert_string_equal(parsed.options.argument, rule_table[i]->id);
		release(&parsed);
	}
}

static void
takes_shards(void **state)
{
	static const struct {
		const char *line;
		size_t index, of; /* of 0: refused */
	} cases[] = {
		{ "--shard 1/1", 1, 1 },
		{ "--shard=7/8", 7, 8 },
		{ "--shard 0/8", 8, 8 },
		{ "--shard 1000/1000", 1000, 1000 },
		{ "--shard 1/1001", 0, 0 },
		{ "--shard 3/2", 0, 0 },
		{ "--shard 0/0", 0, 0 },
		{ "--shard 1", 0, 0 },
		{ "--shard 1/", 0, 0 },
		{ "--shard /2", 0, 0 },
		{ "--shard 1/2/3", 0, 0 },
		{ "--shard -1/2", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct parsed parsed;

		parse(&parsed, cases[i].line);
		assert_int_equal(parsed.good, cases[i].of > 0);
		if (parsed.good) {
			assert_int_equal(
				parsed.options.shard.index, cases[i].index);
			assert_int_equal(parsed.options.shard.of, cases[i].of);
		}
		release(&parsed);
	}
}

static void
takes_actions(void **state)
{
	static const struct {
		const char *line;
		enum action action;
	} cases[] = {
		{ "--help", ACTION_HELP },
		{ "-h", ACTION_HELP },
		{ "--version", ACTION_VERSION },
		{ "-V", ACTION_VERSION },
		{ "--list-rules", ACTION_LIST_RULES },
		{ "--list-rules --list-rules", ACTION_LIST_RULES },
		{ "--explain-agents", ACTION_EXPLAIN_AGENTS },
		{ "--init", ACTION_INIT },
		{ "--merge 1.json 2.json", ACTION_MERGE },
		{ "--completions zsh", ACTION_COMPLETIONS },
		{ "--list-rules --help", ACTION_HELP },
		{ "--help --nonsense", ACTION_HELP },
		{ "-qh", ACTION_HELP },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct parsed parsed;

		parse(&parsed, cases[i].line);
		assert_true(parsed.good);
		assert_int_equal(parsed.options.action, cases[i].action);
		release(&parsed);
	}
}

/* A hole in the table would be a NULL that nobody sees. */
static void
table_is_whole(void **state)
{
	(void)state;
	for (const struct flag *flag = flags; flag->name; flag++) {
		assert_non_null(flag->help);
		assert_non_null(flag->store);
		assert_int_equal(!flag->argument, flag->value == VALUE_OF_NONE);
		assert_int_equal(
			!flag->choices, flag->value != VALUE_OF_CHOICES);
		assert_true(flag->group < FLAG_GROUP_COUNT);
		for (const struct flag *other = flags; other != flag; other++) {
			assert_string_not_equal(flag->name, other->name);
			assert_true(
				!flag->letter || flag->letter != other->letter);
		}
	}
}

static void
choices_are_in_order(void **state)
{
	struct parsed parsed;
	char line[100];

	(void)state;
	for (unsigned i = 0; i <= SEVERITY_ERROR; i++) {
		snprintf(line, sizeof(line), "--min-severity %s",
			severity_name((enum severity)i));
		parse(&parsed, line);
		assert_true(parsed.good);
		assert_int_equal(parsed.options.min_severity, i);
		release(&parsed);
	}
}

static void
help_fits(void **state)
{
	char line[200];
	FILE *file = tmpfile();
	size_t named = 0, count = 0;

	(void)state;
	options_help(file, 80);
	rewind(file);
	while (fgets(line, sizeof(line), file)) {
		if (strlen(line) > 81)
			fail_msg("too wide: %s", line);
		named += strncmp(line, "  -", 3) == 0 ||
			 strncmp(line, "      --", 8) == 0;
	}
	fclose(file);
	for (const struct flag *flag = flags; flag->name; flag++)
		count++;
	assert_int_equal(named, count);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses),
		cmocka_unit_test(has_defaults),
		cmocka_unit_test(takes_everything),
		cmocka_unit_test(counts_bytes),
		cmocka_unit_test(keeps_paths_in_order),
		cmocka_unit_test(pairs_outputs_with_formats),
		cmocka_unit_test(lowers_what_is_shown),
		cmocka_unit_test(collects_rules),
		cmocka_unit_test(knows_every_rule),
		cmocka_unit_test(takes_shards),
		cmocka_unit_test(takes_actions),
		cmocka_unit_test(table_is_whole),
		cmocka_unit_test(choices_are_in_order),
		cmocka_unit_test(help_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
