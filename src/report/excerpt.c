/* SPDX-License-Identifier: Apache-2.0 */
/* Below each line what is underlined in it, a row for each. */
#include "report/excerpt.h"

#include "base/wrap.h"
#include "load/source.h"

enum {
	WIDTH = 80,
	LABEL = 28, /* columns that a label needs beside its underline */
};

static size_t
room(const struct excerpt *excerpt)
{
	return (size_t)(WIDTH - excerpt->gutter - 3);
}

static void
print_gutter(const struct excerpt *excerpt, uint32_t number)
{
	paint_on(excerpt->out, excerpt->style, PAINT_GUTTER);
	if (number)
		fprintf(excerpt->out, "%*u |", excerpt->gutter, number);
	else
		fprintf(excerpt->out, "%*s |", excerpt->gutter, "");
	paint_off(excerpt->out, excerpt->style, PAINT_GUTTER);
}

void
excerpt_bar(const struct excerpt *excerpt)
{
	print_gutter(excerpt, 0);
	putc('\n', excerpt->out);
}

static void
print_line(const struct excerpt *excerpt, uint32_t number, struct str text)
{
	print_gutter(excerpt, number);
	/* An empty line ends with its gutter, not with a blank. */
	if (text.len)
		putc(' ', excerpt->out);
	fwrite(text.ptr, 1, text.len, excerpt->out);
	putc('\n', excerpt->out);
}

/* The words of LABEL that are left, each line of them from COLUMN on. */
static void
print_label(const struct excerpt *excerpt, struct str label, size_t column,
	enum paint paint)
{
	while (label.len) {
		struct str line = wrap_cut(&label, room(excerpt) - column);

		print_gutter(excerpt, 0);
		fprintf(excerpt->out, " %*s", (int)column, "");
		paint_on(excerpt->out, excerpt->style, paint);
		fprintf(excerpt->out, "%.*s", STR_ARG(line));
		paint_off(excerpt->out, excerpt->style, paint);
		putc('\n', excerpt->out);
	}
}

/* The column of a label WIDTH wide beside what goes from START to END, when
 * there is room for it, wrapped if need be; else below, as near as it fits. */
static size_t
label_column(
	const struct excerpt *excerpt, size_t start, size_t end, size_t width)
{
	size_t most = room(excerpt) - (width < LABEL ? width : LABEL);

	if (end + 1 <= most)
		return end + 1;
	return start < most ? start : most;
}

static void
print_underline(const struct excerpt *excerpt, const struct layout *layout,
	const struct underline *underline)
{
	FILE *out = excerpt->out;
	struct arena scratch = { 0 };
	struct str label = visible_str(&scratch, underline->label);
	size_t start, end, column;

	layout_extent(layout, underline->place.span, &start, &end);
	column = label_column(excerpt, start, end, text_width(label));
	print_gutter(excerpt, 0);
	fprintf(out, " %*s", (int)start, "");
	paint_on(out, excerpt->style, underline->paint);
	for (size_t i = start; i < end; i++)
		putc(underline->with, out);
	if (label.len && column > end) {
		struct str line = wrap_cut(&label, room(excerpt) - column);

		fprintf(out, " %.*s", STR_ARG(line));
	}
	paint_off(out, excerpt->style, underline->paint);
	putc('\n', out);
	print_label(excerpt, label, column, underline->paint);
	arena_release(&scratch);
}

/* Prints the line of the first of the COUNT underlines, and those that can be
 * shown with it; returns how many. */
static size_t
print_underlined(struct excerpt *excerpt, const struct underline *underlines,
	size_t count)
{
	struct place place = underlines[0].place;
	uint32_t line = place.span.start.line;
	struct arena scratch = { 0 };
	struct layout layout = layout_line(&scratch, &excerpt->lookup,
		excerpt->verdict, place.source, place.span, room(excerpt));
	size_t done = 0;

	print_line(excerpt, line, layout_text(&scratch, &layout, 0, SIZE_MAX));
	do
		print_underline(excerpt, &layout, &underlines[done++]);
	while (done < count && underlines[done].place.span.start.line == line &&
		layout_shows(&layout, underlines[done].place.span));
	arena_release(&scratch);
	return done;
}

void
excerpt_print(struct excerpt *excerpt, const struct underline *underlines,
	size_t count)
{
	uint32_t last = 0;

	while (count) {
		uint32_t line = underlines[0].place.span.start.line;
		size_t done;

		if (last && line > last + 1)
			fprintf(excerpt->out, "%.*s\n", excerpt->gutter + 2,
				"...............");
		done = print_underlined(excerpt, underlines, count);
		underlines += done;
		count -= done;
		last = line;
	}
}
