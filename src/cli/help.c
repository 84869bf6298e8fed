/* SPDX-License-Identifier: Apache-2.0 */
/* Prints --help from the table of options. */
#include "base/arena.h"
#include "base/wrap.h"
#include "cli/flag.h"

enum { HELP_COLUMN = 29 };

static const char head[] =
	"Usage: agentlint [OPTION]... [PATH]...\n"
	"Lint the Kubernetes manifests of LLM agents: what could each of them "
	"reach if it\n"
	"were hostile?\n"
	"\n"
	"PATH is a file, a folder with .yaml, .yml, .json and Kustomization "
	"files in it,\n"
	"or '-' for standard input; without one it is the current folder. All "
	"of them\n"
	"together are taken for one cluster.\n";

static const char tail[] =
	"\n"
	"Exit status: 0 nothing found, 1 findings, 2 something could not be "
	"read,\n"
	"parsed, configured or written, 3 nothing to lint found.\n"
	"More: agentlint(1), agentlint.yaml(5), agentlint-rules(7).\n";

/* The formats that there are, below the text about their flag. */
static void
put_formats(FILE *out, size_t width)
{
	struct arena scratch = { 0 };
	struct str names = str_of(reporters[0]->name);

	for (size_t i = 1; reporters[i]; i++)
		names = arena_printf(&scratch, "%.*s, %s", STR_ARG(names),
			reporters[i]->name);
	wrap(out, names, width, HELP_COLUMN, 0);
	arena_release(&scratch);
}

static void
put_flag(FILE *out, struct arena *arena, const struct flag *flag, size_t width)
{
	int used;

	if (flag->letter)
		used = fprintf(out, "  -%c, --%s", flag->letter, flag->name);
	else
		used = fprintf(out, "      --%s", flag->name);
	if (flag->argument)
		used += fprintf(out, " %s", flag->argument);
	if (used + 2 > HELP_COLUMN) {
		fputc('\n', out);
		used = 0;
	}
	wrap(out, flag_help(arena, flag), width, HELP_COLUMN, (size_t)used);
	if (flag->value == VALUE_OF_FORMAT)
		put_formats(out, width);
}

void
options_help(FILE *out, size_t width)
{
	struct arena arena = { 0 };

	fputs(head, out);
	for (unsigned i = 0; i < FLAG_GROUP_COUNT; i++) {
		enum flag_group group = (enum flag_group)i;

		fprintf(out, "\n%s:\n", flag_group_name(group));
		for (const struct flag *flag = flags; flag->name; flag++)
			if (flag->group == group)
				put_flag(out, &arena, flag, width);
	}
	fputs(tail, out);
	arena_release(&arena);
}
