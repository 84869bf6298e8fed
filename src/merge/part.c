/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing of a report is believed before it has been looked at. */
#include "merge/part.h"

#include "merge/slices.h"
#include "report/part.h"
#include "report/value.h"
#include "version.h"

static const struct dialect *const dialects[] = { &dialect_json, &dialect_sarif,
	NULL };

enum { PARSE = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL };

struct str
part_text(struct arena *arena, const json_t *text)
{
	struct str view = { json_string_value(text), json_string_length(text) };

	return view.len ? arena_text(arena, view) : (struct str){ 0 };
}

bool
part_number(size_t *number, const json_t *value)
{
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*number = (size_t)json_integer_value(value);
	return true;
}

bool
part_severity(enum severity *severity, const json_t *value)
{
	for (size_t i = 0; i <= SEVERITY_ERROR; i++) {
		*severity = (enum severity)i;
		if (json_is_string(value) &&
			str_is(str_of(json_string_value(value)),
				severity_name(*severity)))
			return true;
	}
	return false;
}

/* The line of TEXT in which BYTE stands. */
static size_t
line_at(struct str text, size_t byte)
{
	size_t line = 1;

	for (size_t i = 0; i < byte && i < text.len; i++)
		line += text.ptr[i] == '\n';
	return line;
}

/* Parses SLICE, a part of TEXT; NULL and ERROR when it is no JSON. */
static json_t *
parse(struct str path, struct str text, struct str slice, struct error *error)
{
	json_error_t wrong;
	json_t *value = json_loadb(slice.ptr, slice.len, PARSE, &wrong);
	size_t before = (size_t)(slice.ptr - text.ptr);

	if (value)
		return value;
	if (json_error_code(&wrong) == json_error_out_of_memory)
		arena_out_of_memory();
	error_set(error, "%.*s:%zu: %s", STR_ARG(path),
		line_at(text, before) +
			(size_t)(wrong.line > 0 ? wrong.line : 1) - 1,
		wrong.text);
	return NULL;
}

/* The member of VALUE that holds what its format does not know. */
static json_t *
bag_of(const struct dialect *dialect, json_t *value)
{
	return dialect->bag ? json_object_get(value, dialect->bag) : value;
}

static bool
read_order(struct order *order, struct arena *arena, const json_t *list)
{
	order->rule = part_text(arena, json_array_get(list, 3));
	order->message = part_text(arena, json_array_get(list, 4));
	order->namespace = part_text(arena, json_array_get(list, 5));
	return part_number(&order->file, json_array_get(list, 0)) &&
	       part_number(&order->line, json_array_get(list, 1)) &&
	       part_number(&order->column, json_array_get(list, 2)) &&
	       order->rule.len;
}

static bool
read_finding(struct part *part, struct record *record, struct arena *arena,
	json_t *value)
{
	const struct dialect *dialect = part->dialect;

	if (part->shard.of)
		return read_order(&record->order, arena,
			json_object_get(bag_of(dialect, value), PART_ORDER));
	return dialect->read_finding(part, record, arena, value);
}

static bool
read_findings(struct part *part, struct arena *arena,
	const struct slices *slices, struct str text, struct error *error)
{
	part->records =
		arena_array(arena, slices->count + 1, sizeof(*part->records));
	for (size_t i = 0; i < slices->count; i++) {
		struct record *record = &part->records[part->record_count++];
		json_t *value =
			parse(part->path, text, slices->items[i], error);
		bool good;

		if (!value)
			return false;
		record->part = part;
		record->text = slices->items[i];
		good = read_finding(part, record, arena, value);
		json_decref(value);
		if (!good)
			return error_set(error,
				"%.*s:%zu: the finding lacks what it is sorted "
				"by",
				STR_ARG(part->path),
				line_at(text,
					(size_t)(record->text.ptr - text.ptr)));
	}
	return true;
}

static bool
read_shard(struct part *part, struct arena *arena, const json_t *value,
	struct error *error)
{
	const json_t *trouble = json_object_get(value, "trouble");

	part->input = part_text(arena, json_object_get(value, "input"));
	part->trouble = json_is_true(trouble);
	if (!part_number(&part->shard.index, json_object_get(value, "index")) ||
		!part_number(&part->shard.of, json_object_get(value, "of")) ||
		!part->shard.index || part->shard.index > part->shard.of ||
		!part->input.len || !json_is_boolean(trouble))
		return error_set(error, "what it says of its shard is damaged");
	return counts_read(
		&part->counts, json_object_get(value, "summary"), error);
}

static bool
check_version(const struct part *part, const json_t *run, struct error *error)
{
	const json_t *version = part->dialect->version(run);

	if (json_is_string(version) &&
		str_is(str_of(json_string_value(version)), AGENTLINT_VERSION))
		return true;
	return error_set(error,
		"it was written by agentlint %s, and this is " AGENTLINT_VERSION,
		json_is_string(version) ? json_string_value(version)
					: "of no known version");
}

static bool
read_run(struct part *part, struct arena *arena, json_t *run,
	struct error *error)
{
	const struct dialect *dialect = part->dialect;
	json_t *shard = json_object_get(bag_of(dialect, run), PART_SHARD);

	if (!check_version(part, run, error))
		return false;
	part->remarks = dialect->remarks(run);
	if (!json_is_array(part->remarks))
		return error_set(error, "what could not be read is missing");
	json_incref(part->remarks);
	return shard ? read_shard(part, arena, shard, error)
		     : dialect->read_run(part, run, error);
}

/* TEXT with an empty array instead of the findings. */
static struct str
frame_of(struct arena *arena, struct str text, struct str array)
{
	struct str before = str_head(text, (size_t)(array.ptr - text.ptr));
	struct str behind = str_from(text, before.len + array.len);

	return arena_printf(
		arena, "%.*s[]%.*s", STR_ARG(before), STR_ARG(behind));
}

static bool
read_frame(struct part *part, struct arena *arena, struct str frame,
	struct error *error)
{
	struct error why;
	json_t *value = parse(part->path, frame, frame, error);
	json_t *run = value ? part->dialect->run(value) : NULL;
	bool good;

	if (!value)
		return false;
	good = run ? read_run(part, arena, run, &why)
		   : error_set(&why, "it is no report of agentlint");
	json_decref(value);
	return good ||
	       error_set(error, "%.*s: %s", STR_ARG(part->path), why.text);
}

bool
part_read(struct part *part, struct arena *arena, struct str path,
	struct str text, struct error *error)
{
	struct slices slices = { 0 };
	size_t i = 0;

	*part = (struct part){ .path = path };
	while (dialects[i] &&
		!slices_find(&slices, arena, text, dialects[i]->findings,
			dialects[i]->depth))
		i++;
	part->dialect = dialects[i];
	if (!part->dialect)
		return error_set(error,
			"%.*s: it is no JSON or SARIF report, or its end is "
			"missing",
			STR_ARG(path));
	return read_frame(part, arena, frame_of(arena, text, slices.array),
		       error) &&
	       read_findings(part, arena, &slices, text, error);
}

json_t *
record_value(const struct record *record)
{
	json_t *value =
		json_loadb(record->text.ptr, record->text.len, PARSE, NULL);

	if (!value)
		arena_out_of_memory();
	if (record->part->shard.of)
		json_object_del(
			bag_of(record->part->dialect, value), PART_ORDER);
	return value;
}

void
part_release(struct part *part)
{
	json_decref(part->remarks);
	*part = (struct part){ 0 };
}
