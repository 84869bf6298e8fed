/* SPDX-License-Identifier: Apache-2.0 */
/* Places on one line may overlap: a line is cut where one of them starts or
 * ends, and each piece belongs to the first that covers it. */
#include "report/html.h"

#include "report/layout.h"
#include "report/xml.h"

/* A line, and those of the underlines that it shows. */
struct line {
	struct html *html;
	struct layout layout;
	const struct underline *underlines;
	size_t count;
};

static void
extent(const struct line *line, size_t index, size_t *start, size_t *end)
{
	layout_extent(
		&line->layout, line->underlines[index].place.span, start, end);
}

/* The underline that the piece at COLUMN belongs to, the finding's own before
 * all; or NULL. */
static const struct underline *
cover(const struct line *line, size_t column)
{
	const struct underline *found = NULL;
	size_t start, end;

	for (size_t i = 0; i < line->count; i++) {
		extent(line, i, &start, &end);
		if (column < start || column >= end)
			continue;
		if (!found || line->underlines[i].with == '^')
			found = &line->underlines[i];
	}
	return found;
}

/* Where the piece that starts at COLUMN ends. */
static size_t
piece_end(const struct line *line, size_t column)
{
	size_t next = SIZE_MAX;
	size_t start, end;

	for (size_t i = 0; i < line->count; i++) {
		extent(line, i, &start, &end);
		if (start > column && start < next)
			next = start;
		if (end > column && end < next)
			next = end;
	}
	return next;
}

static void
print_piece(const struct line *line, size_t column, size_t end)
{
	FILE *out = line->html->out;
	const struct underline *underline = cover(line, column);
	struct str text =
		layout_text(&line->html->scratch, &line->layout, column, end);

	if (!underline) {
		xml_print(out, text);
		return;
	}
	fputs(underline->with == '^' ? "<mark class=\"own\">" : "<mark>", out);
	xml_print(out, text.len ? text : STR(" "));
	fputs("</mark>", out);
}

static void
print_line(const struct line *line)
{
	FILE *out = line->html->out;
	size_t column = 0;

	fprintf(out, "<span class=\"n\">%u</span><span class=\"c\">",
		line->underlines[0].place.span.start.line);
	while (column != SIZE_MAX) {
		size_t end = piece_end(line, column);

		print_piece(line, column, end);
		column = end;
	}
	fputs("</span>\n", out);
}

static void
print_label(const struct line *line, size_t index)
{
	const struct underline *underline = &line->underlines[index];
	FILE *out = line->html->out;
	size_t start, end;

	if (!underline->label.len)
		return;
	extent(line, index, &start, &end);
	fprintf(out, "<span class=\"%s\"><i>%*s</i><b>",
		underline->with == '^' ? "l own" : "l", (int)start, "");
	xml_print(out, underline->label);
	fputs("</b></span>\n", out);
}

/* Prints the line of the first of the COUNT underlines; returns how many of
 * them it shows. */
static size_t
print_underlined(
	struct html *html, const struct underline *underlines, size_t count)
{
	struct place place = underlines[0].place;
	struct line line = {
		.html = html,
		.layout = layout_line(&html->scratch, &html->lookup,
			html->report->verdict, place.source, place.span,
			HTML_LINE),
		.underlines = underlines,
	};

	do
		line.count++;
	while (line.count < count &&
		underlines[line.count].place.span.start.line ==
			place.span.start.line &&
		layout_shows(&line.layout, underlines[line.count].place.span));
	print_line(&line);
	for (size_t i = 0; i < line.count; i++)
		print_label(&line, i);
	return line.count;
}

void
html_excerpt(
	struct html *html, const struct underline *underlines, size_t count)
{
	uint32_t last = 0;

	fputs("<pre>", html->out);
	while (count) {
		uint32_t number = underlines[0].place.span.start.line;
		size_t done;

		if (last && number > last + 1)
			fputs("<span class=\"n\">...</span>"
			      "<span class=\"c\"></span>\n",
				html->out);
		done = print_underlined(html, underlines, count);
		underlines += done;
		count -= done;
		last = number;
	}
	fputs("</pre>\n", html->out);
}
