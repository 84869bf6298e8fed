/* SPDX-License-Identifier: Apache-2.0 */
/* Reads all parts, looks whether they make a whole, and puts it in order. */
#include "merge/merge.h"

#include "base/file.h"
#include "merge/whole.h"
#include "report/value.h"

static bool
read_parts(struct merge *merge, struct arena *arena,
	const struct str_list *paths, FILE *in, struct error *error)
{
	merge->parts = arena_array(arena, paths->count, sizeof(*merge->parts));
	for (size_t i = 0; i < paths->count; i++) {
		struct part *part = &merge->parts[merge->part_count++];
		struct str text;

		if (!file_read(arena, paths->items[i].ptr, in, SIZE_MAX, &text,
			    error) ||
			!part_read(part, arena, paths->items[i], text, error))
			return false;
	}
	return true;
}

bool
merge_read(struct merge *merge, struct arena *arena,
	const struct str_list *paths, FILE *in, struct error *error)
{
	*merge = (struct merge){ 0 };
	if (!read_parts(merge, arena, paths, in, error) ||
		!whole_check(arena, merge->parts, merge->part_count, error))
		return false;
	whole_make(&merge->whole, arena, merge->parts, merge->part_count);
	return true;
}

bool
merge_write(FILE *out, const struct merge *merge)
{
	const struct part *whole = &merge->whole;
	const struct dialect *dialect = whole->dialect;
	const char *before = dialect->first;

	if (!dialect->write_head(out, whole))
		return false;
	for (size_t i = 0; i < whole->record_count; i++) {
		fputs(before, out);
		if (!value_write(out, record_value(&whole->records[i])))
			return false;
		before = dialect->next;
	}
	return dialect->write_tail(out, whole) && !ferror(out);
}

void
merge_release(struct merge *merge)
{
	for (size_t i = 0; i < merge->part_count; i++)
		part_release(&merge->parts[i]);
	part_release(&merge->whole);
	*merge = (struct merge){ 0 };
}
