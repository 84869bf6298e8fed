/* SPDX-License-Identifier: Apache-2.0 */
/* The order is that of the text format. */
#include "report/story.h"

#include "base/visible.h"
#include "load/source.h"

static struct str
add_remark(struct arena *arena, struct str story, const char *word,
	struct str text)
{
	if (!text.len)
		return story;
	return arena_printf(arena, "%.*s\n%s: %.*s", STR_ARG(story), word,
		STR_ARG(visible_str(arena, text)));
}

static struct str
add_related(
	struct arena *arena, struct str story, const struct related *related)
{
	struct mark start = related->place.span.start;
	struct str path = visible_str(arena, related->place.source->path);
	struct str label = visible_str(arena, related->label);

	return arena_printf(arena, "%.*s\n%.*s:%u:%u%s%.*s", STR_ARG(story),
		STR_ARG(path), start.line, start.column, label.len ? ": " : "",
		STR_ARG(label));
}

struct str
story_of(struct arena *arena, const struct finding *finding)
{
	struct str story = visible_str(arena, finding->message);

	for (size_t i = 0; i < finding->related_count; i++)
		story = add_related(arena, story, &finding->related[i]);
	story = add_remark(arena, story, "unknown", finding->unknown);
	return add_remark(arena, story, "help", finding->help);
}
