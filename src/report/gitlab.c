/* SPDX-License-Identifier: Apache-2.0 */
/* GitLab's code quality report: the part of Code Climate's format that its
 * merge requests show. */
#include "base/visible.h"
#include "load/source.h"
#include "report/path.h"
#include "report/value.h"

static const char *
severity_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "info";
	case SEVERITY_WARNING:
		return "major";
	case SEVERITY_ERROR:
		return "critical";
	}
	return "critical";
}

static json_t *
location_value(struct arena *arena, struct place place)
{
	json_t *value = value_object();
	json_t *lines = value_object();

	value_set(lines, "begin", value_integer(place.span.start.line));
	value_set(lines, "end", value_integer(place.span.end.line));
	value_set(value, "path",
		value_str(path_from_here(arena, place.source->path)));
	value_set(value, "lines", lines);
	return value;
}

/* Markdown below the description; a code block takes any text as it is. */
static json_t *
content_value(struct arena *arena, const struct finding *finding)
{
	const struct rule *rule = finding->rule;
	struct str help = visible_str(arena, finding->help);
	json_t *value = value_object();

	value_set(value, "body",
		value_str(arena_printf(arena, "%s\n\n    help: %.*s\n",
			rule->why, STR_ARG(help))));
	return value;
}

static json_t *
related_value(struct arena *arena, const struct finding *finding)
{
	json_t *list = value_array();

	for (size_t i = 0; i < finding->related_count; i++)
		value_append(
			list, location_value(arena, finding->related[i].place));
	return list;
}

static json_t *
issue_value(struct arena *arena, const struct finding *finding)
{
	json_t *value = value_object();
	json_t *categories = value_array();

	value_append(categories, value_text("Security"));
	value_set(value, "type", value_text("issue"));
	value_set(value, "check_name", value_text(finding->rule->id));
	value_set(value, "description", value_str(finding->message));
	value_set(value, "content", content_value(arena, finding));
	value_set(value, "categories", categories);
	value_set(
		value, "severity", value_text(severity_of(finding->severity)));
	value_set(value, "fingerprint", value_str(finding->fingerprint));
	value_set(value, "location", location_value(arena, finding->place));
	if (finding->related_count)
		value_set(value, "other_locations",
			related_value(arena, finding));
	return value;
}

static bool
write_gitlab(FILE *out, const struct report *report)
{
	struct arena scratch = { 0 };
	const char *before = "[\n";

	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];
		bool written;

		if (finding->state != FINDING_SHOWN)
			continue;
		fputs(before, out);
		written = value_write(out, issue_value(&scratch, finding));
		arena_release(&scratch);
		if (!written)
			return false;
		before = ",\n";
	}
	fputs(before[0] == '[' ? "[]\n" : "\n]\n", out);
	return !ferror(out);
}

const struct reporter reporter_gitlab = {
	.name = "gitlab",
	.help = "code quality report of GitLab",
	.write = write_gitlab,
	.identifies = true,
};
