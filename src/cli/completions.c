/* SPDX-License-Identifier: Apache-2.0 */
/* Writes completions from the tables of options, formats and rules. */
#include "cli/completions.h"

#include <string.h>

#include "cli/flag.h"

/* TEXT between single quotes, each quote in it written as QUOTE. */
static void
put_quoted(FILE *out, const char *text, const char *quote)
{
	fputc('\'', out);
	for (; *text; text++)
		if (*text == '\'')
			fputs(quote, out);
		else
			fputc(*text, out);
	fputc('\'', out);
}

static void
put_choices(FILE *out, const struct flag *flag, const char *separator)
{
	for (size_t i = 0; flag->choices[i]; i++)
		fprintf(out, "%s%s", i ? separator : "", flag->choices[i]);
}

static void
put_formats(FILE *out, const char *separator)
{
	for (size_t i = 0; reporters[i]; i++)
		fprintf(out, "%s%s", i ? separator : "", reporters[i]->name);
}

static void
put_words(FILE *out, const struct flag *flag, const char *separator)
{
	if (flag->value == VALUE_OF_FORMAT)
		put_formats(out, separator);
	else
		put_choices(out, flag, separator);
}

/* bash: one function; "=" is a word of its own there. */

static void
bash_value(FILE *out, const struct flag *flag)
{
	switch (flag->value) {
	case VALUE_OF_NONE:
	case VALUE_OF_TEXT:
		fputs(":", out);
		break;
	case VALUE_OF_CHOICES:
	case VALUE_OF_FORMAT:
		fputs("_agentlint_words '", out);
		put_words(out, flag, "\n");
		fputs("'", out);
		break;
	case VALUE_OF_FILE:
		fputs("_agentlint_files", out);
		break;
	case VALUE_OF_RULE:
		fputs("_agentlint_words \"$_agentlint_rules\"", out);
		break;
	case VALUE_OF_RULES:
		fputs("_agentlint_list "
		      "\"$_agentlint_rules\"$'\\n'\"$_agentlint_modules\"",
			out);
		break;
	}
}

static void
bash_flag(FILE *out, const struct flag *flag)
{
	if (!flag->argument)
		return;
	fputs("\t", out);
	if (flag->letter)
		fprintf(out, "-%c | ", flag->letter);
	fprintf(out, "--%s)\n\t\t", flag->name);
	bash_value(out, flag);
	fputs("\n\t\treturn\n\t\t;;\n", out);
}

static const char bash_head[] =
	"# Completions of agentlint for bash.\n"
	"_agentlint_words() {\n"
	"\tlocal IFS=$'\\n'\n"
	"\tCOMPREPLY=($(compgen -W \"$1\" -- \"$cur\"))\n"
	"}\n"
	"_agentlint_files() {\n"
	"\tlocal IFS=$'\\n'\n"
	"\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n"
	"\tcompopt -o filenames 2>/dev/null\n"
	"}\n"
	"# The last of several words with commas between them.\n"
	"_agentlint_list() {\n"
	"\tlocal IFS=$'\\n' before=\n"
	"\t[[ $cur == *,* ]] && before=${cur%,*},\n"
	"\tCOMPREPLY=($(compgen -P \"$before\" -W \"$1\" -- "
	"\"${cur##*,}\"))\n"
	"\tcompopt -o nospace 2>/dev/null\n"
	"}\n";

static const char bash_body[] = "_agentlint() {\n"
				"\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
				"\tlocal prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
				"\tCOMPREPLY=()\n"
				"\tif [[ $cur == = ]]; then\n"
				"\t\tcur=\n"
				"\telif [[ $prev == = ]]; then\n"
				"\t\tprev=${COMP_WORDS[COMP_CWORD - 2]}\n"
				"\tfi\n"
				"\tcase $prev in\n";

static void
bash_print(FILE *out)
{
	fputs(bash_head, out);
	fputs("_agentlint_rules='", out);
	for (size_t i = 0; rule_table[i]; i++)
		fprintf(out, "%s%s", i ? "\n" : "", rule_table[i]->id);
	fputs("'\n_agentlint_modules='", out);
	for (unsigned i = 0; i < MODULE_COUNT; i++)
		fprintf(out, "%s%s", i ? "\n" : "",
			module_name((enum module)i));
	fprintf(out, "'\n%s", bash_body);
	for (const struct flag *flag = flags; flag->name; flag++)
		bash_flag(out, flag);
	fputs("\tesac\n\tif [[ $cur == -* ]]; then\n\t\t_agentlint_words '",
		out);
	for (const struct flag *flag = flags; flag->name; flag++)
		fprintf(out, "%s--%s", flag == flags ? "" : "\n", flag->name);
	fputs("'\n\telse\n\t\t_agentlint_files\n\tfi\n}\n"
	      "complete -F _agentlint agentlint\n",
		out);
}

/* zsh: _arguments, with what it takes for punctuation escaped. */

static void
zsh_text(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("[]:\\", *text))
			fputc('\\', out);
		if (*text == '\'')
			fputs("'\\''", out);
		else
			fputc(*text, out);
	}
}

static void
zsh_value(FILE *out, const struct flag *flag)
{
	switch (flag->value) {
	case VALUE_OF_NONE:
		return;
	case VALUE_OF_TEXT:
		fprintf(out, ":%s: ", flag->argument);
		return;
	case VALUE_OF_CHOICES:
	case VALUE_OF_FORMAT:
		fprintf(out, ":%s:(", flag->argument);
		put_words(out, flag, " ");
		fputs(")", out);
		return;
	case VALUE_OF_FILE:
		fprintf(out, ":%s:_files", flag->argument);
		return;
	case VALUE_OF_RULE:
		fprintf(out, ":%s:_agentlint_rules", flag->argument);
		return;
	case VALUE_OF_RULES:
		fprintf(out, ":%s:_sequence _agentlint_rules -m",
			flag->argument);
		return;
	}
}

static void
zsh_option(FILE *out, const struct flag *flag, bool letter)
{
	const char *joined = flag->argument ? "=" : "";

	if (letter)
		fprintf(out, "\t\t'*-%c%s[", flag->letter,
			flag->argument ? "+" : "");
	else
		fprintf(out, "\t\t'*--%s%s[", flag->name, joined);
	zsh_text(out, flag->help);
	fputs("]", out);
	zsh_value(out, flag);
	fputs("' \\\n", out);
}

static const char zsh_head[] = "#compdef agentlint\n"
			       "# Completions of agentlint for zsh.\n"
			       "\n"
			       "# The rules; with -m the modules, too.\n"
			       "_agentlint_rules() {\n"
			       "\tlocal -a rules modules\n"
			       "\tlocal with_modules=$argv[(I)-m]\n"
			       "\targv=(${argv:#-m})\n";

static void
zsh_print(FILE *out)
{
	fputs(zsh_head, out);
	fputs("\trules=(\n", out);
	for (size_t i = 0; rule_table[i]; i++) {
		fprintf(out, "\t\t'%s:", rule_table[i]->id);
		zsh_text(out, rule_table[i]->summary);
		fputs("'\n", out);
	}
	fputs("\t)\n\tmodules=(", out);
	for (unsigned i = 0; i < MODULE_COUNT; i++)
		fprintf(out, "%s%s", i ? " " : "", module_name((enum module)i));
	fputs(")\n"
	      "\t_describe -t rules rule rules \"$@\"\n"
	      "\t((with_modules)) && "
	      "_describe -t modules module modules \"$@\"\n"
	      "}\n"
	      "\n"
	      "_agentlint() {\n"
	      "\t_arguments -s -S \\\n",
		out);
	for (const struct flag *flag = flags; flag->name; flag++) {
		if (flag->letter)
			zsh_option(out, flag, true);
		zsh_option(out, flag, false);
	}
	fputs("\t\t'*:path:_files'\n"
	      "}\n"
	      "\n"
	      "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
	      "\t_agentlint \"$@\"\n"
	      "else\n"
	      "\tcompdef _agentlint agentlint\n"
	      "fi\n",
		out);
}

/* fish: one line for each option. */

static void
fish_value(FILE *out, const struct flag *flag)
{
	switch (flag->value) {
	case VALUE_OF_NONE:
		return;
	case VALUE_OF_TEXT:
		fputs(" -x", out);
		return;
	case VALUE_OF_CHOICES:
	case VALUE_OF_FORMAT:
		fputs(" -x -a '", out);
		put_words(out, flag, " ");
		fputs("'", out);
		return;
	case VALUE_OF_FILE:
		fputs(" -r -F", out);
		return;
	case VALUE_OF_RULE:
		fputs(" -x -a '(__agentlint_rules)'", out);
		return;
	case VALUE_OF_RULES:
		fputs(" -x -a '(__fish_complete_list , "
		      "\"__agentlint_rules; __agentlint_modules\")'",
			out);
		return;
	}
}

static void
fish_print(FILE *out)
{
	fputs("# Completions of agentlint for fish.\n"
	      "function __agentlint_rules\n",
		out);
	for (size_t i = 0; rule_table[i]; i++) {
		fprintf(out, "\tprintf '%%s\\t%%s\\n' %s ", rule_table[i]->id);
		put_quoted(out, rule_table[i]->summary, "\\'");
		fputc('\n', out);
	}
	fputs("end\n"
	      "function __agentlint_modules\n"
	      "\tprintf '%s\\tmodule\\n'",
		out);
	for (unsigned i = 0; i < MODULE_COUNT; i++)
		fprintf(out, " %s", module_name((enum module)i));
	fputs("\nend\n", out);
	for (const struct flag *flag = flags; flag->name; flag++) {
		fputs("complete -c agentlint", out);
		if (flag->letter)
			fprintf(out, " -s %c", flag->letter);
		fprintf(out, " -l %s", flag->name);
		fish_value(out, flag);
		fputs(" -d ", out);
		put_quoted(out, flag->help, "\\'");
		fputc('\n', out);
	}
}

bool
completions_print(FILE *out, const char *shell)
{
	static const struct {
		const char *shell;
		void (*print)(FILE *out);
	} printers[] = {
		{ "bash", bash_print },
		{ "zsh", zsh_print },
		{ "fish", fish_print },
	};

	for (size_t i = 0; i < sizeof(printers) / sizeof(*printers); i++)
		if (!strcmp(printers[i].shell, shell)) {
			printers[i].print(out);
			return true;
		}
	return false;
}
