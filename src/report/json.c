/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that the text shows, for programs; the schema is
 * man/agentlint-report.schema.json. */
#include "report/json.h"

#include "load/source.h"
#include "report/part.h"
#include "report/posture_json.h"
#include "report/value.h"
#include "version.h"

static json_t *
place_value(struct place place)
{
	json_t *value = value_object();

	value_set(value, "path", value_str(place.source->path));
	value_set(value, "line", value_integer(place.span.start.line));
	value_set(value, "column", value_integer(place.span.start.column));
	value_set(value, "endLine", value_integer(place.span.end.line));
	value_set(value, "endColumn", value_integer(place.span.end.column));
	return value;
}

static json_t *
object_value(const struct finding *finding)
{
	const struct object *object = finding->object;
	json_t *value = value_object();

	value_set(value, "group", value_str(object->group));
	value_set(value, "version", value_str(object->version));
	value_set(value, "kind", value_str(object->kind));
	value_set(value, "namespace", value_name(object->namespace));
	value_set(value, "name", value_name(object->name));
	if (finding->container && finding->container->name.len)
		value_set(value, "container",
			value_name(finding->container->name));
	value_set_str(value, "field", finding->field);
	return value;
}

static json_t *
related_value(const struct finding *finding)
{
	json_t *list = value_array();

	for (size_t i = 0; i < finding->related_count; i++) {
		const struct related *related = &finding->related[i];
		json_t *value = value_object();

		value_set(value, "place", place_value(related->place));
		value_set(value, "label", value_str(related->label));
		value_append(list, value);
	}
	return list;
}

static json_t *
fix_value(const struct finding *finding)
{
	json_t *value = value_object();
	json_t *edits = value_array();

	for (size_t i = 0; i < finding->edit_count; i++) {
		json_t *edit = value_object();

		value_set(edit, "place", place_value(finding->edits[i].place));
		value_set(edit, "text", value_str(finding->edits[i].text));
		value_append(edits, edit);
	}
	value_set(value, "safe", json_boolean(finding->fix_is_safe));
	value_set(value, "edits", edits);
	return value;
}

static json_t *
excuse_value(const struct finding *finding)
{
	json_t *value = value_object();

	value_set(value, "by", value_text(excuser_name(finding->excuse->by)));
	value_set(value, "where", value_str(finding->excuse->where));
	value_set(value, "reason", value_str(finding->excuse->reason));
	return value;
}

static json_t *
finding_value(const struct finding *finding)
{
	json_t *value = value_object();

	value_set(value, "rule", value_text(finding->rule->id));
	value_set(value, "module",
		value_text(module_name(finding->rule->module)));
	value_set(value, "severity",
		value_text(severity_name(finding->severity)));
	value_set(value, "message", value_str(finding->message));
	value_set(value, "place", place_value(finding->place));
	value_set_str(value, "label", finding->label);
	value_set(value, "related", related_value(finding));
	value_set_str(value, "unknown", finding->unknown);
	value_set(value, "help", value_str(finding->help));
	if (finding->detail_count) {
		json_t *details = value_object();

		value_set_details(details, finding);
		value_set(value, "details", details);
	}
	if (finding->object)
		value_set(value, "object", object_value(finding));
	if (finding->edit_count)
		value_set(value, "fix", fix_value(finding));
	value_set(value, "fingerprint", value_str(finding->fingerprint));
	value_set(value, "state",
		value_text(finding->state == FINDING_IGNORED ? "ignored"
							     : "shown"));
	if (finding->state == FINDING_IGNORED)
		value_set(value, "excuse", excuse_value(finding));
	return value;
}

static json_t *
finding_in_report(const struct report *report, const struct finding *finding)
{
	json_t *value = finding_value(finding);

	if (report->shard.of)
		value_set(value, PART_ORDER, part_order_value(report, finding));
	return value;
}

static json_t *
unreadable_value(const struct report *report)
{
	json_t *list = value_array();

	for (size_t i = 0; i < report->source_count; i++)
		if (report->sources[i]->role == SOURCE_UNREADABLE)
			value_append(list,
				value_text(report->sources[i]->error.text));
	return list;
}

bool
json_write_head(FILE *out, json_t *part)
{
	fprintf(out,
		"{\"schemaVersion\":1,"
		"\"tool\":{\"name\":\"agentlint\",\"version\":\"%s\"},",
		AGENTLINT_VERSION);
	if (part) {
		fputs("\"" PART_SHARD "\":", out);
		if (!value_write(out, part))
			return false;
		putc(',', out);
	}
	fputs("\"findings\":[", out);
	return !ferror(out);
}

bool
json_write_tail(FILE *out, json_t *errors, json_t *summary)
{
	bool good;

	fputs("],\n\"errors\":", out);
	good = value_write(out, errors);
	fputs(",\n\"summary\":", out);
	good = value_write(out, summary) && good;
	fputs("}\n", out);
	return good && !ferror(out);
}

/* The findings go out one by one: a hundred thousand of them need no tree. */
static bool
write_json(FILE *out, const struct report *report)
{
	json_t *part = report->shard.of ? part_value(report) : NULL;
	const char *before = JSON_FIRST;

	if (!json_write_head(out, part))
		return false;
	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];

		if (!finding_is_written(finding))
			continue;
		fputs(before, out);
		if (!value_write(out, finding_in_report(report, finding)))
			return false;
		before = JSON_NEXT;
	}
	return json_write_tail(
		out, unreadable_value(report), counts_value(&report->count));
}

static bool
write_lines(FILE *out, const struct report *report)
{
	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];

		if (!finding_is_written(finding))
			continue;
		if (!value_write(out, finding_value(finding)))
			return false;
		putc('\n', out);
	}
	return !ferror(out);
}

const struct reporter reporter_json = {
	.name = "json",
	.help = "one object with all findings and counts",
	.write = write_json,
	.identifies = true,
	.write_posture = posture_write_json,
};

const struct reporter reporter_jsonl = {
	.name = "jsonl",
	.help = "one finding a line, as in json",
	.write = write_lines,
	.identifies = true,
};
