/* SPDX-License-Identifier: Apache-2.0 */
/* Reviewdog's diagnostic format (its DiagnosticResult message): columns are
 * bytes there. */
#include "report/lookup.h"
#include "report/path.h"
#include "report/rule_page.h"
#include "report/story.h"
#include "report/value.h"

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

/* A suggestion stands alone there: a fix of several edits cannot be one. */
static bool
is_suggestion(const struct finding *finding)
{
	return finding->edit_count == 1 &&
	       finding->edits[0].place.source == finding->place.source;
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
	const struct finding *finding)
{
	json_t *value = value_object();

	value_set(value, "message", value_str(story_of(arena, finding)));
	value_set(value, "location",
		location_value(arena, lookup, finding->place));
	value_set(
		value, "severity", value_text(severity_of(finding->severity)));
	value_set(value, "code", code_value(finding->rule));
	if (is_suggestion(finding))
		value_set(value, "suggestions",
			suggestions_value(lookup, &finding->edits[0]));
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
		written = value_write(
			out, diagnostic_value(&scratch, &lookup, finding));
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
