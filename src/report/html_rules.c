/* SPDX-License-Identifier: Apache-2.0 */
/* Why a rule is there, for who meets it for the first time. */
#include "report/html.h"

#include <string.h>

#include "report/xml.h"

static size_t
count_findings(const struct report *report, const struct rule *rule)
{
	const struct verdict *verdict = report->verdict;
	size_t count = 0;

	for (size_t i = 0; i < verdict->count; i++)
		count += verdict->findings[i]->rule == rule &&
			 verdict->findings[i]->state == FINDING_SHOWN;
	return count;
}

static void
print_references(FILE *out, const struct reference *reference)
{
	if (!reference || !reference->catalogue)
		return;
	fputs("<h4>References</h4>\n<ul class=\"references\">\n", out);
	for (; reference->catalogue; reference++) {
		struct str id = str_of(reference->id);
		bool url = !strcmp(reference->catalogue, "URL");

		fputs(url ? "<li><a rel=\"noreferrer\" href=\"" : "<li>", out);
		if (url) {
			xml_print(out, id);
			fputs("\">", out);
		} else {
			xml_print(out, str_of(reference->catalogue));
			putc(' ', out);
		}
		xml_print(out, id);
		fputs(url ? "</a></li>\n" : "</li>\n", out);
	}
	fputs("</ul>\n", out);
}

static void
print_prose(FILE *out, const char *heading, const char *text)
{
	fprintf(out, "<h4>%s</h4>\n<p>", heading);
	xml_print(out, str_of(text));
	fputs("</p>\n", out);
}

static void
print_rule(FILE *out, const struct rule *rule, size_t count)
{
	const char *severity = severity_name(rule->severity);

	fprintf(out,
		"<section class=\"rule\" aria-labelledby=\"rule-%s\">\n"
		"<div>\n<h3 id=\"rule-%s\">%s</h3>\n"
		"<p class=\"about\"><span class=\"state %s\">%s</span> "
		"module %s, %zu finding%s</p>\n<p class=\"gist\">",
		rule->id, rule->id, rule->id, severity, severity,
		module_name(rule->module), count, count == 1 ? "" : "s");
	xml_print(out, str_of(rule->summary));
	fputs("</p>\n", out);
	print_prose(out, "Why", rule->why);
	print_prose(out, "What to do", rule->fix);
	print_references(out, rule->references);
	fputs("</div>\n<div>\n<h4>Good example</h4>\n<pre>", out);
	xml_lines(out, str_of(rule->good));
	fputs("</pre>\n</div>\n</section>\n", out);
}

void
html_rules(struct html *html)
{
	if (!html_shown(html->report))
		return;
	fputs("<section aria-labelledby=\"rules\">\n"
	      "<h2 id=\"rules\">Rules</h2>\n",
		html->out);
	for (size_t i = 0; rule_table[i]; i++) {
		size_t count = count_findings(html->report, rule_table[i]);

		if (count)
			print_rule(html->out, rule_table[i], count);
	}
	fputs("</section>\n", html->out);
}
