/* SPDX-License-Identifier: Apache-2.0 */
/* A source's text is UTF-8, whatever its file was. */
#include "load/lookup.h"

static bool
continues(const struct lookup *lookup)
{
	return lookup->offset < lookup->line.len &&
	       ((unsigned char)lookup->line.ptr[lookup->offset] & 0xc0) == 0x80;
}

static void
step_back(struct lookup *lookup)
{
	lookup->mark.column--;
	do
		lookup->offset--;
	while (continues(lookup));
}

static void
step(struct lookup *lookup)
{
	lookup->mark.column++;
	do
		lookup->offset++;
	while (continues(lookup));
}

void
lookup_find(
	struct lookup *lookup, const struct source *source, struct mark mark)
{
	if (lookup->source != source || lookup->mark.line != mark.line)
		*lookup = (struct lookup){ source,
			source_line(source, mark.line), { mark.line, 1 }, 0 };
	while (lookup->mark.column > mark.column && lookup->offset > 0)
		step_back(lookup);
	while (lookup->mark.column < mark.column &&
		lookup->offset < lookup->line.len)
		step(lookup);
}

size_t
lookup_offset(
	struct lookup *lookup, const struct source *source, struct mark mark)
{
	lookup_find(lookup, source, mark);
	if (!lookup->line.ptr)
		return source->text.len;
	return (size_t)(lookup->line.ptr - source->text.ptr) + lookup->offset;
}
