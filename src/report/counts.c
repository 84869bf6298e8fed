/* SPDX-License-Identifier: Apache-2.0 */
/* The table of counts, and what goes over it. */
#include "report/counts.h"

#include <stdint.h>

#include <agentlint/rule.h>

#include "report/value.h"

#define ROW(home_, key_, member_, of_) \
	{ \
		.home = home_, .key = key_, \
		.at = offsetof(struct counts, member_), .of = COUNT_OF_##of_ \
	}

const struct count_row count_rows[] = {
	ROW("shown", "errors", shown[SEVERITY_ERROR], FINDINGS),
	ROW("shown", "warnings", shown[SEVERITY_WARNING], FINDINGS),
	ROW("shown", "notes", shown[SEVERITY_NOTE], FINDINGS),
	ROW("hidden", "errors", hidden[SEVERITY_ERROR], FINDINGS),
	ROW("hidden", "warnings", hidden[SEVERITY_WARNING], FINDINGS),
	ROW("hidden", "notes", hidden[SEVERITY_NOTE], FINDINGS),
	ROW(NULL, "ignored", ignored, FINDINGS),
	ROW("ignoredBy", "comments", ignored_by[EXCUSED_BY_COMMENT], FINDINGS),
	ROW("ignoredBy", "annotations", ignored_by[EXCUSED_BY_ANNOTATION],
		FINDINGS),
	ROW("ignoredBy", "configuration", ignored_by[EXCUSED_BY_CONFIGURATION],
		FINDINGS),
	ROW("ignoredBy", "baseline", ignored_by[EXCUSED_BY_BASELINE], FINDINGS),
	ROW(NULL, "inContext", in_context, FINDINGS),
	ROW(NULL, "unchanged", unchanged, FINDINGS),
	ROW(NULL, "staleBaselineEntries", stale, FINDINGS),
	ROW(NULL, "unusedIgnoreEntries", unused, FINDINGS),
	ROW(NULL, "fixable", fixable, FINDINGS),
	ROW(NULL, "files", files, INPUT),
	ROW(NULL, "contextFiles", context, INPUT),
	ROW(NULL, "filesWithoutObjects", no_object, INPUT),
	ROW(NULL, "helmTemplates", templates, INPUT),
	ROW(NULL, "kustomizePatches", patches, INPUT),
	ROW(NULL, "unreadable", unreadable, INPUT),
	ROW(NULL, "objects", objects, INPUT),
	ROW(NULL, "workloads", pods, INPUT),
	ROW(NULL, "agents", agents, INPUT),
	{ 0 },
};

static size_t *
member(struct counts *counts, const struct count_row *row)
{
	return (size_t *)(void *)((char *)counts + row->at);
}

size_t
counts_get(const struct counts *counts, const struct count_row *row)
{
	return *(const size_t *)(const void *)((const char *)counts + row->at);
}

json_t *
counts_value(const struct counts *counts)
{
	json_t *value = value_object();

	for (const struct count_row *row = count_rows; row->key; row++) {
		json_t *home = value;

		if (row->home && !json_object_get(value, row->home))
			value_set(value, row->home, value_object());
		if (row->home)
			home = json_object_get(value, row->home);
		value_set(
			home, row->key, value_integer(counts_get(counts, row)));
	}
	return value;
}

/* How many values that are no objects VALUE holds at any depth. */
static size_t
count_leaves(const json_t *value)
{
	const char *key;
	json_t *child;
	size_t count = 0;

	if (!json_is_object(value))
		return 1;
	json_object_foreach((json_t *)(uintptr_t)value, key, child) count +=
		count_leaves(child);
	return count;
}

bool
counts_read(struct counts *counts, const json_t *value, struct error *error)
{
	const struct count_row *row = count_rows;

	for (; row->key; row++) {
		const json_t *home =
			row->home ? json_object_get(value, row->home) : value;
		const json_t *number = json_object_get(home, row->key);

		if (!json_is_integer(number) || json_integer_value(number) < 0)
			return error_set(error, "the count '%s%s%s' is missing",
				row->home ? row->home : "",
				row->home ? "." : "", row->key);
		*member(counts, row) = (size_t)json_integer_value(number);
	}
	if (count_leaves(value) != (size_t)(row - count_rows))
		return error_set(error, "there is a count of an unknown name");
	return true;
}

static void
add(struct counts *sum, const struct counts *part, bool input_as_well)
{
	for (const struct count_row *row = count_rows; row->key; row++)
		if (row->of == COUNT_OF_FINDINGS || input_as_well)
			*member(sum, row) += counts_get(part, row);
}

void
counts_add(struct counts *sum, const struct counts *part)
{
	add(sum, part, true);
}

void
counts_add_findings(struct counts *sum, const struct counts *part)
{
	add(sum, part, false);
}

const struct count_row *
counts_differ(const struct counts *a, const struct counts *b)
{
	for (const struct count_row *row = count_rows; row->key; row++)
		if (row->of == COUNT_OF_INPUT &&
			counts_get(a, row) != counts_get(b, row))
			return row;
	return NULL;
}
