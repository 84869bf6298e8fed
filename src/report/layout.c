/* SPDX-License-Identifier: Apache-2.0 */
/* Of a very long line only what is around the span is laid out. */
#include "report/layout.h"

#include <string.h>

enum {
	TAB_WIDTH = 4,
	MASK_WIDTH = 8, /* of a concealed value, whatever its length */
	ELLIPSIS = 3,
	LEAD = 24,    /* columns kept before the span */
	REACH = 1024, /* characters laid out before the span, and behind */
};

static const char mask[] = "********";

static bool
continues(struct str line, size_t offset)
{
	return offset < line.len &&
	       ((unsigned char)line.ptr[offset] & 0xc0) == 0x80;
}

/* The part of the line that is laid out, around the place of LOOKUP. */
static struct str
slice(const struct lookup *lookup, struct layout *layout)
{
	struct str line = lookup->line;
	uint32_t column = lookup->mark.column;
	size_t begin = lookup->offset;
	size_t end = lookup->offset + REACH;

	while (column > 1 && lookup->mark.column - column < REACH) {
		column--;
		begin--;
		while (continues(line, begin))
			begin--;
	}
	while (continues(line, end))
		end++;
	layout->first = column;
	layout->before = begin > 0;
	layout->after = end < line.len;
	return str_from(str_head(line, end), begin);
}

static size_t
lay_out_character(struct str rest, struct cell *cell, size_t *width)
{
	size_t used = 1;

	if (rest.ptr[0] >= ' ' && rest.ptr[0] < 0x7F && rest.ptr[0] != '#') {
		cell->len = *width = 1;
		cell->text[0] = rest.ptr[0];
		return used;
	}
	if (rest.ptr[0] != '\t') {
		cell->len = visible_character(rest, cell->text, &used, width);
		return used;
	}
	*width = TAB_WIDTH - cell->column % TAB_WIDTH;
	cell->len = *width;
	memset(cell->text, ' ', cell->len);
	return used;
}

/* The mask stands where the line first shows something of the value. */
static size_t
conceal(struct cell *cell, bool first)
{
	cell->len = first ? MASK_WIDTH : 0;
	memcpy(cell->text, mask, cell->len);
	return cell->len;
}

static void
lay_out(struct layout *layout, const struct verdict *verdict,
	const struct source *source, struct mark mark, struct str rest)
{
	const struct place *last = NULL;
	bool blank = mark.column == 1;
	size_t column = 0;

	for (; rest.len; mark.column++) {
		struct cell *cell = &layout->cells[layout->count++];
		const struct place *secret =
			verdict_concealed(verdict, source, mark);
		size_t width;

		blank = blank && strchr(" \t", rest.ptr[0]);
		cell->column = column;
		rest = str_from(rest, lay_out_character(rest, cell, &width));
		if (secret && !blank)
			width = conceal(cell, secret != last);
		last = blank ? NULL : secret;
		column += width;
	}
	layout->cells[layout->count].column = column;
}

static size_t
total(const struct layout *layout)
{
	return layout->cells[layout->count].column;
}

static size_t
column_at(const struct layout *layout, uint32_t column)
{
	size_t index = column > layout->first ? column - layout->first : 0;

	return layout->cells[index < layout->count ? index : layout->count]
		.column;
}

/* Where the line's last character that is no blank ends. */
static size_t
text_end(const struct layout *layout)
{
	size_t index = layout->count;

	while (index && layout->cells[index - 1].text[0] == ' ')
		index--;
	return layout->cells[index].column;
}

static void
extent(const struct layout *layout, struct span span, size_t *start,
	size_t *end)
{
	*start = column_at(layout, span.start.column);
	*end = span.end.line > span.start.line
		       ? text_end(layout)
		       : column_at(layout, span.end.column);
	if (*end <= *start)
		*end = *start + 1;
}

/* Chooses what is printed: the line's start if the span is there, else what
 * is around the span. */
static void
cut(struct layout *layout, struct span span, size_t width)
{
	size_t start, end;

	extent(layout, span, &start, &end);
	if (layout->before || end + ELLIPSIS > width) {
		layout->from = start > LEAD ? start - LEAD : 0;
		if (end + ELLIPSIS > layout->from + width)
			layout->from = end + ELLIPSIS - width;
		if (start < layout->from + ELLIPSIS)
			layout->from = start > ELLIPSIS ? start - ELLIPSIS : 0;
	}
	layout->before = layout->before || layout->from;
	layout->after = layout->after || total(layout) > layout->from + width;
	layout->to = layout->after ? layout->from + width : total(layout);
}

struct layout
layout_line(struct arena *arena, struct lookup *lookup,
	const struct verdict *verdict, const struct source *source,
	struct span span, size_t width)
{
	struct layout layout = { 0 };
	struct str part;

	lookup_find(lookup, source, span.start);
	part = slice(lookup, &layout);
	layout.cells = arena_array(arena, part.len + 1, sizeof(*layout.cells));
	lay_out(&layout, verdict, source,
		(struct mark){ span.start.line, layout.first }, part);
	layout.to = total(&layout);
	if (layout.before || layout.after || layout.to > width)
		cut(&layout, span, width);
	return layout;
}

/* The columns between the ellipses. */
static size_t
left(const struct layout *layout)
{
	return layout->from + (layout->before ? ELLIPSIS : 0);
}

static size_t
right(const struct layout *layout)
{
	return layout->to - (layout->after ? ELLIPSIS : 0);
}

bool
layout_shows(const struct layout *layout, struct span span)
{
	size_t start, end;

	extent(layout, span, &start, &end);
	return start >= left(layout) &&
	       (!layout->after || end <= right(layout));
}

void
layout_extent(const struct layout *layout, struct span span, size_t *start,
	size_t *end)
{
	extent(layout, span, start, end);
	if (layout->after && *end > layout->to)
		*end = layout->to;
	*start -= layout->from;
	*end -= layout->from;
}

/* The column by which a cell is told to be in a part: what has no width of its
 * own, like an accent, goes with what stands before it. */
static size_t
anchor(const struct cell *cell)
{
	return cell->column - (cell->column && cell[1].column == cell->column);
}

static void
add(struct str *text, char *out, const char *bytes, size_t len)
{
	memcpy(out + text->len, bytes, len);
	text->len += len;
}

struct str
layout_text(struct arena *arena, const struct layout *layout, size_t start,
	size_t end)
{
	char *out = arena_array(arena, layout->count + 2, VISIBLE_MOST);
	struct str text = { out, 0 };
	size_t first = left(layout), column = first;

	if (layout->before && !start)
		add(&text, out, "...", ELLIPSIS);
	for (size_t i = 0; i < layout->count; i++) {
		const struct cell *cell = &layout->cells[i];

		if (cell->column < first)
			continue;
		if (cell[1].column > right(layout))
			break;
		if (anchor(cell) >= layout->from + start &&
			anchor(cell) - layout->from < end) {
			/* Half of a wide character may have been cut off. */
			for (; column < cell->column; column++)
				add(&text, out, " ", 1);
			add(&text, out, cell->text, cell->len);
		}
		column = cell[1].column;
	}
	if (layout->after && end >= layout->to - layout->from)
		add(&text, out, "...", ELLIPSIS);
	return text;
}
