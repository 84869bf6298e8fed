/* SPDX-License-Identifier: Apache-2.0 */
/* Prints what needs no manifests. */
#include "cli/show.h"

#include <stdint.h>
#include <stdlib.h>

#include <sys/ioctl.h>

#include "base/file.h"
#include "base/visible.h"
#include "cli/choose.h"
#include "cli/completions.h"
#include "cli/explain.h"
#include "cli/init.h"
#include "cli/rules_json.h"
#include "version.h"

enum { STANDARD_WIDTH = 80, LEAST_WIDTH = 40, MOST_PROSE_WIDTH = 100 };

bool
action_only_shows(enum action action)
{
	switch (action) {
	case ACTION_LINT:
	case ACTION_EXPLAIN_AGENTS:
	case ACTION_SHOW_FILES:
	case ACTION_MERGE:
		return false;
	case ACTION_HELP:
	case ACTION_VERSION:
	case ACTION_EXPLAIN:
	case ACTION_LIST_RULES:
	case ACTION_INIT:
	case ACTION_COMPLETIONS:
		return true;
	}
	return false;
}

/* Columns of the terminal that is written to; 0 when it is none. */
static size_t
terminal_width(const struct streams *streams)
{
	struct winsize size = { 0 };
	int descriptor = fileno(streams->out);

	if (!streams->out_is_terminal)
		return 0;
	if (descriptor < 0 || ioctl(descriptor, TIOCGWINSZ, &size) != 0 ||
		!size.ws_col)
		return STANDARD_WIDTH;
	return size.ws_col < LEAST_WIDTH ? LEAST_WIDTH : size.ws_col;
}

static size_t
prose_width(const struct streams *streams)
{
	size_t width = terminal_width(streams);

	if (!width)
		return STANDARD_WIDTH;
	return width < MOST_PROSE_WIDTH ? width : MOST_PROSE_WIDTH;
}

/* Without a terminal a rule is a line, for grep and cut. */
static void
show_rules(const struct streams *streams, struct arena *arena,
	const struct options *options, struct style style)
{
	const struct config none = { 0 };
	const struct rule_choice *choices = choose_rules(arena, options, &none);
	size_t width = terminal_width(streams);

	if (options->outputs->reporter == reporter_find(STR("json")))
		rules_json(streams->out, arena, choices);
	else
		list_rules(
			streams->out, choices, width ? width : SIZE_MAX, style);
}

static void
show_action(const struct streams *streams, struct arena *arena,
	const struct options *options)
{
	struct style style = style_choose(
		options->color, streams->out_is_terminal, streams->getenv);

	switch (options->action) {
	case ACTION_HELP:
		options_help(streams->out, STANDARD_WIDTH);
		break;
	case ACTION_VERSION:
		fputs("agentlint " AGENTLINT_VERSION "\n", streams->out);
		break;
	case ACTION_EXPLAIN:
		explain_rule(streams->out, rule_find(str_of(options->argument)),
			prose_width(streams), style);
		break;
	case ACTION_LIST_RULES:
		show_rules(streams, arena, options, style);
		break;
	case ACTION_COMPLETIONS:
		completions_print(streams->out, options->argument);
		break;
	case ACTION_LINT:
	case ACTION_EXPLAIN_AGENTS:
	case ACTION_INIT:
	case ACTION_SHOW_FILES:
	case ACTION_MERGE:
		break;
	}
}

static bool
init(const struct streams *streams, struct arena *arena, struct str folder,
	struct error *error)
{
	struct str path;

	if (!init_write(arena, folder, &path, error))
		return false;
	visible_print(streams->out, path);
	fputs(" is written: each key is in it, as a comment\n", streams->out);
	return true;
}

bool
show(const struct streams *streams, struct arena *arena,
	const struct options *options, struct error *error)
{
	if (options->action != ACTION_INIT)
		show_action(streams, arena, options);
	else if (!init(streams, arena, options->paths.items[0], error))
		return false;
	return file_flush(streams->out, "standard output", error);
}
