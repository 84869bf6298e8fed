/* SPDX-License-Identifier: Apache-2.0 */
/* The posture for programs; the schema is man/agentlint-posture.schema.json. */
#include "report/posture_json.h"

#include "analysis/network/listing.h"
#include "load/source.h"
#include "posture/posture.h"
#include "report/value.h"

static json_t *
ports_value(struct port_set ports)
{
	json_t *list;

	if (port_set_is_all(ports))
		return value_text("all");
	list = value_array();
	for (size_t i = 0; i < ports.count; i++) {
		const struct port_run *run = &ports.runs[i];
		json_t *value = value_object();

		value_set(value, "protocol",
			value_text(protocol_name(run->protocol)));
		value_set(value, "from", value_integer(run->first));
		value_set(value, "to", value_integer(run->last));
		value_append(list, value);
	}
	return list;
}

static json_t *
allowed_value(struct arena *arena, const struct listing *listing)
{
	json_t *list = value_array();

	for (size_t i = 0; i < listing->block_count; i++) {
		const struct address_block *block = &listing->blocks[i];
		json_t *value = value_object();

		value_set(value, "cidr",
			value_str(cidr_print(arena, block->cidr)));
		value_set(value, "ports", ports_value(block->ports));
		value_append(list, value);
	}
	for (size_t i = 0; i < listing->workload_count; i++) {
		json_t *value = value_object();

		value_set(value, "pod", value_str(listing->workloads[i].id));
		value_set(value, "ports",
			ports_value(listing->workloads[i].ports));
		value_append(list, value);
	}
	return list;
}

static json_t *
doubts_value(const struct listing *listing)
{
	json_t *list = value_array();

	for (size_t i = 0; i < listing->doubt_count; i++) {
		const struct doubt *doubt = &listing->doubts[i];
		json_t *value = value_object();

		value_set(value, "reason", value_str(doubt->reason));
		value_set(value, "path", value_str(doubt->place.source->path));
		value_set(value, "line",
			value_integer(doubt->place.span.start.line));
		value_append(list, value);
	}
	return list;
}

static json_t *
direction_value(const struct workload *workload, enum direction direction)
{
	struct arena scratch = { 0 };
	struct listing listing = listing_of(
		&scratch, workload->inquiry, workload->object, direction);
	json_t *value = value_object();

	value_set(
		value, "isolated", json_boolean(listing.isolated == TRUTH_YES));
	value_set(value, "allowed", allowed_value(&scratch, &listing));
	value_set(value, "unknown", doubts_value(&listing));
	arena_release(&scratch);
	return value;
}

static json_t *
layer_value(const struct layer *layer)
{
	json_t *value = value_object();
	json_t *because = value_array();

	for (size_t i = 0; i < layer->count; i++) {
		const struct finding *finding = layer->because[i];
		json_t *one = value_object();

		value_set(one, "rule", value_text(finding->rule->id));
		value_set(one, "path", value_str(finding->place.source->path));
		value_set(one, "line",
			value_integer(finding->place.span.start.line));
		value_append(because, one);
	}
	value_set(value, "state", value_text(layer_state_name(layer->state)));
	value_set(value, "because", because);
	return value;
}

static json_t *
layers_value(const struct workload *workload)
{
	json_t *value = value_object();

	LAYER_EACH(m)
		value_set(value, module_name(m),
			layer_value(&workload->layers[m]));
	return value;
}

static json_t *
workload_value(const struct workload *workload)
{
	struct place place = node_place(workload->object->root);
	json_t *value = value_object();
	json_t *where = value_object();

	value_set(where, "path", value_str(place.source->path));
	value_set(where, "line", value_integer(place.span.start.line));
	value_set(where, "column", value_integer(place.span.start.column));
	value_set(value, "id", value_str(workload->id));
	value_set_str(value, "context", workload->context);
	value_set(value, "agent", json_boolean(workload->agent));
	value_set(value, "place", where);
	value_set(value, "layers", layers_value(workload));
	value_set(value, "egress", direction_value(workload, DIRECTION_EGRESS));
	value_set(
		value, "ingress", direction_value(workload, DIRECTION_INGRESS));
	return value;
}

/* Workload by workload: the whole may be as large as its square. */
bool
posture_write_json(FILE *out, const struct report *report)
{
	const struct posture *posture = report->posture;
	const char *before = "\n";

	fputs("{\"schemaVersion\":1,\"workloads\":[", out);
	for (size_t i = 0; i < posture->count; i++) {
		fputs(before, out);
		if (!value_write(out, workload_value(&posture->workloads[i])))
			return false;
		before = ",\n";
	}
	fputs("]}\n", out);
	return !ferror(out);
}
