/* SPDX-License-Identifier: Apache-2.0 */
/* SARIF 2.1.0 for code scanning: one run, one result a finding. */
#include "report/sarif.h"

#include <string.h>

#include "load/source.h"
#include "report/part.h"
#include "report/path.h"
#include "report/sarif_rule.h"
#include "report/value.h"
#include "version.h"

/* TEXT with its brackets escaped (SARIF 3.11.6). */
static struct str
escape_brackets(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, 2 * text.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (strchr("[]\\", text.ptr[i]) && text.ptr[i])
			out[len++] = '\\';
		out[len++] = text.ptr[i];
	}
	return (struct str){ out, len };
}

/* Escaped only where brackets would make a link, which a name in a manifest
 * could choose. */
static struct str
without_links(struct arena *arena, struct str text)
{
	return str_contains(text, "](") ? escape_brackets(arena, text) : text;
}

/* A sentence, as SARIF's consumers expect: it ends with a full stop. */
static json_t *
sentence_value(struct arena *arena, struct str text)
{
	struct str plain = without_links(arena, text);

	return value_message(arena_printf(arena, "%.*s%s", STR_ARG(plain),
		str_ends(plain, ".") ? "" : "."));
}

static json_t *
artifact_value(struct arena *arena, const struct source *source)
{
	struct str uri = path_uri(arena, source->path);
	json_t *value = value_object();

	value_set(value, "uri", value_str(uri));
	if (!str_starts(uri, "file:"))
		value_set(value, "uriBaseId", value_text("%SRCROOT%"));
	return value;
}

static json_t *
region_value(struct span span)
{
	json_t *value = value_object();

	value_set(value, "startLine", value_integer(span.start.line));
	value_set(value, "startColumn", value_integer(span.start.column));
	value_set(value, "endLine", value_integer(span.end.line));
	value_set(value, "endColumn", value_integer(span.end.column));
	return value;
}

static json_t *
physical_value(struct arena *arena, struct place place)
{
	json_t *value = value_object();

	value_set(
		value, "artifactLocation", artifact_value(arena, place.source));
	value_set(value, "region", region_value(place.span));
	return value;
}

static json_t *
location_value(struct arena *arena, struct place place, struct str message)
{
	json_t *value = value_object();

	value_set(value, "physicalLocation", physical_value(arena, place));
	if (message.len)
		value_set(value, "message", sentence_value(arena, message));
	return value;
}

/* "agents/Deployment/coder/main". */
static json_t *
logical_value(struct arena *arena, const struct finding *finding)
{
	const struct object *object = finding->object;
	const struct container *container = finding->container;
	bool named = container && container->name.len;
	json_t *value = value_object();

	value_set(value, "name",
		value_name(named ? container->name : object->name));
	value_set(value, "fullyQualifiedName",
		value_name(arena_printf(arena, "%.*s%s%.*s/%.*s%s%.*s",
			STR_ARG(object->namespace),
			object->namespace.len ? "/" : "", STR_ARG(object->kind),
			STR_ARG(object->name), named ? "/" : "",
			named ? (int)container->name.len : 0,
			named ? container->name.ptr : "")));
	value_set(value, "kind", value_text(named ? "member" : "resource"));
	return value;
}

static json_t *
locations_value(struct arena *arena, const struct finding *finding)
{
	json_t *location =
		location_value(arena, finding->place, finding->label);
	json_t *list = value_array();

	if (finding->object) {
		json_t *logical = value_array();

		value_append(logical, logical_value(arena, finding));
		value_set(location, "logicalLocations", logical);
	}
	value_append(list, location);
	return list;
}

static json_t *
related_value(struct arena *arena, const struct finding *finding)
{
	json_t *list = value_array();

	for (size_t i = 0; i < finding->related_count; i++) {
		json_t *value = location_value(arena, finding->related[i].place,
			finding->related[i].label);

		value_set(value, "id", value_integer(i + 1));
		value_append(list, value);
	}
	return list;
}

/* What opens the way first, the agent that can go it last. */
static json_t *
code_flows_value(struct arena *arena, const struct finding *finding)
{
	json_t *steps = value_array();
	json_t *thread = value_object();
	json_t *threads = value_array();
	json_t *flow = value_object();
	json_t *flows = value_array();

	for (size_t i = 0; i <= finding->related_count; i++) {
		bool last = i == finding->related_count;
		json_t *step = value_object();

		value_set(step, "location",
			last ? location_value(
				       arena, finding->place, finding->message)
			     : location_value(arena, finding->related[i].place,
				       finding->related[i].label));
		value_append(steps, step);
	}
	value_set(thread, "locations", steps);
	value_append(threads, thread);
	value_set(flow, "threadFlows", threads);
	value_append(flows, flow);
	return flows;
}

static json_t *
replacement_value(const struct edit *edit)
{
	json_t *value = value_object();
	json_t *content = value_object();

	value_set(content, "text", value_str(edit->text));
	value_set(value, "deletedRegion", region_value(edit->place.span));
	value_set(value, "insertedContent", content);
	return value;
}

/* One change for each file that the edits touch. */
static json_t *
changes_value(struct arena *arena, const struct finding *finding)
{
	json_t *changes = value_array();
	json_t *replacements = NULL;
	const struct source *source = NULL;

	for (size_t i = 0; i < finding->edit_count; i++) {
		const struct edit *edit = &finding->edits[i];

		if (edit->place.source != source) {
			json_t *change = value_object();

			source = edit->place.source;
			replacements = value_array();
			value_set(change, "artifactLocation",
				artifact_value(arena, source));
			value_set(change, "replacements", replacements);
			value_append(changes, change);
		}
		value_append(replacements, replacement_value(edit));
	}
	return changes;
}

static json_t *
fixes_value(struct arena *arena, const struct finding *finding)
{
	json_t *fix = value_object();
	json_t *fixes = value_array();

	value_set(fix, "description", sentence_value(arena, finding->help));
	value_set(fix, "artifactChanges", changes_value(arena, finding));
	value_append(fixes, fix);
	return fixes;
}

static json_t *
properties_value(const struct finding *finding)
{
	json_t *value = value_object();

	value_set_str(value, "help", finding->help);
	value_set_str(value, "unknown", finding->unknown);
	value_set_str(value, "field", finding->field);
	value_set_details(value, finding);
	return value;
}

/* "[allowed here](1)": code scanning shows a related place only where the
 * message links to it. */
static struct str
link_to(struct arena *arena, const struct finding *finding, size_t index)
{
	struct str label = finding->related[index].label;
	struct str words = escape_brackets(
		arena, label.len ? label : STR("another place"));

	return arena_printf(arena, "[%.*s](%zu)", STR_ARG(words), index + 1);
}

static json_t *
result_message_value(struct arena *arena, const struct finding *finding)
{
	struct str text = without_links(arena, finding->message);
	struct str unknown = without_links(arena, finding->unknown);

	if (unknown.len)
		text = arena_printf(arena, "%.*s. Unknown: %.*s", STR_ARG(text),
			STR_ARG(unknown));
	for (size_t i = 0; i < finding->related_count; i++) {
		struct str link = link_to(arena, finding, i);

		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text),
			i ? ", " : ". See ", STR_ARG(link));
	}
	return value_message(arena_printf(arena, "%.*s.", STR_ARG(text)));
}

static json_t *
fingerprints_value(const struct finding *finding)
{
	json_t *value = value_object();

	value_set(value, SARIF_FINGERPRINT, value_str(finding->fingerprint));
	return value;
}

static json_t *
suppressions_value(struct arena *arena, const struct finding *finding)
{
	const struct excuse *excuse = finding->excuse;
	bool in_source = excuse->place.source != NULL;
	json_t *value = value_object();
	json_t *list = value_array();

	value_set(
		value, "kind", value_text(in_source ? "inSource" : "external"));
	value_set_str(value, "justification", excuse->reason);
	if (in_source)
		value_set(value, "location",
			location_value(
				arena, excuse->place, (struct str){ 0 }));
	value_append(list, value);
	return list;
}

static size_t
rule_index(const struct rule *rule)
{
	size_t index = 0;

	while (rule_table[index] != rule)
		index++;
	return index;
}

static json_t *
result_value(struct arena *arena, const struct finding *finding)
{
	json_t *value = value_object();

	value_set(value, "ruleId", value_text(finding->rule->id));
	value_set(value, "ruleIndex", value_integer(rule_index(finding->rule)));
	value_set(value, "level", value_text(severity_name(finding->severity)));
	value_set(value, "message", result_message_value(arena, finding));
	value_set(value, "locations", locations_value(arena, finding));
	if (finding->related_count)
		value_set(value, "relatedLocations",
			related_value(arena, finding));
	if (finding->related_count &&
		finding->rule->module == MODULE_NETWORK_POLICY)
		value_set(value, "codeFlows", code_flows_value(arena, finding));
	if (finding->edit_count)
		value_set(value, "fixes", fixes_value(arena, finding));
	if (finding->state == FINDING_IGNORED)
		value_set(value, "suppressions",
			suppressions_value(arena, finding));
	value_set(value, "partialFingerprints", fingerprints_value(finding));
	value_set(value, "properties", properties_value(finding));
	return value;
}

static json_t *
result_in_report(struct arena *arena, const struct report *report,
	const struct finding *finding)
{
	json_t *value = result_value(arena, finding);

	if (report->shard.of)
		value_set(json_object_get(value, "properties"), PART_ORDER,
			part_order_value(report, finding));
	return value;
}

static json_t *
driver_value(struct arena *arena)
{
	json_t *driver = value_object();
	json_t *rules = value_array();
	json_t *tool = value_object();

	for (size_t i = 0; rule_table[i]; i++)
		value_append(rules, sarif_rule_value(arena, rule_table[i]));
	value_set(driver, "name", value_text("agentlint"));
	value_set(driver, "semanticVersion", value_text(AGENTLINT_VERSION));
	value_set(driver, "informationUri", value_text(SARIF_HOME));
	value_set(driver, "rules", rules);
	value_set(tool, "driver", driver);
	return tool;
}

static json_t *
notification_value(struct arena *arena, const struct source *source)
{
	json_t *physical = value_object();
	json_t *location = value_object();
	json_t *locations = value_array();
	json_t *value = value_object();

	value_set(physical, "artifactLocation", artifact_value(arena, source));
	value_set(location, "physicalLocation", physical);
	value_append(locations, location);
	value_set(value, "level", value_text("error"));
	value_set(value, "message",
		sentence_value(arena, str_of(source->error.text)));
	value_set(value, "locations", locations);
	return value;
}

static json_t *
notifications_value(struct arena *arena, const struct report *report)
{
	json_t *list = value_array();

	for (size_t i = 0; i < report->source_count; i++)
		if (report->sources[i]->role == SOURCE_UNREADABLE)
			value_append(list,
				notification_value(arena, report->sources[i]));
	return list;
}

json_t *
sarif_invocation_value(bool successful, json_t *notifications)
{
	json_t *value = value_object();

	value_set(value, "executionSuccessful", json_boolean(successful));
	value_set(value, "toolExecutionNotifications", notifications);
	return value;
}

static json_t *
base_ids_value(void)
{
	json_t *base = value_object();
	json_t *value = value_object();

	value_set(base, "description",
		value_message(STR("The folder that agentlint was run in.")));
	value_set(value, "%SRCROOT%", base);
	return value;
}

static json_t *
automation_value(void)
{
	json_t *value = value_object();

	value_set(value, "id", value_text("agentlint/"));
	return value;
}

static bool
write_member(FILE *out, const char *key, json_t *value)
{
	fprintf(out, "\"%s\":", key);
	if (!value_write(out, value))
		return false;
	fputs(",\n", out);
	return true;
}

static bool
write_results(FILE *out, struct arena *arena, const struct report *report)
{
	const char *before = SARIF_FIRST;

	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];
		bool written;

		if (!finding_is_written(finding))
			continue;
		fputs(before, out);
		written = value_write(
			out, result_in_report(arena, report, finding));
		arena_release(arena);
		if (!written)
			return false;
		before = SARIF_NEXT;
	}
	return !ferror(out);
}

bool
sarif_write_head(FILE *out, json_t *invocation, json_t *part)
{
	struct arena scratch = { 0 };
	json_t *invocations = value_array();
	bool good;

	value_append(invocations, invocation);
	fputs("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
	      "\"version\":\"2.1.0\",\"runs\":[{\n",
		out);
	good = write_member(out, "tool", driver_value(&scratch)) &&
	       write_member(
		       out, "columnKind", value_text("unicodeCodePoints")) &&
	       write_member(out, "originalUriBaseIds", base_ids_value()) &&
	       write_member(out, "automationDetails", automation_value());
	good = write_member(out, "invocations", invocations) && good;
	if (part) {
		json_t *properties = value_object();

		value_set(properties, PART_SHARD, part);
		good = write_member(out, "properties", properties) && good;
	}
	fputs("\"results\":[", out);
	arena_release(&scratch);
	return good && !ferror(out);
}

bool
sarif_write_tail(FILE *out)
{
	fputs("]}]}\n", out);
	return !ferror(out);
}

static bool
write_sarif(FILE *out, const struct report *report)
{
	struct arena scratch = { 0 };
	json_t *part = report->shard.of ? part_value(report) : NULL;
	json_t *invocation = sarif_invocation_value(
		!report->trouble, notifications_value(&scratch, report));
	bool good = sarif_write_head(out, invocation, part);

	good = good && write_results(out, &scratch, report);
	arena_release(&scratch);
	return good && sarif_write_tail(out);
}

const struct reporter reporter_sarif = {
	.name = "sarif",
	.help = "SARIF 2.1.0, for code scanning",
	.write = write_sarif,
	.identifies = true,
};
