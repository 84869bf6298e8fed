/* SPDX-License-Identifier: Apache-2.0 */
/* Each edit in its line: what it takes out, and what it puts there. */
#include "report/html.h"

#include <string.h>

#include "report/layout.h"
#include "report/xml.h"

/* Like xml_lines, but ends as TEXT does. */
static void
print_lines(FILE *out, struct str text)
{
	size_t end;

	while ((end = str_find(text, '\n')) < text.len) {
		xml_print(out, str_head(text, end));
		putc('\n', out);
		text = str_from(text, end + 1);
	}
	xml_print(out, text);
}

/* The length of TEXT without what is blank at its end: the indentation of what
 * it is put before. */
static size_t
visible_length(struct str text)
{
	size_t len = text.len;

	while (len && strchr(" \n", text.ptr[len - 1]))
		len--;
	return len;
}

/* Of what several lines are taken out of, the first is shown. */
static void
print_edit(struct html *html, const struct edit *edit)
{
	struct span span = edit->place.span;
	struct layout layout = layout_line(&html->scratch, &html->lookup,
		html->report->verdict, edit->place.source, span, HTML_LINE);
	bool insertion = span.start.line == span.end.line &&
			 span.start.column == span.end.column;
	size_t shown = visible_length(edit->text);
	size_t start, end;

	layout_extent(&layout, span, &start, &end);
	if (insertion)
		end = start;
	fprintf(html->out, "<span class=\"n\">%u</span><span class=\"c\">",
		span.start.line);
	xml_print(html->out, layout_text(&html->scratch, &layout, 0, start));
	if (!insertion) {
		fputs("<del>", html->out);
		xml_print(html->out,
			layout_text(&html->scratch, &layout, start, end));
		fputs("</del>", html->out);
	}
	fputs("<ins>", html->out);
	print_lines(html->out, str_head(edit->text, shown));
	fputs("</ins>", html->out);
	print_lines(html->out, str_from(edit->text, shown));
	xml_print(
		html->out, layout_text(&html->scratch, &layout, end, SIZE_MAX));
	fputs("</span>\n", html->out);
}

void
html_fix(struct html *html, const struct finding *finding)
{
	const struct source *source = NULL;

	if (!finding->edit_count)
		return;
	fprintf(html->out, "<p class=\"fix\"><b>%s</b></p>\n",
		finding->fix_is_safe ? "Safe fix:"
				     : "Possible fix, to be reviewed:");
	for (size_t i = 0; i < finding->edit_count; i++) {
		const struct edit *edit = &finding->edits[i];

		if (edit->place.source != source) {
			fputs(source ? "</pre>\n" : "", html->out);
			source = edit->place.source;
			if (source != finding->place.source)
				html_place(html, edit->place);
			fputs("<pre>", html->out);
		}
		print_edit(html, edit);
	}
	fputs("</pre>\n", html->out);
}
