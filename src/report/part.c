/* SPDX-License-Identifier: Apache-2.0 */
/* The same facts for JSON and SARIF: neither prints all of them otherwise. */
#include "report/part.h"

#include <inttypes.h>

#include "load/source.h"
#include "report/value.h"

json_t *
part_value(const struct report *report)
{
	char input[17];
	json_t *value = value_object();

	snprintf(input, sizeof(input), "%016" PRIx64, report->input);
	value_set(value, "index", value_integer(report->shard.index));
	value_set(value, "of", value_integer(report->shard.of));
	value_set(value, "input", value_text(input));
	value_set(value, "trouble", json_boolean(report->trouble));
	value_set(value, "summary", counts_value(&report->count));
	return value;
}

/* How many sources sort before PATH. */
static size_t
sources_before(const struct report *report, struct str path)
{
	size_t low = 0, high = report->source_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(report->sources[middle]->path, path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

json_t *
part_order_value(const struct report *report, const struct finding *finding)
{
	const struct source *source = finding->place.source;
	struct mark start = finding->place.span.start;
	json_t *value = value_array();

	value_append(value,
		value_integer(
			source ? sources_before(report, source->path) + 1 : 0));
	value_append(value, value_integer(start.line));
	value_append(value, value_integer(start.column));
	value_append(value, value_text(finding->rule->id));
	value_append(value, value_str(finding->message));
	value_append(
		value, value_str(finding->object ? finding->object->namespace
						 : (struct str){ 0 }));
	return value;
}
