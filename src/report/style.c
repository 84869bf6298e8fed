/* SPDX-License-Identifier: Apache-2.0 */
/* The whole use of escape sequences. */
#include "report/style.h"

#include <stdlib.h>
#include <string.h>

static const char *
variable(const char *(*getenv)(const char *name), const char *name)
{
	const char *value = getenv ? getenv(name) : NULL;

	return value && *value ? value : NULL;
}

static bool
is_on(const char *(*getenv)(const char *name), const char *name)
{
	const char *value = variable(getenv, name);

	return value && strcmp(value, "0") != 0;
}

static bool
chooses_color(enum color_mode mode, bool terminal,
	const char *(*getenv)(const char *name))
{
	const char *term = variable(getenv, "TERM");

	switch (mode) {
	case COLOR_ALWAYS:
		return true;
	case COLOR_NEVER:
		return false;
	case COLOR_AUTO:
		break;
	}
	if (variable(getenv, "NO_COLOR"))
		return false;
	if (is_on(getenv, "FORCE_COLOR") || is_on(getenv, "CLICOLOR_FORCE"))
		return true;
	return terminal && term && strcmp(term, "dumb") != 0 &&
	       (!variable(getenv, "CLICOLOR") || is_on(getenv, "CLICOLOR"));
}

/* 0.50 brought links, and crashed on them. */
static bool
is_capable_vte(const char *version)
{
	return version && strtol(version, NULL, 10) > 5000;
}

/* There is no way to ask; these say by their environment that they can. */
static bool
knows_links(const char *(*getenv)(const char *name))
{
	static const char *const programs[] = { "iTerm.app", "WezTerm",
		"vscode", "ghostty", "Hyper", NULL };
	const char *program = variable(getenv, "TERM_PROGRAM");

	for (size_t i = 0; program && programs[i]; i++)
		if (!strcmp(program, programs[i]))
			return true;
	return is_capable_vte(variable(getenv, "VTE_VERSION")) ||
	       variable(getenv, "KITTY_WINDOW_ID") ||
	       variable(getenv, "WT_SESSION") ||
	       variable(getenv, "KONSOLE_VERSION");
}

/* The first of these that is set is the locale's (POSIX, 8.2). */
static bool
knows_symbols(const char *(*getenv)(const char *name))
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *locale = variable(getenv, names[i]);

		if (locale)
			return strstr(locale, "UTF-8") ||
			       strstr(locale, "utf8");
	}
	return false;
}

struct style
style_choose(enum color_mode mode, bool terminal,
	const char *(*getenv)(const char *name))
{
	struct style style = { .color = chooses_color(mode, terminal, getenv) };

	style.hyperlinks = style.color && terminal && knows_links(getenv);
	style.symbols = terminal && knows_symbols(getenv);
	return style;
}

enum paint
paint_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return PAINT_NOTE;
	case SEVERITY_WARNING:
		return PAINT_WARNING;
	case SEVERITY_ERROR:
		return PAINT_ERROR;
	}
	return PAINT_NONE;
}

/* SGR parameters. */
static const char *
sequence(enum paint paint)
{
	switch (paint) {
	case PAINT_NONE:
		return NULL;
	case PAINT_BOLD:
		return "1";
	case PAINT_GUTTER:
		return "34";
	case PAINT_NOTE:
		return "1;36";
	case PAINT_WARNING:
		return "1;33";
	case PAINT_ERROR:
		return "1;31";
	case PAINT_RELATED:
		return "34";
	case PAINT_HELP:
		return "32";
	case PAINT_RULE:
		return "35";
	}
	return NULL;
}

void
paint_on(FILE *out, struct style style, enum paint paint)
{
	if (style.color && sequence(paint))
		fprintf(out, "\033[%sm", sequence(paint));
}

void
paint_off(FILE *out, struct style style, enum paint paint)
{
	if (style.color && sequence(paint))
		fputs("\033[0m", out);
}

void
link_on(FILE *out, struct style style, const char *url)
{
	if (style.hyperlinks && url)
		fprintf(out, "\033]8;;%s\033\\", url);
}

void
link_off(FILE *out, struct style style, const char *url)
{
	if (style.hyperlinks && url)
		fputs("\033]8;;\033\\", out);
}
