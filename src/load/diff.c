/* SPDX-License-Identifier: Apache-2.0 */
/* Two parts: records of what changed, each ended by NUL, and a patch whose
 * hunks say where. Names are taken from the records; those of the patch only
 * say which record a hunk belongs to. */
#include "load/diff.h"

#include <stdlib.h>

struct reader {
	struct diff *diff;
	struct arena *arena;
	struct str rest;
	struct changed_file *file; /* that hunks are about, or NULL */
	size_t body;               /* lines of the hunk that are left */
};

static struct str
cut_record(struct reader *reader)
{
	return str_cut(&reader->rest, '\0');
}

static struct changed_file *
add(struct reader *reader)
{
	struct diff *diff = reader->diff;

	diff->files = arena_grow(reader->arena, diff->files, diff->count,
		&diff->capacity, sizeof(*diff->files));
	diff->files[diff->count] = (struct changed_file){ 0 };
	return &diff->files[diff->count++];
}

/* ":100644 100644 1234 5678 M": the letter behind the last space. */
static bool
read_record(struct reader *reader, struct error *error)
{
	struct str record = cut_record(reader);
	struct changed_file *file;
	char status = 0;

	for (size_t i = 0; i + 1 < record.len; i++)
		if (record.ptr[i] == ' ')
			status = record.ptr[i + 1];
	file = add(reader);
	file->path = cut_record(reader);
	if (!status || !file->path.len)
		return error_set(error, "git: a record of its difference "
					"cannot be read");
	if (status != 'A')
		file->old_path = file->path;
	if (status == 'D')
		file->path = (struct str){ 0 };
	if (status == 'R' || status == 'C')
		file->path = cut_record(reader);
	/* Another type, or in conflict. */
	if (status == 'T' || status == 'U')
		file->lines = (struct lines){ .all = true, .differs = true };
	return true;
}

static int
compare(const void *left, const void *right)
{
	const struct changed_file *a = left;
	const struct changed_file *b = right;
	int order = str_compare(a->path, b->path);

	if (!order)
		order = str_compare(a->old_path, b->old_path);
	/* A file in conflict has two records. */
	return order ? order : (int)b->lines.all - (int)a->lines.all;
}

static struct changed_file *
find(const struct diff *diff, struct str path, struct str old_path)
{
	size_t low = 0, high = diff->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(diff->files[middle].path, path);

		if (!order && !path.len)
			order = str_compare(
				diff->files[middle].old_path, old_path);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == diff->count || !str_equal(diff->files[low].path, path) ||
		(!path.len && !str_equal(diff->files[low].old_path, old_path)))
		return NULL;
	return &diff->files[low];
}

const struct changed_file *
diff_find(const struct diff *diff, struct str path)
{
	return path.len ? find(diff, path, path) : NULL;
}

const struct changed_file *
diff_find_gone(const struct diff *diff, struct str old_path)
{
	return find(diff, (struct str){ 0 }, old_path);
}

/* Takes the escape behind a backslash off *TEXT: a letter or three octal
 * digits. */
static char
unescape(struct str *text)
{
	static const char letters[] = "abtnvfr";
	static const char meanings[] = "\a\b\t\n\v\f\r";
	unsigned value = 0;
	char c = text->ptr[0];

	for (size_t i = 0; letters[i]; i++)
		if (c == letters[i]) {
			*text = str_from(*text, 1);
			return meanings[i];
		}
	if (c < '0' || c > '7') {
		*text = str_from(*text, 1);
		return c;
	}
	for (int i = 0; i < 3 && text->len && text->ptr[0] >= '0' &&
			text->ptr[0] <= '7';
		i++) {
		value = value * 8 + (unsigned)(text->ptr[0] - '0');
		*text = str_from(*text, 1);
	}
	return (char)(unsigned char)value;
}

/* The name in a line of the patch: as it is, or quoted as in C. */
static struct str
read_name(struct arena *arena, struct str text)
{
	char *name = arena_alloc(arena, text.len + 1);
	size_t len = 0;

	if (!str_starts(text, "\""))
		return str_head(text, str_find(text, '\t'));
	text = str_from(text, 1);
	while (text.len && text.ptr[0] != '"') {
		char c = text.ptr[0];

		text = str_from(text, 1);
		name[len++] = c == '\\' && text.len ? unescape(&text) : c;
	}
	return (struct str){ name, len };
}

static void
read_new_name(struct reader *reader, struct str text)
{
	struct str name = read_name(reader->arena, text);

	reader->file = NULL;
	if (str_starts(name, "b/"))
		reader->file = find(
			reader->diff, str_from(name, 2), str_from(name, 2));
}

/* Takes digits off *TEXT; 0 for none. */
static uint32_t
cut_number(struct str *text)
{
	uint32_t number = 0;

	while (text->len && text->ptr[0] >= '0' && text->ptr[0] <= '9') {
		number = number * 10 + (uint32_t)(text->ptr[0] - '0');
		*text = str_from(*text, 1);
	}
	return number;
}

/* "12,3" or, for one line, "12". */
static void
cut_range(struct str *text, uint32_t *start, uint32_t *count)
{
	*start = cut_number(text);
	*count = 1;
	if (!str_starts(*text, ","))
		return;
	*text = str_from(*text, 1);
	*count = cut_number(text);
}

static void
add_range(struct reader *reader, uint32_t start, uint32_t count)
{
	struct changed_file *file = reader->file;
	struct lines *lines = file ? &file->lines : NULL;

	if (!lines || lines->all)
		return;
	lines->differs = true;
	if (!count)
		return;
	lines->ranges = arena_grow(reader->arena, lines->ranges, lines->count,
		&file->capacity, sizeof(*lines->ranges));
	lines->ranges[lines->count++] =
		(struct line_range){ start, start + count - 1 };
}

/* "@@ -12,3 +14 @@ ..." */
static bool
read_hunk(struct reader *reader, struct str line, struct error *error)
{
	uint32_t start, count, old_count;

	line = str_from(line, 4);
	cut_range(&line, &start, &old_count);
	if (!str_starts(line, " +"))
		return error_set(
			error, "git: a hunk of its patch cannot be read");
	line = str_from(line, 2);
	cut_range(&line, &start, &count);
	reader->body = (size_t)old_count + count;
	add_range(reader, start, count);
	return true;
}

static bool
read_patch(struct reader *reader, struct error *error)
{
	while (reader->rest.len) {
		struct str line = str_cut(&reader->rest, '\n');

		/* Lines of files look like anything. */
		if (reader->body && !str_starts(line, "\\"))
			reader->body--;
		else if (str_starts(line, "diff --git "))
			reader->file = NULL;
		else if (str_starts(line, "+++ "))
			read_new_name(reader, str_from(line, 4));
		else if (str_starts(line, "@@ -") &&
			 !read_hunk(reader, line, error))
			return false;
	}
	return true;
}

bool
diff_parse(struct diff *diff, struct arena *arena, struct str text,
	struct error *error)
{
	struct reader reader = { .diff = diff, .arena = arena, .rest = text };

	*diff = (struct diff){ 0 };
	while (str_starts(reader.rest, ":"))
		if (!read_record(&reader, error))
			return false;
	if (reader.rest.len && reader.rest.ptr[0] == '\0')
		reader.rest = str_from(reader.rest, 1);
	if (diff->count)
		qsort(diff->files, diff->count, sizeof(*diff->files), compare);
	return read_patch(&reader, error);
}
