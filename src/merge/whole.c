/* SPDX-License-Identifier: Apache-2.0 */
/* Parts are compared with the first one, then joined and sorted. */
#include "merge/whole.h"

#include <stdlib.h>

#include "report/value.h"

static bool
mismatch(const struct part *first, const struct part *part, const char *how,
	struct error *error)
{
	return error_set(error, "%.*s does not go with %.*s: %s",
		STR_ARG(part->path), STR_ARG(first->path), how);
}

static bool
check_alike(
	const struct part *first, const struct part *part, struct error *error)
{
	const struct count_row *row;

	if (part->dialect != first->dialect)
		return mismatch(
			first, part, "one is JSON, the other is SARIF", error);
	if (!part->shard.of != !first->shard.of)
		return mismatch(first, part,
			"one is of a shard, the other of a whole run", error);
	if (!part->shard.of)
		return true;
	if (part->shard.of != first->shard.of)
		return error_set(error,
			"%.*s does not go with %.*s: one is of %zu shards, the "
			"other of %zu",
			STR_ARG(part->path), STR_ARG(first->path),
			part->shard.of, first->shard.of);
	if (!str_equal(part->input, first->input))
		return mismatch(first, part,
			"they are not of the same manifests, rules and settings",
			error);
	row = counts_differ(&first->counts, &part->counts);
	return !row ||
	       error_set(error,
		       "%.*s does not go with %.*s: their counts of "
		       "'%s' differ",
		       STR_ARG(part->path), STR_ARG(first->path), row->key);
}

static int
compare_shards(const void *left, const void *right)
{
	const struct part *a = *(const struct part *const *)left;
	const struct part *b = *(const struct part *const *)right;

	if (a->shard.index != b->shard.index)
		return a->shard.index < b->shard.index ? -1 : 1;
	return (a > b) - (a < b);
}

/* All of PARTS are shards of as many, which may be any number. */
static bool
check_complete(struct arena *arena, const struct part *parts, size_t count,
	struct error *error)
{
	const struct part **sorted = arena_array(arena, count, sizeof(*sorted));
	size_t of = parts[0].shard.of;

	for (size_t i = 0; i < count; i++)
		sorted[i] = &parts[i];
	qsort(sorted, count, sizeof(*sorted), compare_shards);
	for (size_t i = 1; i < count; i++)
		if (sorted[i - 1]->shard.index == sorted[i]->shard.index)
			return error_set(error,
				"%.*s and %.*s are both shard %zu of %zu",
				STR_ARG(sorted[i - 1]->path),
				STR_ARG(sorted[i]->path),
				sorted[i]->shard.index, of);
	for (size_t i = 0; i < of; i++)
		if (i == count || sorted[i]->shard.index != i + 1)
			return error_set(error, "shard %zu of %zu is missing",
				i + 1, of);
	return true;
}

bool
whole_check(struct arena *arena, const struct part *parts, size_t count,
	struct error *error)
{
	for (size_t i = 1; i < count; i++)
		if (!check_alike(&parts[0], &parts[i], error))
			return false;
	return !parts[0].shard.of || check_complete(arena, parts, count, error);
}

static int
compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* As findings_sort does; what is alike even so is in one part. */
static int
compare_order(const struct order *a, const struct order *b)
{
	int order = compare_numbers(a->file, b->file);

	if (!order)
		order = str_compare(a->path, b->path);
	if (!order)
		order = compare_numbers(a->line, b->line);
	if (!order)
		order = compare_numbers(a->column, b->column);
	if (!order)
		order = str_compare(a->rule, b->rule);
	if (!order)
		order = str_compare(a->message, b->message);
	return order ? order : str_compare(a->namespace, b->namespace);
}

/* Where the part of RECORD has it: records of a part stand side by side. */
static int
compare_places(const struct record *a, const struct record *b)
{
	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	return (a->text.ptr > b->text.ptr) - (a->text.ptr < b->text.ptr);
}

static int
compare(const void *left, const void *right)
{
	const struct record *a = left;
	const struct record *b = right;
	int order = compare_order(&a->order, &b->order);

	return order ? order : compare_places(a, b);
}

static int
compare_fingerprints(const void *left, const void *right)
{
	const struct record *a = *(struct record *const *)left;
	const struct record *b = *(struct record *const *)right;
	int order = str_compare(a->fingerprint, b->fingerprint);

	return order ? order : (a > b) - (a < b);
}

/* Takes RECORD out of what WHOLE has counted. */
static void
uncount(struct part *whole, const struct record *record)
{
	if (record->ignored)
		whole->counts.ignored--;
	else
		whole->counts.shown[record->severity]--;
	whole->counts.fixable -= record->fixable;
}

/* The same object may be in several inputs: its findings are kept once. A part
 * tells its own apart. */
static void
drop_repetitions(struct part *whole)
{
	struct arena scratch = { 0 };
	struct record **sorted =
		arena_array(&scratch, whole->record_count + 1, sizeof(*sorted));
	size_t kept = 0;

	for (size_t i = 0; i < whole->record_count; i++)
		sorted[i] = &whole->records[i];
	qsort(sorted, whole->record_count, sizeof(*sorted),
		compare_fingerprints);
	for (size_t i = 1; i < whole->record_count; i++)
		if (sorted[i]->fingerprint.len &&
			str_equal(sorted[i]->fingerprint,
				sorted[i - 1]->fingerprint)) {
			uncount(whole, sorted[i]);
			sorted[i]->part = NULL;
		}
	for (size_t i = 0; i < whole->record_count; i++)
		if (whole->records[i].part)
			whole->records[kept++] = whole->records[i];
	whole->record_count = kept;
	arena_release(&scratch);
}

/* All shards have read the same, so what the FIRST says of it counts. */
static void
add_part(struct part *whole, const struct part *part, bool first)
{
	for (size_t i = 0; i < part->record_count; i++)
		whole->records[whole->record_count++] = part->records[i];
	whole->trouble |= part->trouble;
	if (part->shard.of && !first) {
		counts_add_findings(&whole->counts, &part->counts);
		return;
	}
	counts_add(&whole->counts, &part->counts);
	if (json_array_extend(whole->remarks, part->remarks) != 0)
		arena_out_of_memory();
}

void
whole_make(struct part *whole, struct arena *arena, const struct part *parts,
	size_t count)
{
	size_t most = 1;

	for (size_t i = 0; i < count; i++)
		most += parts[i].record_count;
	*whole = (struct part){
		.dialect = parts[0].dialect,
		.remarks = value_array(),
		.records = arena_array(arena, most, sizeof(*whole->records)),
	};
	for (size_t i = 0; i < count; i++)
		add_part(whole, &parts[i], i == 0);
	qsort(whole->records, whole->record_count, sizeof(*whole->records),
		compare);
	if (!parts[0].shard.of)
		drop_repetitions(whole);
}
