/* SPDX-License-Identifier: Apache-2.0 */
/* Reviewdog's diagnostic format (its DiagnosticResult message): columns are
 * bytes there. */
#include "load/lookup.h"
#include "report/path.h"
#include "report/rule_page.h"
#include "report/story.h"
#include "report/value.h"

enum { MOST_BETWEEN = 256 }; /* columns between edits that become one */

static const char *
severity_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "INFO";
	case SEVERITY_WARNING:
		return "WARNING";
	case SEVERITY_ERROR:
		return "ERROR";
	}
	return "ERROR";
}

static json_t *
position_value(
	struct lookup *lookup, const struct source *source, struct mark mark)
{
	json_t *value = value_object();

	lookup_find(lookup, source, mark);
	value_set(value, "line", value_integer(mark.line));
	value_set(value, "column", value_integer(lookup->offset + 1));
	return value;
}

static json_t *
range_value(struct lookup *lookup, struct place place)
{
	json_t *value = value_object();

	value_set(value, "start",
		position_value(lookup, place.source, place.span.start));
	value_set(value, "end",
		position_value(lookup, place.source, place.span.end));
	return value;
}

static json_t *
location_value(struct arena *arena, struct lookup *lookup, struct place place)
{
	json_t *value = value_object();

	value_set(value, "path",
		value_str(path_from_here(arena, place.source->path)));
	value_set(value, "range", range_value(lookup, place));
	return value;
}

static json_t *
code_value(const struct rule *rule)
{
	const char *url = rule_page(rule);
	json_t *value = value_object();

	value_set(value, "value", value_text(rule->id));
	if (url)
		value_set(value, "url", value_text(url));
	return value;
}

static bool
holds_concealed(const struct verdict *verdict, struct place place)
{
	struct mark mark = place.span.start;

	for (; mark.column < place.span.end.column; mark.column++)
		if (verdict_concealed(verdict, place.source, mark))
			return true;
	return false;
}

static struct str
text_at(struct lookup *lookup, struct place place)
{
	size_t start;

	lookup_find(lookup, place.source, place.span.start);
	start = lookup->offset;
	lookup_find(lookup, place.source, place.span.end);
	return str_from(str_head(lookup->line, lookup->offset), start);
}

/* Makes one edit of two in a line, with what stands between them, unless that
 * is a credential. */
static bool
join_edits(struct arena *arena, struct lookup *lookup,
	const struct verdict *verdict, struct edit *edit,
	const struct edit *next)
{
	struct mark start = edit->place.span.end, end = next->place.span.start;
	struct place between = { edit->place.source, { start, end } };
	struct str text;

	if (next->place.source != between.source || start.line != end.line ||
		end.column < start.column ||
		end.column - start.column > MOST_BETWEEN ||
		holds_concealed(verdict, between))
		return false;
	text = text_at(lookup, between);
	edit->text = arena_printf(arena, "%.*s%.*s%.*s", STR_ARG(edit->text),
		STR_ARG(text), STR_ARG(next->text));
	edit->place.span.end = next->place.span.end;
	return true;
}

/* A suggestion stands alone there, so a fix has to be one edit, or become one;
 * false when it cannot. */
static bool
suggestion_of(struct arena *arena, struct lookup *lookup,
	const struct verdict *verdict, const struct finding *finding,
	struct edit *edit)
{
	if (!finding->edit_count ||
		finding->edits[0].place.source != finding->place.source)
		return false;
	*edit = finding->edits[0];
	for (size_t i = 1; i < finding->edit_count; i++)
		if (!join_edits(
			    arena, lookup, verdict, edit, &finding->edits[i]))
			return false;
	return true;
}

static json_t *
suggestions_value(struct lookup *lookup, const struct edit *edit)
{
	json_t *list = value_array();
	json_t *value = value_object();

	value_set(value, "range", range_value(lookup, edit->place));
	value_set(value, "text", value_str(edit->text));
	value_append(list, value);
	return list;
}

static json_t *
diagnostic_value(struct arena *arena, struct lookup *lookup,
	const struct verdict *verdict, const struct finding *finding)
{
	json_t *value = value_object();
	struct edit edit;

	value_set(value, "message", value_str(story_of(arena, finding)));
	value_set(value, "location",
		location_value(arena, lookup, finding->place));
	value_set(
		value, "severity", value_text(severity_of(finding->severity)));
	value_set(value, "code", code_value(finding->rule));
	if (suggestion_of(arena, lookup, verdict, finding, &edit))
		value_set(
			value, "suggestions", suggestions_value(lookup, &edit));
	return value;
}

static bool
write_rdjson(FILE *out, const struct report *report)
{
	struct arena scratch = { 0 };
	struct lookup lookup = { 0 };
	const char *before = "\n";

	fputs("{\"source\":{\"name\":\"agentlint\"},\"diagnostics\":[", out);
	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];
		bool written;

		if (finding->state != FINDING_SHOWN)
			continue;
		fputs(before, out);
		written = value_write(out, diagnostic_value(&scratch, &lookup,
						   report->verdict, finding));
		arena_release(&scratch);
		if (!written)
			return false;
		before = ",\n";
	}
	fputs("]}\n", out);
	return !ferror(out);
}

const struct reporter reporter_rdjson = {
	.name = "rdjson",
	.help = "diagnostics for reviewdog",
	.write = write_rdjson,
};
