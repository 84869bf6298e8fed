/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever mends them goes from file to file, and so does the page. */
#include "report/html.h"

#include "report/summary.h"
#include "report/xml.h"

enum { MOST_ROWS = 12 }; /* of the table that is unfolded from the start */

/* The findings of one file: those from BEGIN up to END of the verdict, of
 * which some may not be shown. */
struct chapter {
	const struct source *source;
	size_t begin, end;
	size_t shown[SEVERITY_ERROR + 1];
	size_t number; /* from 1 */
};

/* Moves on to the next file with a finding that is shown; false behind the
 * last. */
static bool
next_chapter(const struct html *html, struct chapter *chapter)
{
	const struct verdict *verdict = html->report->verdict;
	struct chapter next = { .begin = chapter->end,
		.number = chapter->number + 1 };
	size_t i = next.begin;

	for (; i < verdict->count; i++) {
		const struct finding *finding = verdict->findings[i];

		if (next.source && finding->place.source != next.source)
			break;
		if (finding->state != FINDING_SHOWN)
			continue;
		if (!next.source)
			next.begin = i;
		next.source = finding->place.source;
		next.shown[finding->severity]++;
	}
	next.end = i;
	*chapter = next;
	return next.source != NULL;
}

static void
print_row(const struct html *html, const struct chapter *chapter)
{
	FILE *out = html->out;

	fprintf(out, "<tr><th scope=\"row\"><a href=\"#file-%zu\"><code>",
		chapter->number);
	xml_print(out, chapter->source->path);
	fputs("</code></a></th>", out);
	for (size_t i = SEVERITY_ERROR + 1; i-- > 0;)
		fprintf(out, "<td%s>%zu</td>",
			chapter->shown[i] ? "" : " class=\"none\"",
			chapter->shown[i]);
	fputs("</tr>\n", out);
}

static void
print_files(const struct html *html, size_t count)
{
	struct chapter chapter = { 0 };

	fprintf(html->out,
		"<details class=\"files\"%s>\n"
		"<summary>%zu files</summary>\n"
		"<table>\n<caption>Findings in each file</caption>\n"
		"<thead><tr><th scope=\"col\">File</th>",
		count <= MOST_ROWS ? " open" : "", count);
	for (size_t i = SEVERITY_ERROR + 1; i-- > 0;)
		fprintf(html->out, "<th scope=\"col\">%s</th>",
			severity_noun((enum severity)i, 2));
	fputs("</tr></thead>\n<tbody>\n", html->out);
	while (next_chapter(html, &chapter))
		print_row(html, &chapter);
	fputs("</tbody>\n</table>\n</details>\n", html->out);
}

static size_t
count_files(const struct html *html)
{
	struct chapter chapter = { 0 };

	while (next_chapter(html, &chapter))
		continue;
	return chapter.number - 1;
}

/* Boxes that the style sheet looks at; where it cannot, it hides them. */
static void
print_filter(const struct html *html)
{
	const size_t *shown = html->report->count.shown;

	fputs("<fieldset class=\"filter\">\n<legend>Show</legend>\n",
		html->out);
	for (size_t i = SEVERITY_ERROR + 1; i-- > 0;) {
		const char *name = severity_name((enum severity)i);

		if (shown[i])
			fprintf(html->out,
				"<label><input type=\"checkbox\" "
				"id=\"show-%s\" checked> <span "
				"class=\"state %s\">%zu %s</span></label>\n",
				name, name, shown[i],
				severity_noun((enum severity)i, shown[i]));
	}
	fputs("</fieldset>\n", html->out);
}

static void
print_chapter(struct html *html, const struct chapter *chapter)
{
	const struct verdict *verdict = html->report->verdict;

	fprintf(html->out,
		"<section class=\"file\" aria-labelledby=\"file-%zu\">\n"
		"<h3 id=\"file-%zu\"><code>",
		chapter->number, chapter->number);
	xml_print(html->out, chapter->source->path);
	fputs("</code></h3>\n", html->out);
	for (size_t i = chapter->begin; i < chapter->end; i++)
		if (verdict->findings[i]->state == FINDING_SHOWN)
			html_finding(html, verdict->findings[i]);
	fputs("</section>\n", html->out);
}

void
html_findings(struct html *html)
{
	struct chapter chapter = { 0 };
	size_t files = count_files(html);

	fputs("<section aria-labelledby=\"findings\">\n"
	      "<h2 id=\"findings\">Findings</h2>\n",
		html->out);
	if (!html_shown(html->report))
		fputs("<p>There is nothing to report.</p>\n", html->out);
	else
		print_filter(html);
	if (files > 1)
		print_files(html, files);
	while (next_chapter(html, &chapter))
		print_chapter(html, &chapter);
	fputs("</section>\n", html->out);
}
