/* SPDX-License-Identifier: Apache-2.0 */
/* Reads, applies, prunes and writes baselines. */
#include "triage/baseline.h"

#include "analysis/workload/secret_mask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/visible.h"

enum { FINGERPRINT_LENGTH = 16, WORDS = 5 };

#define BLANK "\\x20"

static int
compare_lines(const void *left, const void *right)
{
	const struct str *a = left;
	const struct str *b = right;

	return str_compare(*a, *b);
}

static int
compare_entries(const void *left, const void *right)
{
	const struct baseline_entry *a = left;
	const struct baseline_entry *b = right;
	int order = str_compare(a->fingerprint, b->fingerprint);

	return order ? order
		     : (a->number > b->number) - (a->number < b->number);
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

static struct baseline_entry *
add_entry(struct baseline *baseline, struct arena *arena, size_t *capacity)
{
	baseline->entries = arena_grow(arena, baseline->entries,
		baseline->count, capacity, sizeof(*baseline->entries));
	return &baseline->entries[baseline->count++];
}

static bool
read_lines(struct baseline *baseline, struct arena *arena, struct str text,
	struct error *error)
{
	struct str rest = text;
	size_t capacity = 0;
	size_t done = 0; /* bytes that belong to an entry or the head */

	for (size_t number = 1; rest.len; number++) {
		size_t start = text.len - rest.len;
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct str above = str_from(str_head(text, start), done);
		struct str fingerprint = fingerprint_of(line);

		if (!line.len || str_starts(line, "#"))
			continue;
		if (!fingerprint.len)
			return error_set(error,
				"%s:%zu:1: the line ends with no fingerprint",
				baseline->path, number);
		if (!baseline->count) {
			baseline->head = above;
			above = (struct str){ 0 };
		}
		*add_entry(baseline, arena, &capacity) =
			(struct baseline_entry){ .fingerprint = fingerprint,
				.line = line,
				.above = above,
				.number = number };
		done = text.len - rest.len;
	}
	baseline->tail = str_from(text, done);
	return true;
}

bool
baseline_load(struct baseline *baseline, struct arena *arena, const char *path,
	struct error *error)
{
	struct str text;

	*baseline = (struct baseline){ .path = path };
	if (!file_read(arena, path, NULL, SIZE_MAX, &text, error) ||
		!read_lines(baseline, arena, text, error))
		return false;
	if (baseline->count)
		qsort(baseline->entries, baseline->count,
			sizeof(*baseline->entries), compare_entries);
	return true;
}

/* Index of the first entry of that FINGERPRINT or a later one. */
static size_t
entry_from(const struct baseline *baseline, struct str fingerprint)
{
	size_t low = 0, high = baseline->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(baseline->entries[middle].fingerprint,
			    fingerprint) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
apply(struct baseline *baseline, struct arena *arena, struct finding *finding)
{
	size_t i = entry_from(baseline, finding->fingerprint);

	for (; i < baseline->count &&
		str_equal(
			baseline->entries[i].fingerprint, finding->fingerprint);
		i++) {
		baseline->entries[i].used = true;
		if (finding->state == FINDING_IGNORED)
			continue;
		finding_excuse(
			finding, (struct excuse){
					 .by = EXCUSED_BY_BASELINE,
					 .where = arena_printf(arena, "%s:%zu",
						 baseline->path,
						 baseline->entries[i].number),
				 });
	}
}

void
baseline_apply(
	struct baseline *baseline, struct arena *arena, struct verdict *verdict)
{
	if (!baseline->count)
		return;
	verdict_identify(arena, verdict);
	for (size_t i = 0; i < verdict->count; i++)
		apply(baseline, arena, verdict->findings[i]);
}

/* TEXT with each FROM replaced. */
static struct str
replace(struct arena *arena, struct str text, struct str from, struct str to)
{
	char *out = arena_alloc(arena, text.len * to.len + 1);
	size_t len = 0;

	while (text.len) {
		bool found = str_starts(text, from.ptr);
		struct str part = found ? to : str_head(text, 1);

		memcpy(out + len, part.ptr, part.len);
		len += part.len;
		text = str_from(text, found ? from.len : 1);
	}
	return (struct str){ out, len };
}

/* TEXT as one word of a line. */
static struct str
word_of(struct arena *arena, struct str text)
{
	if (!text.len)
		return STR("-");
	return replace(arena, visible_str(arena, text), STR(" "), STR(BLANK));
}

static const struct source *
source_find(const struct source *const *sources, size_t count, struct str path)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(sources[middle]->path, path);

		if (!order)
			return sources[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* What a run knows about the lines of a baseline. */
struct look {
	struct arena *arena;
	const char *path; /* of the baseline */
	const struct source *const *sources;
	size_t source_count;
	const struct rule_choice *choices;
};

/* Whether there is a file PATH, from the current folder or from that of the
 * baseline, which may have been written from there. */
static bool
is_there(const struct look *look, struct str path)
{
	const char *slash = strrchr(look->path, '/');
	int folder = slash ? (int)(slash - look->path) + 1 : 0;
	struct str beside = arena_printf(
		look->arena, "%.*s%.*s", folder, look->path, STR_ARG(path));

	return access(arena_str(look->arena, path).ptr, F_OK) == 0 ||
	       access(beside.ptr, F_OK) == 0;
}

/* What the run has to say about a file that LINE names. */
enum fate {
	FATE_UNKNOWN, /* it was not read */
	FATE_READ,
	FATE_GONE,
};

static enum fate
fate_of(const struct look *look, struct str word)
{
	struct str path = replace(look->arena, word, STR(BLANK), STR(" "));
	const struct source *source =
		source_find(look->sources, look->source_count, path);

	if (source)
		return source->role != SOURCE_UNREADABLE &&
				       !source_is_broken(source)
			       ? FATE_READ
			       : FATE_UNKNOWN;
	/* What stands for standard input, or holds what was escaped. */
	if (str_starts(path, "<") || str_find(path, '\\') < path.len)
		return FATE_UNKNOWN;
	return is_there(look, path) ? FATE_UNKNOWN : FATE_GONE;
}

static bool
rule_is_judged(const struct rule_choice *choices, struct str id)
{
	const struct rule *rule = rule_find(id);

	while (choices->rule && choices->rule != rule)
		choices++;
	return !choices->rule || (!choices->off && !choices->silent);
}

/* Whether LINE speaks of what this run has judged; one that holds only the
 * fingerprint always does. */
static bool
is_judged(const struct look *look, struct str line)
{
	struct str words[WORDS];

	for (size_t i = 0; i < WORDS; i++)
		words[i] = str_cut(&line, ' ');
	if (line.len || !words[WORDS - 1].len)
		return true;
	return rule_is_judged(look->choices, words[1]) &&
	       fate_of(look, words[0]) != FATE_UNKNOWN;
}

/* Whether paths in BASELINE mean files from here: from another folder, all of
 * them would seem to be gone. */
static bool
is_at_home(const struct baseline *baseline, const struct look *look)
{
	for (size_t i = 0; i < baseline->count; i++) {
		struct str line = baseline->entries[i].line;

		if (baseline->entries[i].used ||
			fate_of(look, str_cut(&line, ' ')) != FATE_GONE)
			return true;
	}
	return false;
}

size_t
baseline_mark_stale(struct baseline *baseline,
	const struct source *const *sources, size_t source_count,
	const struct rule_choice *choices)
{
	struct arena scratch = { 0 };
	struct look look = { &scratch, baseline->path, sources, source_count,
		choices };
	size_t count = 0;

	if (is_at_home(baseline, &look))
		for (size_t i = 0; i < baseline->count; i++) {
			struct baseline_entry *entry = &baseline->entries[i];

			entry->stale =
				!entry->used && is_judged(&look, entry->line);
			count += entry->stale;
		}
	arena_release(&scratch);
	return count;
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
	struct str path =
		word_of(arena, source ? source->path : (struct str){ 0 });
	struct str object = word_of(arena, identity(arena, finding->object));
	struct str field = word_of(arena, finding->field);

	return arena_printf(arena, "%.*s %s %.*s %.*s %.*s", STR_ARG(path),
		finding->rule->id, STR_ARG(object), STR_ARG(field),
		STR_ARG(finding->fingerprint));
}

static size_t
make_lines(
	struct arena *arena, const struct verdict *verdict, struct str *lines)
{
	size_t count = 0;

	for (size_t i = 0; i < verdict->count; i++)
		if (verdict->findings[i]->state == FINDING_SHOWN)
			lines[count++] = line_of(arena, verdict->findings[i]);
	qsort(lines, count, sizeof(*lines), compare_lines);
	return count;
}

/* Whether a baseline may be written to PATH: over nothing, or another one. */
static bool
may_write(const char *path, struct arena *arena, struct error *error)
{
	struct baseline old = { .path = path };
	struct stat status;
	struct str text;

	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return true;
	if (!file_read(arena, path, NULL, SIZE_MAX, &text, error))
		return false;
	return read_lines(&old, arena, text, error) ||
	       error_set(error, "%s: not overwritten: it is no baseline", path);
}

bool
baseline_write(const char *path, struct arena *arena, struct verdict *verdict,
	size_t *count, struct error *error)
{
	struct str *lines =
		arena_array(arena, verdict->count + 1, sizeof(*lines));
	struct replacement replacement;
	FILE *file;

	if (!may_write(path, arena, error) ||
		!replacement_open(&replacement, arena, path, error))
		return false;
	file = replacement.file;
	verdict_identify(arena, verdict);
	*count = make_lines(arena, verdict, lines);
	fputs("# Findings of agentlint that are known and not reported: file, "
	      "rule, object,\n"
	      "# field, and the fingerprint that each is known by.\n",
		file);
	for (size_t i = 0; i < *count; i++)
		fprintf(file, "%.*s\n", STR_ARG(lines[i]));
	return replacement_close(&replacement, error);
}

static void
put(FILE *file, struct str text)
{
	if (text.len)
		fwrite(text.ptr, 1, text.len, file);
}

static int
compare_by_line(const void *left, const void *right)
{
	const struct baseline_entry *a =
		*(const struct baseline_entry *const *)left;
	const struct baseline_entry *b =
		*(const struct baseline_entry *const *)right;

	return compare_lines(&a->line, &b->line);
}

bool
baseline_prune(const struct baseline *baseline, struct arena *arena,
	struct error *error)
{
	const struct baseline_entry **kept =
		arena_array(arena, baseline->count + 1, sizeof(*kept));
	struct replacement replacement;
	size_t count = 0;
	FILE *file;

	if (!replacement_open(&replacement, arena, baseline->path, error))
		return false;
	file = replacement.file;
	for (size_t i = 0; i < baseline->count; i++)
		if (!baseline->entries[i].stale)
			kept[count++] = &baseline->entries[i];
	qsort(kept, count, sizeof(*kept), compare_by_line);
	put(file, baseline->head);
	for (size_t i = 0; i < count; i++) {
		put(file, kept[i]->above);
		put(file, kept[i]->line);
		putc('\n', file);
	}
	put(file, baseline->tail);
	return replacement_close(&replacement, error);
}
