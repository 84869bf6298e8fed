/* SPDX-License-Identifier: Apache-2.0 */
/* Reads, applies and writes baselines. */
#include "triage/baseline.h"

#include "analysis/workload/secret_mask.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/visible.h"

enum { FINGERPRINT_LENGTH = 16 };

static int
compare(const void *left, const void *right)
{
	const struct str *a = left;
	const struct str *b = right;

	return str_compare(*a, *b);
}

/* The last word of LINE, when it can be a fingerprint; else empty. */
static struct str
fingerprint_of(struct str line)
{
	struct str word;

	if (line.len < FINGERPRINT_LENGTH)
		return (struct str){ 0 };
	word = str_from(line, line.len - FINGERPRINT_LENGTH);
	for (size_t i = 0; i < word.len; i++)
		if (!((word.ptr[i] >= '0' && word.ptr[i] <= '9') ||
			    (word.ptr[i] >= 'a' && word.ptr[i] <= 'f')))
			return (struct str){ 0 };
	if (line.len > word.len && line.ptr[line.len - word.len - 1] != ' ')
		return (struct str){ 0 };
	return word;
}

static bool
read_lines(struct baseline *baseline, struct arena *arena, struct str text,
	const char *path, struct error *error)
{
	size_t capacity = 0;

	for (size_t number = 1; text.len; number++) {
		struct str line = str_trim(str_cut(&text, '\n'));
		struct str fingerprint = fingerprint_of(line);

		if (!line.len || str_starts(line, "#"))
			continue;
		if (!fingerprint.len)
			return error_set(error,
				"%s:%zu:1: the line ends with no fingerprint",
				path, number);
		baseline->fingerprints = arena_grow(arena,
			baseline->fingerprints, baseline->count, &capacity,
			sizeof(*baseline->fingerprints));
		baseline->fingerprints[baseline->count++] = fingerprint;
	}
	return true;
}

static struct str
read_all(struct arena *arena, FILE *file)
{
	size_t len = 0, capacity = 0;
	char *bytes = NULL;
	int c;

	while ((c = getc(file)) != EOF) {
		bytes = arena_grow(arena, bytes, len, &capacity, 1);
		bytes[len++] = (char)c;
	}
	return (struct str){ bytes, len };
}

bool
baseline_load(struct baseline *baseline, struct arena *arena, const char *path,
	struct error *error)
{
	FILE *file = fopen(path, "rb");
	struct str text;
	bool good;

	*baseline = (struct baseline){ 0 };
	if (!file)
		return error_errno(error, path);
	text = read_all(arena, file);
	good = ferror(file) ? error_errno(error, path)
			    : read_lines(baseline, arena, text, path, error);
	fclose(file);
	if (baseline->count)
		qsort(baseline->fingerprints, baseline->count,
			sizeof(*baseline->fingerprints), compare);
	return good;
}

void
baseline_apply(const struct baseline *baseline, struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->count && baseline->count; i++)
		if (bsearch(&verdict->findings[i]->fingerprint,
			    baseline->fingerprints, baseline->count,
			    sizeof(*baseline->fingerprints), compare))
			verdict->findings[i]->state = FINDING_IGNORED;
}

static struct str
identity(struct arena *arena, const struct object *object)
{
	if (!object)
		return STR("-");
	return secret_mask(
		arena, arena_printf(arena, "%.*s%s%.*s/%.*s",
			       STR_ARG(object->namespace),
			       object->namespace.len ? "/" : "",
			       STR_ARG(object->kind), STR_ARG(object->name)));
}

static struct str
line_of(struct arena *arena, const struct finding *finding)
{
	const struct source *source = finding->place.source;

	return visible_str(arena,
		arena_printf(arena, "%.*s %s %.*s %.*s %.*s",
			STR_ARG(source ? source->path : STR("-")),
			finding->rule->id,
			STR_ARG(identity(arena, finding->object)),
			STR_ARG(finding->field.len ? finding->field : STR("-")),
			STR_ARG(finding->fingerprint)));
}

static size_t
make_lines(
	struct arena *arena, const struct verdict *verdict, struct str *lines)
{
	size_t count = 0;

	for (size_t i = 0; i < verdict->count; i++)
		if (verdict->findings[i]->state == FINDING_SHOWN)
			lines[count++] = line_of(arena, verdict->findings[i]);
	qsort(lines, count, sizeof(*lines), compare);
	return count;
}

bool
baseline_write(const char *path, struct arena *arena,
	const struct verdict *verdict, size_t *count, struct error *error)
{
	struct str *lines =
		arena_array(arena, verdict->count + 1, sizeof(*lines));
	FILE *file = fopen(path, "wb");
	bool written;

	if (!file)
		return error_errno(error, path);
	*count = make_lines(arena, verdict, lines);
	fputs("# Findings of agentlint that are known and not reported: file, "
	      "rule, object,\n"
	      "# field, and the fingerprint that each is known by.\n",
		file);
	for (size_t i = 0; i < *count; i++)
		fprintf(file, "%.*s\n", STR_ARG(lines[i]));
	errno = 0;
	written = !ferror(file);
	written = fclose(file) == 0 && written;
	return written || error_errno(error, path);
}
