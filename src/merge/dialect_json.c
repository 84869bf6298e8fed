/* SPDX-License-Identifier: Apache-2.0 */
/* A report as report/json.c writes it. */
#include "merge/part.h"
#include "report/json.h"
#include "report/value.h"

static json_t *
run_of(json_t *frame)
{
	return json_object_get(frame, "schemaVersion") ? frame : NULL;
}

static const json_t *
version_of(const json_t *run)
{
	return json_object_get(json_object_get(run, "tool"), "version");
}

static json_t *
remarks_of(const json_t *run)
{
	return json_object_get(run, "errors");
}

static bool
read_run(struct part *part, const json_t *run, struct error *error)
{
	part->trouble = json_array_size(part->remarks) > 0;
	return counts_read(
		&part->counts, json_object_get(run, "summary"), error);
}

static bool
is_trouble(struct str id)
{
	const struct rule *rule = rule_find(id);

	return rule && rule->check_problem && problem_is_trouble(rule->problem);
}

static bool
read_finding(struct part *part, struct record *record, struct arena *arena,
	const json_t *finding)
{
	const json_t *place = json_object_get(finding, "place");
	const json_t *object = json_object_get(finding, "object");
	struct order *order = &record->order;

	order->path = part_text(arena, json_object_get(place, "path"));
	order->rule = part_text(arena, json_object_get(finding, "rule"));
	order->message = part_text(arena, json_object_get(finding, "message"));
	order->namespace =
		part_text(arena, json_object_get(object, "namespace"));
	if (object)
		record->fingerprint = part_text(
			arena, json_object_get(finding, "fingerprint"));
	record->ignored = json_object_get(finding, "excuse") != NULL;
	record->fixable = !record->ignored &&
			  json_is_true(json_object_get(
				  json_object_get(finding, "fix"), "safe"));
	part->trouble |= is_trouble(order->rule);
	return part_number(&order->line, json_object_get(place, "line")) &&
	       part_number(&order->column, json_object_get(place, "column")) &&
	       part_severity(
		       &record->severity, json_object_get(finding, "severity"));
}

static bool
write_head(FILE *out, const struct part *whole)
{
	(void)whole;
	return json_write_head(out, NULL);
}

static bool
write_tail(FILE *out, const struct part *whole)
{
	return json_write_tail(
		out, json_incref(whole->remarks), counts_value(&whole->counts));
}

const struct dialect dialect_json = {
	.format = "json",
	.findings = "findings",
	.depth = 1,
	.run = run_of,
	.version = version_of,
	.remarks = remarks_of,
	.read_run = read_run,
	.read_finding = read_finding,
	.first = JSON_FIRST,
	.next = JSON_NEXT,
	.write_head = write_head,
	.write_tail = write_tail,
};
