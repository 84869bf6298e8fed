/* SPDX-License-Identifier: Apache-2.0 */
/* What a person needs to judge it and to mend it, in that order. */
#include "report/html.h"

#include "analysis/workload/secret_mask.h"
#include "report/xml.h"

enum { MOST_OPEN = 25 }; /* findings whose stories are read at one go */

/* Whether the story is unfolded from the start: of the gravest as many as
 * anyone reads. */
static bool
is_open(const struct html *html, const struct finding *finding)
{
	size_t count = 0;

	for (size_t i = finding->severity; i <= SEVERITY_ERROR; i++)
		count += html->report->count.shown[i];
	return count <= MOST_OPEN;
}

/* What stays in sight when the story is folded away. */
static void
print_title(struct html *html, const struct finding *finding)
{
	const char *severity = severity_name(finding->severity);
	FILE *out = html->out;

	fprintf(out, "<summary><h4><span class=\"state %s\">%s</span> ",
		severity, severity);
	xml_print(out, finding->message);
	fprintf(out,
		"</h4> <span class=\"where\">line %u, column %u "
		"<code>%s</code></span></summary>\n",
		finding->place.span.start.line,
		finding->place.span.start.column, finding->rule->id);
}

/* A name that a manifest gives, without the credentials in it. */
static void
print_name(struct html *html, struct str name)
{
	xml_print(html->out, secret_mask(&html->scratch, name));
}

static void
print_object(struct html *html, const struct finding *finding)
{
	const struct object *object = finding->object;
	FILE *out = html->out;

	if (!object || !object->kind.len)
		return;
	fputs("<p class=\"about\">", out);
	xml_print(out, object->kind);
	fputs(" <code>", out);
	if (object->namespace.len) {
		print_name(html, object->namespace);
		putc('/', out);
	}
	print_name(html, object->name);
	fputs("</code>", out);
	if (finding->container && finding->container->name.len) {
		fputs(", container <code>", out);
		print_name(html, finding->container->name);
		fputs("</code>", out);
	}
	if (finding->field.len) {
		fputs(", field <code>", out);
		xml_print(out, finding->field);
		fputs("</code>", out);
	}
	fputs("</p>\n", out);
}

static void
print_excerpts(struct html *html, const struct finding *finding)
{
	struct underline *underlines = underlines_of(&html->scratch, finding);
	size_t count = finding->related_count + 1;

	for (size_t done = 0; done < count;) {
		struct place place = underlines[done].place;
		size_t near =
			underlines_gather(underlines + done, count - done);

		if (done)
			html_place(html, place);
		html_excerpt(html, underlines + done, near);
		done += near;
	}
}

static void
print_remark(FILE *out, const char *word, struct str text)
{
	if (!text.len)
		return;
	fprintf(out, "<p class=\"remark\"><b>%s</b> ", word);
	xml_print(out, text);
	fputs("</p>\n", out);
}

void
html_finding(struct html *html, const struct finding *finding)
{
	FILE *out = html->out;

	fprintf(out, "<details class=\"finding %s\" id=\"finding-%.*s\"%s>\n",
		severity_name(finding->severity), STR_ARG(finding->fingerprint),
		is_open(html, finding) ? " open" : "");
	print_title(html, finding);
	fputs("<div class=\"story\">\n", out);
	print_object(html, finding);
	print_excerpts(html, finding);
	print_remark(out, "Unknown:", finding->unknown);
	print_remark(out, "What to do:", finding->help);
	html_fix(html, finding);
	fprintf(out,
		"<p class=\"more\"><a href=\"#rule-%s\">Why: %s</a> "
		"<a href=\"#finding-%.*s\">Link to this finding</a></p>\n"
		"</div>\n</details>\n",
		finding->rule->id, finding->rule->id,
		STR_ARG(finding->fingerprint));
	arena_release(&html->scratch);
}
