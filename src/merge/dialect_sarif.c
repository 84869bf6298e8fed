/* SPDX-License-Identifier: Apache-2.0 */
/* A log as report/sarif.c writes it. */
#include "merge/part.h"
#include "report/sarif.h"
#include "report/value.h"

static json_t *
run_of(json_t *frame)
{
	const json_t *runs = json_object_get(frame, "runs");

	return json_array_size(runs) == 1 ? json_array_get(runs, 0) : NULL;
}

static const json_t *
driver_of(const json_t *run)
{
	return json_object_get(json_object_get(run, "tool"), "driver");
}

static const json_t *
version_of(const json_t *run)
{
	return json_object_get(driver_of(run), "semanticVersion");
}

static json_t *
invocation_of(const json_t *run)
{
	return json_array_get(json_object_get(run, "invocations"), 0);
}

static json_t *
remarks_of(const json_t *run)
{
	return json_object_get(
		invocation_of(run), "toolExecutionNotifications");
}

/* SARIF has no counts of the input; those of the findings are made while they
 * are read. */
static bool
read_run(struct part *part, const json_t *run, struct error *error)
{
	(void)error;
	part->trouble = !json_is_true(
		json_object_get(invocation_of(run), "executionSuccessful"));
	return true;
}

static const json_t *
first_of(const json_t *value, const char *key)
{
	return json_array_get(json_object_get(value, key), 0);
}

static bool
read_place(struct order *order, struct arena *arena, const json_t *location)
{
	const json_t *physical = json_object_get(location, "physicalLocation");
	const json_t *artifact = json_object_get(physical, "artifactLocation");
	const json_t *region = json_object_get(physical, "region");

	order->path = part_text(arena, json_object_get(artifact, "uri"));
	return part_number(
		       &order->line, json_object_get(region, "startLine")) &&
	       part_number(
		       &order->column, json_object_get(region, "startColumn"));
}

static bool
read_finding(struct part *part, struct record *record, struct arena *arena,
	const json_t *finding)
{
	const json_t *location = first_of(finding, "locations");
	const json_t *message = json_object_get(finding, "message");
	const json_t *prints = json_object_get(finding, "partialFingerprints");
	struct order *order = &record->order;

	order->rule = part_text(arena, json_object_get(finding, "ruleId"));
	order->message = part_text(arena, json_object_get(message, "text"));
	if (first_of(location, "logicalLocations"))
		record->fingerprint = part_text(
			arena, json_object_get(prints, SARIF_FINGERPRINT));
	record->ignored = first_of(finding, "suppressions") != NULL;
	if (!part_severity(
		    &record->severity, json_object_get(finding, "level")))
		return false;
	if (record->ignored)
		part->counts.ignored++;
	else
		part->counts.shown[record->severity]++;
	return read_place(order, arena, location);
}

static bool
write_head(FILE *out, const struct part *whole)
{
	return sarif_write_head(out,
		sarif_invocation_value(
			!whole->trouble, json_incref(whole->remarks)),
		NULL);
}

static bool
write_tail(FILE *out, const struct part *whole)
{
	(void)whole;
	return sarif_write_tail(out);
}

const struct dialect dialect_sarif = {
	.format = "sarif",
	.findings = "results",
	.depth = 3,
	.bag = "properties",
	.run = run_of,
	.version = version_of,
	.remarks = remarks_of,
	.read_run = read_run,
	.read_finding = read_finding,
	.first = SARIF_FIRST,
	.next = SARIF_NEXT,
	.write_head = write_head,
	.write_tail = write_tail,
};
