/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the page of a rule, and the list of all. */
#include "cli/explain.h"

#include <string.h>

#include "base/wrap.h"

enum { INDENT = 2 };

struct page {
	FILE *out;
	size_t width;
	struct style style;
};

static void
put_painted(const struct page *page, enum paint paint, const char *text)
{
	paint_on(page->out, page->style, paint);
	fputs(text, page->out);
	paint_off(page->out, page->style, paint);
}

static void
put_heading(const struct page *page, const char *text)
{
	fputc('\n', page->out);
	put_painted(page, PAINT_BOLD, text);
	fputc('\n', page->out);
}

static void
put_prose(const struct page *page, const char *text)
{
	wrap(page->out, str_of(text), page->width, INDENT, 0);
}

/* Manifests keep their lines, however wide. */
static void
put_manifest(const struct page *page, const char *heading, const char *text)
{
	struct str rest = str_of(text);

	put_heading(page, heading);
	while (rest.len) {
		struct str line = str_cut(&rest, '\n');

		fprintf(page->out, "%*s%.*s\n", line.len ? 2 * INDENT : 0, "",
			STR_ARG(line));
	}
}

static void
put_references(const struct page *page, const struct reference *reference)
{
	if (!reference || !reference->catalogue)
		return;
	put_heading(page, "References");
	for (; reference->catalogue; reference++) {
		bool url = !strcmp(reference->catalogue, "URL");

		fprintf(page->out, "%*s%s%s%s\n", INDENT, "",
			url ? "" : reference->catalogue, url ? "" : " ",
			reference->id);
	}
}

static void
put_leaving_out(const struct page *page, const struct rule *rule)
{
	const char *const *alias = rule->aliases;

	put_heading(page, "To leave it out");
	fprintf(page->out,
		"%*s'--ignore %s' on the command line, or in .agentlint.yaml\n"
		"\n"
		"%*srules:\n"
		"%*s  %s: off\n",
		INDENT, "", rule->id, 2 * INDENT, "", 2 * INDENT, "", rule->id);
	fprintf(page->out, "\n%*sSince agentlint %s.", INDENT, "", rule->since);
	for (; alias && *alias; alias++)
		fprintf(page->out, "%s'%s'",
			alias == rule->aliases ? " Formerly " : ", ", *alias);
	fputs(alias && alias != rule->aliases ? ".\n" : "\n", page->out);
}

void
explain_rule(
	FILE *out, const struct rule *rule, size_t width, struct style style)
{
	const struct page page = { out, width, style };

	put_painted(&page, PAINT_BOLD, rule->id);
	fputs(": ", out);
	put_painted(
		&page, paint_of(rule->severity), severity_name(rule->severity));
	fprintf(out, ", module %s\n\n", module_name(rule->module));
	put_prose(&page, rule->summary);
	put_heading(&page, "Why");
	put_prose(&page, rule->why);
	put_heading(&page, "What to do");
	put_prose(&page, rule->fix);
	put_manifest(&page, "Reported", rule->bad);
	put_manifest(&page, "Not reported", rule->good);
	put_references(&page, rule->references);
	put_leaving_out(&page, rule);
}

static size_t
widest_id(const struct rule_choice *choices)
{
	size_t widest = 0;

	for (; choices->rule; choices++)
		if (!choices->off && strlen(choices->rule->id) > widest)
			widest = strlen(choices->rule->id);
	return widest;
}

static void
put_line(const struct page *page, const struct rule_choice *choice,
	size_t id_width)
{
	const char *severity = severity_name(choice->severity);
	size_t column = INDENT + id_width + 1 + sizeof("warning");

	fprintf(page->out, "%*s%-*s ", INDENT, "", (int)id_width,
		choice->rule->id);
	put_painted(page, paint_of(choice->severity), severity);
	wrap(page->out, str_of(choice->rule->summary), page->width, column,
		INDENT + id_width + 1 + strlen(severity));
}

/* Returns whether MODULE has any rule. */
static bool
put_module(const struct page *page, const struct rule_choice *choices,
	enum module module, bool first)
{
	size_t id_width = widest_id(choices);
	bool any = false;

	for (; choices->rule; choices++) {
		if (choices->off || choices->rule->module != module)
			continue;
		if (!any && !first)
			fputc('\n', page->out);
		if (!any) {
			put_painted(page, PAINT_BOLD, module_name(module));
			fputc('\n', page->out);
		}
		any = true;
		put_line(page, choices, id_width);
	}
	return any;
}

void
list_rules(FILE *out, const struct rule_choice *choices, size_t width,
	struct style style)
{
	const struct page page = { out, width, style };
	bool first = true;

	for (unsigned i = 0; i < MODULE_COUNT; i++)
		if (put_module(&page, choices, (enum module)i, first))
			first = false;
}
