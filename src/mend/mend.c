/* SPDX-License-Identifier: Apache-2.0 */
/* Sorts all edits by their places, drops those in each other's way, and writes
 * what is left between the text that stays. */
#include "mend/mend.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "load/lookup.h"
#include "load/parse.h"

/* One edit of a fix. */
struct change {
	const struct source *source;
	struct span span;
	size_t start, end; /* in bytes of the source's text */
	struct str text;
	size_t fix;
	size_t number; /* in the order of the fix */
};

struct fixes {
	struct arena *arena;
	struct change *changes; /* sorted by place, then by fix */
	size_t change_count;
	bool *dropped; /* by fix */
	size_t count;
};

static bool
is_wanted(const struct finding *finding, bool unsafe)
{
	return finding->state == FINDING_SHOWN && finding->edit_count > 0 &&
	       (unsafe || finding->fix_is_safe);
}

static int
compare_changes(const void *left, const void *right)
{
	const struct change *a = left;
	const struct change *b = right;
	int order = 0;

	if (a->source != b->source)
		order = str_compare(a->source->path, b->source->path);
	if (!order)
		order = mark_compare(a->span.start, b->span.start);
	if (!order)
		order = mark_compare(a->span.end, b->span.end);
	if (order)
		return order;
	if (a->fix != b->fix)
		return a->fix < b->fix ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* TEXT with the line breaks of its file. */
static struct str
with_breaks_of(
	struct arena *arena, const struct source *source, struct str text)
{
	struct str result = STR("");
	size_t first;

	if (str_find(text, '\n') == text.len)
		return text;
	first = str_find(source->text, '\n');
	if (!first || first == source->text.len ||
		source->text.ptr[first - 1] != '\r')
		return text;
	while (str_find(text, '\n') < text.len) {
		struct str line = str_cut(&text, '\n');

		result = arena_printf(
			arena, "%.*s%.*s\r\n", STR_ARG(result), STR_ARG(line));
	}
	return arena_printf(arena, "%.*s%.*s", STR_ARG(result), STR_ARG(text));
}

static void
add_fix(struct fixes *fixes, const struct finding *finding)
{
	for (size_t i = 0; i < finding->edit_count; i++) {
		const struct edit *edit = &finding->edits[i];
		const struct source *source = edit->place.source;

		fixes->changes[fixes->change_count++] = (struct change){
			.source = source,
			.span = edit->place.span,
			.text = with_breaks_of(
				fixes->arena, source, edit->text),
			.fix = fixes->count,
			.number = i,
		};
	}
	fixes->count++;
}

/* From the front to the end: a file may be one line. */
static void
sort_changes(struct fixes *fixes)
{
	struct lookup start = { 0 }, end = { 0 };

	if (fixes->change_count)
		qsort(fixes->changes, fixes->change_count,
			sizeof(*fixes->changes), compare_changes);
	for (size_t i = 0; i < fixes->change_count; i++) {
		struct change *change = &fixes->changes[i];

		change->start = lookup_offset(
			&start, change->source, change->span.start);
		change->end =
			lookup_offset(&end, change->source, change->span.end);
	}
}

static struct fixes
fixes_of(struct arena *arena, const struct verdict *verdict, bool unsafe)
{
	struct fixes fixes = { .arena = arena };
	size_t edits = 0;

	for (size_t i = 0; i < verdict->count; i++)
		edits += verdict->findings[i]->edit_count;
	fixes.changes = arena_array(arena, edits, sizeof(*fixes.changes));
	for (size_t i = 0; i < verdict->count; i++)
		if (is_wanted(verdict->findings[i], unsafe))
			add_fix(&fixes, verdict->findings[i]);
	fixes.dropped = arena_array(arena, fixes.count, sizeof(bool));
	sort_changes(&fixes);
	return fixes;
}

static bool
is_same(const struct change *a, const struct change *b)
{
	return a->source == b->source && a->start == b->start &&
	       a->end == b->end && str_equal(a->text, b->text);
}

/* The key that a change brings, if it brings one. */
static struct str
key_of(struct str text)
{
	size_t colon = str_find(text, ':');

	return colon < text.len ? str_head(text, colon) : (struct str){ 0 };
}

/* Whether B, which does not start before A, cannot be made beside it. What is
 * put in at one place may be several keys, but no key twice. */
static bool
is_in_the_way(const struct change *a, const struct change *b)
{
	struct str key = key_of(a->text);

	if (a->source != b->source || is_same(a, b))
		return false;
	if (b->start < a->end)
		return true;
	return a->start == b->start && a->end == b->end &&
	       (!key.len || str_equal(key, key_of(b->text)));
}

/* Drops, of two fixes that are in each other's way, the one that comes later in
 * the report. */
static void
drop_conflicts(struct fixes *fixes)
{
	for (size_t i = 0; i < fixes->change_count; i++) {
		const struct change *a = &fixes->changes[i];

		for (size_t j = i + 1; j < fixes->change_count; j++) {
			const struct change *b = &fixes->changes[j];

			if (b->source != a->source ||
				(b->start >= a->end && b->start > a->start))
				break;
			if (!fixes->dropped[a->fix] &&
				!fixes->dropped[b->fix] && a->fix != b->fix &&
				is_in_the_way(a, b))
				fixes->dropped[a->fix > b->fix ? a->fix
							       : b->fix] = true;
		}
	}
}

/* The number of changes, from FIRST on, of one file. */
static size_t
count_of_file(const struct fixes *fixes, size_t first)
{
	size_t count = 1;

	while (first + count < fixes->change_count &&
		fixes->changes[first + count].source ==
			fixes->changes[first].source)
		count++;
	return count;
}

/* Whether the change at INDEX has been made by one before it: an anchor is
 * judged wherever it is used. */
static bool
is_made(const struct fixes *fixes, const struct change *changes, size_t index)
{
	const struct change *change = &changes[index];

	while (index-- > 0 && changes[index].start == change->start &&
		changes[index].end == change->end)
		if (!fixes->dropped[changes[index].fix] &&
			is_same(&changes[index], change))
			return true;
	return false;
}

/* The text of a file with COUNT changes made, less those of dropped fixes. */
static struct str
compose(const struct fixes *fixes, const struct change *changes, size_t count)
{
	struct str old = changes->source->text;
	struct str text = { 0 };
	size_t most = old.len, at = 0;
	char *out;

	for (size_t i = 0; i < count; i++)
		most += changes[i].text.len;
	out = arena_alloc(fixes->arena, most);
	text.ptr = out;
	for (size_t i = 0; i < count; i++) {
		const struct change *change = &changes[i];

		if (fixes->dropped[change->fix] || is_made(fixes, changes, i))
			continue;
		assert(at <= change->start && change->start <= change->end);
		memcpy(out + text.len, old.ptr + at, change->start - at);
		text.len += change->start - at;
		if (change->text.len)
			memcpy(out + text.len, change->text.ptr,
				change->text.len);
		text.len += change->text.len;
		at = change->end;
	}
	memcpy(out + text.len, old.ptr + at, old.len - at);
	text.len += old.len - at;
	return text;
}

/* Of those that parsing finds. */
static size_t
count_problems(const struct source *source)
{
	size_t count = 0;

	for (size_t i = 0; i < source->problem_count; i++) {
		enum problem_kind kind = source->problems[i].kind;

		count += problem_is_trouble(kind) ||
			 kind == PROBLEM_DUPLICATE_KEY;
	}
	return count;
}

/* Whether TEXT has the documents of SOURCE, and no more of what is no YAML or
 * stands twice. */
static bool
is_as_good(const struct source *source, struct str text)
{
	struct source mended = { 0 };
	bool good;

	source_set_text(&mended, source->path, text);
	parse_source(&mended, &source->limits);
	good = mended.document_count == source->document_count &&
	       count_problems(&mended) <= count_problems(source);
	arena_release(&mended.arena);
	return good;
}

static bool
drop_all(struct fixes *fixes, const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fixes->dropped[changes[i].fix] = true;
	return true;
}

/* How many fixes the changes of a file belong to, but for those that COUNTED
 * has: a fix may be about several files. */
static size_t
count_fixes(const struct fixes *fixes, const struct change *changes,
	size_t count, bool *counted)
{
	size_t fix_count = 0;

	for (size_t i = 0; i < count; i++) {
		size_t fix = changes[i].fix;

		fix_count += !fixes->dropped[fix] && !counted[fix];
		counted[fix] = true;
	}
	return fix_count;
}

/* Composes all files; false when fixes had to be dropped on the way. */
static bool
compose_all(struct fixes *fixes, struct mending *mending)
{
	bool *counted = arena_array(fixes->arena, fixes->count, sizeof(bool));
	bool good = true;
	size_t count;

	mending->file_count = 0;
	for (size_t i = 0; i < fixes->change_count; i += count) {
		const struct change *changes = &fixes->changes[i];
		struct mended mended = { .source = changes->source };

		count = count_of_file(fixes, i);
		mended.text = compose(fixes, changes, count);
		mended.fixes = count_fixes(fixes, changes, count, counted);
		if (str_equal(mended.text, mended.source->text))
			continue;
		if (is_as_good(mended.source, mended.text))
			mending->files[mending->file_count++] = mended;
		else
			good = !drop_all(fixes, changes, count);
	}
	return good;
}

struct mending
mending_of(struct arena *arena, const struct verdict *verdict, bool unsafe)
{
	struct fixes fixes = fixes_of(arena, verdict, unsafe);
	struct mending mending = { 0 };

	mending.files =
		arena_array(arena, fixes.change_count, sizeof(*mending.files));
	drop_conflicts(&fixes);
	while (!compose_all(&fixes, &mending))
		;
	for (size_t i = 0; i < verdict->count; i++)
		mending.unsafe += is_wanted(verdict->findings[i], true) &&
				  !is_wanted(verdict->findings[i], unsafe);
	return mending;
}
