/* SPDX-License-Identifier: Apache-2.0 */
/* A line is laid out once: for each character its terminal column. Then it is
 * printed, and what is underlined is printed below it. */
#include "report/excerpt.h"

#include <string.h>

#include "load/source.h"
#include "report/visible.h"

enum {
	TAB_WIDTH = 4,
	MASK_WIDTH = 8, /* of a concealed value, whatever its length */
	WIDEST = 96,    /* columns of an excerpt */
	CONTEXT = 32,   /* columns kept before what is underlined */
};

static const char mask[] = "********";

/* One character as it is shown. */
struct cell {
	size_t column; /* of the terminal, from 0 */
	size_t width;
	char text[VISIBLE_MOST];
	size_t len;
};

struct layout {
	struct cell *cells; /* one for each character, and one at the end */
	size_t count;       /* of characters */
	size_t from, to;    /* terminal columns that are printed */
};

/* Whether the character at MARK is part of a concealed value, and whether it
 * is the first that its line shows of it. */
static bool
is_concealed(const struct excerpt *excerpt, const struct source *source,
	struct mark mark, bool at_text_start, bool *first)
{
	const struct place *place =
		verdict_concealed(excerpt->verdict, source, mark);

	if (!place)
		return false;
	*first = at_text_start ||
		 (mark.line == place->span.start.line &&
			 mark.column == place->span.start.column);
	return true;
}

static void
lay_out_character(struct str rest, struct cell *cell, size_t *used)
{
	if (rest.ptr[0] == '\t') {
		*used = 1;
		cell->width = TAB_WIDTH - cell->column % TAB_WIDTH;
		cell->len = cell->width;
		memset(cell->text, ' ', cell->len);
		return;
	}
	if (rest.ptr[0] >= ' ' && rest.ptr[0] < 0x7F) {
		*used = cell->len = cell->width = 1;
		cell->text[0] = rest.ptr[0];
		return;
	}
	cell->len = visible_character(rest, cell->text, used, &cell->width);
}

static void
conceal(struct cell *cell, bool first)
{
	cell->len = first ? MASK_WIDTH : 0;
	cell->width = cell->len;
	memcpy(cell->text, mask, cell->len);
}

static struct layout
lay_out(const struct excerpt *excerpt, struct arena *scratch,
	const struct source *source, uint32_t number)
{
	struct str rest = source_line(source, number);
	struct layout layout = { 0 };
	struct mark mark = { number, 1 };
	bool blank = true;
	size_t column = 0;

	layout.cells =
		arena_array(scratch, rest.len + 1, sizeof(*layout.cells));
	while (rest.len) {
		struct cell *cell = &layout.cells[layout.count++];
		bool text_start =
			blank && rest.ptr[0] != ' ' && rest.ptr[0] != '\t';
		bool first = false;
		size_t used;

		cell->column = column;
		lay_out_character(rest, cell, &used);
		blank = blank && !text_start;
		if (!blank &&
			is_concealed(excerpt, source, mark, text_start, &first))
			conceal(cell, first);
		column += cell->width;
		mark.column++;
		rest = str_from(rest, used);
	}
	layout.cells[layout.count].column = column;
	layout.to = column;
	return layout;
}

static size_t
column_at(const struct layout *layout, uint32_t column)
{
	size_t index = column ? column - 1 : 0;

	return layout->cells[index < layout->count ? index : layout->count]
		.column;
}

/* Where an underline starts and ends, at least one column wide. */
static void
extent(const struct layout *layout, struct span span, size_t *start,
	size_t *end)
{
	*start = column_at(layout, span.start.column);
	*end = span.end.line > span.start.line
		       ? layout->cells[layout->count].column
		       : column_at(layout, span.end.column);
	if (*end <= *start)
		*end = *start + 1;
}

/* A long line is cut around the first thing underlined. */
static void
cut(struct layout *layout, struct span span)
{
	size_t start, end;

	if (layout->to <= WIDEST)
		return;
	extent(layout, span, &start, &end);
	if (start > CONTEXT && end > WIDEST)
		layout->from = start - CONTEXT;
	if (layout->to > layout->from + WIDEST)
		layout->to = layout->from + WIDEST;
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
print_text(FILE *out, const struct layout *layout)
{
	bool cut_end = layout->cells[layout->count].column > layout->to;

	if (layout->from)
		fputs("...", out);
	for (size_t i = 0; i < layout->count; i++) {
		const struct cell *cell = &layout->cells[i];

		if (cell->column >= layout->from + (layout->from ? 3 : 0) &&
			cell->column + cell->width <= layout->to)
			fwrite(cell->text, 1, cell->len, out);
	}
	if (cut_end)
		fputs("...", out);
}

static void
print_line(const struct excerpt *excerpt, const struct layout *layout,
	uint32_t number)
{
	print_gutter(excerpt, number);
	/* An empty line ends with its gutter, not with a blank. */
	if (layout->to)
		putc(' ', excerpt->out);
	print_text(excerpt->out, layout);
	putc('\n', excerpt->out);
}

static void
print_underline(const struct excerpt *excerpt, const struct layout *layout,
	const struct underline *underline)
{
	FILE *out = excerpt->out;
	size_t start, end;

	extent(layout, underline->place.span, &start, &end);
	if (end > layout->to + 1)
		end = layout->to + 1;
	if (start < layout->from || start > layout->to)
		start = end = layout->from;
	print_gutter(excerpt, 0);
	fprintf(out, " %*s", (int)(start - layout->from), "");
	paint_on(out, excerpt->style, underline->paint);
	for (; start < end; start++)
		putc(underline->with, out);
	if (underline->label.len) {
		putc(' ', out);
		visible_print(out, underline->label);
	}
	paint_off(out, excerpt->style, underline->paint);
	putc('\n', out);
}

void
excerpt_print(const struct excerpt *excerpt, const struct underline *underlines,
	size_t count)
{
	uint32_t last = 0;

	for (size_t i = 0; i < count;) {
		struct place place = underlines[i].place;
		uint32_t line = place.span.start.line;
		struct arena scratch = { 0 };
		struct layout layout =
			lay_out(excerpt, &scratch, place.source, line);

		if (last && line > last + 1)
			fprintf(excerpt->out, "%.*s\n", excerpt->gutter + 2,
				"...............");
		cut(&layout, place.span);
		print_line(excerpt, &layout, line);
		for (; i < count && underlines[i].place.span.start.line == line;
			i++)
			print_underline(excerpt, &layout, &underlines[i]);
		last = line;
		arena_release(&scratch);
	}
}

void
excerpt_print_line(const struct excerpt *excerpt, struct place place)
{
	struct arena scratch = { 0 };
	struct layout layout =
		lay_out(excerpt, &scratch, place.source, place.span.start.line);

	cut(&layout, place.span);
	print_text(excerpt->out, &layout);
	arena_release(&scratch);
}
