/* SPDX-License-Identifier: Apache-2.0 */
/* Prints the page of a rule, and the list of all. */
#include "cli/explain.h"

#include <string.h>

#include "base/wrap.h"

enum { INDENT = 2 };

struct page {
	FILE *out;
	size_t width;
	bool color;
};

static const char *
style(const struct page *page, const char *code)
{
	return page->color ? code : "";
}

#define BOLD(page_) style(page_, "\033[1m")
#define PLAIN(page_) style(page_, "\033[0m")

static const char *
severity_style(const struct page *page, enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return style(page, "\033[1;36m");
	case SEVERITY_WARNING:
		return style(page, "\033[1;33m");
	case SEVERITY_ERROR:
		return style(page, "\033[1;31m");
	}
	return "";
}

static void
put_heading(const struct page *page, const char *text)
{
	fprintf(page->out, "\n%s%s%s\n", BOLD(page), text, PLAIN(page));
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
explain_rule(FILE *out, const struct rule *rule, size_t width, bool color)
{
	const struct page page = { out, width, color };

	fprintf(out, "%s%s%s: %s%s%s, module %s\n", BOLD(&page), rule->id,
		PLAIN(&page), severity_style(&page, rule->severity),
		severity_name(rule->severity), PLAIN(&page),
		module_name(rule->module));
	fputc('\n', out);
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

	fprintf(page->out, "%*s%-*s %s%s%s", INDENT, "", (int)id_width,
		choice->rule->id, severity_style(page, choice->severity),
		severity, PLAIN(page));
	wrap(page->out, str_of(choice->rule->summary), page->width, column,
		INDENT + id_width + 1 + strlen(severity));
}

void
list_rules(
	FILE *out, const struct rule_choice *choices, size_t width, bool color)
{
	const struct page page = { out, width, color };
	size_t id_width = widest_id(choices);
	bool first = true;

	for (unsigned i = 0; i < MODULE_COUNT; i++) {
		const char *module = module_name((enum module)i);
		bool headed = false;

		for (size_t j = 0; choices[j].rule; j++) {
			if (choices[j].off ||
				choices[j].rule->module != (enum module)i)
				continue;
			if (!headed)
				fprintf(out, "%s%s%s%s\n", first ? "" : "\n",
					BOLD(&page), module, PLAIN(&page));
			headed = true;
			first = false;
			put_line(&page, &choices[j], id_width);
		}
	}
}
