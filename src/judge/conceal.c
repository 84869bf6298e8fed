/* SPDX-License-Identifier: Apache-2.0 */
/* What is concealed is found once, sorted, and asked for by place. */
#include "judge/conceal.h"

#include <stdlib.h>

#include "analysis/workload/secret_nodes.h"
#include "base/pointer.h"

enum {
	AROUND = 3,      /* lines that an excerpt may show beside */
	MOST_LINES = 64, /* lines of one place; excerpts are shorter */
};

/* Lines that a report may show. */
struct stretch {
	const struct source *source;
	uint32_t first;
	uint32_t last;
};

/* Gathers what is concealed in one source after the other. */
struct concealing {
	struct arena *arena;
	struct concealed *concealed;
	const struct stretch *lines; /* of the source; sorted, apart */
	size_t count;
};

static void
add(struct arena *arena, struct concealed *concealed, struct place place)
{
	concealed->places =
		arena_grow(arena, concealed->places, concealed->count,
			&concealed->capacity, sizeof(*concealed->places));
	concealed->places[concealed->count++] = place;
}

void
conceal_node(struct arena *arena, struct concealed *concealed,
	const struct node *node)
{
	const struct source *source;

	if (!node)
		return;
	source = node_source(node);
	add(arena, concealed, (struct place){ source, node->span });
	node = node_anchor(node);
	if (node)
		add(arena, concealed, (struct place){ source, node->span });
}

static void
conceal_found(void *context, const struct node *node)
{
	struct concealing *concealing = context;

	conceal_node(concealing->arena, concealing->concealed, node);
}

static void
conceal_key(void *context, const struct node *node)
{
	struct concealing *concealing = context;

	add(concealing->arena, concealing->concealed, node_key_place(node));
}

/* Whether any line of NODE may be shown. */
static bool
is_shown(void *context, const struct node *node)
{
	const struct concealing *concealing = context;
	size_t low = 0, high = concealing->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (concealing->lines[middle].last < node->span.start.line)
			low = middle + 1;
		else
			high = middle;
	}
	return low < concealing->count &&
	       concealing->lines[low].first <= node->span.end.line;
}

static uint32_t
column_of(struct str line, const char *at)
{
	uint32_t column = 1;

	for (const char *c = line.ptr; c < at; c++)
		column += ((unsigned char)*c & 0xc0) != 0x80;
	return column;
}

static void
conceal_line(struct concealing *concealing, const struct source *source,
	uint32_t number)
{
	struct str line = source_line(source, number);
	struct str part = secret_in_line(line);
	struct place place = { .source = source };

	if (!part.len)
		return;
	place.span.start.line = place.span.end.line = number;
	place.span.start.column = column_of(line, part.ptr);
	place.span.end.column = column_of(line, part.ptr + part.len);
	add(concealing->arena, concealing->concealed, place);
}

/* What an excerpt of PLACE may show: its lines and some around them. */
static struct stretch
lines_around(struct place place)
{
	uint32_t first = place.span.start.line;

	return (struct stretch){
		.source = place.source,
		.first = first > AROUND ? first - AROUND : 1,
		.last = place.span.end.line + AROUND,
	};
}

static void
conceal_lines(struct concealing *concealing, struct place place)
{
	struct stretch lines = lines_around(place);

	if (!place.source)
		return;
	if (lines.last > place.span.start.line + MOST_LINES)
		lines.last = place.span.start.line + MOST_LINES;
	for (; lines.first <= lines.last; lines.first++)
		conceal_line(concealing, lines.source, lines.first);
}

static void
conceal_document(struct concealing *concealing, const struct node *root)
{
	struct secret_visitor visitor = { conceal_found, conceal_key, is_shown,
		concealing };

	/* What an anchor names is told by how it is used, anywhere. */
	if (node_has_aliases(root))
		visitor.wanted = NULL;
	secret_nodes_each(root, &visitor);
}

/* A document that could not be parsed has no nodes to go by. */
static void
conceal_source(struct concealing *concealing, const struct source *source)
{
	for (size_t i = 0; i < source->document_count; i++)
		conceal_document(concealing, source->documents[i]);
	for (size_t i = 0; i < source->problem_count; i++) {
		conceal_lines(concealing, source->problems[i].place);
		conceal_lines(concealing, source->problems[i].related);
	}
}

static int
compare_lines(const void *left, const void *right)
{
	const struct stretch *a = left;
	const struct stretch *b = right;
	int order = pointer_compare(a->source, b->source);

	return order ? order : (a->first > b->first) - (a->first < b->first);
}

/* Joins what overlaps. */
static size_t
join_lines(struct stretch *lines, size_t count)
{
	size_t kept = 0;

	qsort(lines, count, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < count; i++) {
		struct stretch *last = kept ? &lines[kept - 1] : NULL;

		if (!last || last->source != lines[i].source ||
			last->last < lines[i].first)
			lines[kept++] = lines[i];
		else if (last->last < lines[i].last)
			last->last = lines[i].last;
	}
	return kept;
}

/* The places that FINDING shows: its own, those that are related, and where its
 * edits go; false behind the last. */
static bool
place_at(const struct finding *finding, size_t index, struct place *place)
{
	if (!index) {
		*place = finding->place;
		return true;
	}
	index--;
	if (index < finding->related_count) {
		*place = finding->related[index].place;
		return true;
	}
	index -= finding->related_count;
	if (index < finding->edit_count)
		*place = finding->edits[index].place;
	return index < finding->edit_count;
}

/* The lines that any finding shows, sorted by their source's address. */
static struct stretch *
shown_lines(const struct verdict *verdict, struct arena *scratch, size_t *count)
{
	struct stretch *lines = NULL;
	size_t capacity = 0;

	*count = 0;
	for (size_t i = 0; i < verdict->count; i++) {
		const struct finding *finding = verdict->findings[i];
		struct place place;

		if (!finding_is_written(finding))
			continue;
		for (size_t j = 0; place_at(finding, j, &place); j++) {
			lines = arena_grow(scratch, lines, *count, &capacity,
				sizeof(*lines));
			lines[(*count)++] = lines_around(place);
		}
	}
	if (*count)
		*count = join_lines(lines, *count);
	return lines;
}

static int
compare_places(const void *left, const void *right)
{
	const struct place *a = left;
	const struct place *b = right;
	int order = pointer_compare(a->source, b->source);

	return order ? order : mark_compare(a->span.start, b->span.start);
}

/* Joins what overlaps, so that a search finds the one place that counts. */
static void
sort_concealed(struct concealed *concealed)
{
	struct place *places = concealed->places;
	size_t count = 0;

	if (!concealed->count)
		return;
	qsort(places, concealed->count, sizeof(*places), compare_places);
	for (size_t i = 1; i < concealed->count; i++) {
		struct place *last = &places[count];

		if (last->source != places[i].source ||
			mark_compare(places[i].span.start, last->span.end) >= 0)
			places[++count] = places[i];
		else if (mark_compare(last->span.end, places[i].span.end) < 0)
			last->span.end = places[i].span.end;
	}
	concealed->count = count + 1;
}

void
verdict_conceal(struct arena *arena, struct verdict *verdict)
{
	struct concealing concealing = { arena, &verdict->concealed, NULL, 0 };
	struct arena scratch = { 0 };
	size_t count;
	struct stretch *lines = shown_lines(verdict, &scratch, &count);

	for (size_t i = 0; i < count; i += concealing.count) {
		const struct source *source = lines[i].source;

		concealing.lines = &lines[i];
		concealing.count = 1;
		while (i + concealing.count < count &&
			lines[i + concealing.count].source == source)
			concealing.count++;
		conceal_source(&concealing, source);
	}
	arena_release(&scratch);
	sort_concealed(&verdict->concealed);
}

const struct place *
verdict_concealed(const struct verdict *verdict, const struct source *source,
	struct mark mark)
{
	size_t low = 0, high = verdict->concealed.count;
	struct place wanted = { source, { mark, mark } };

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_places(
			    &verdict->concealed.places[middle], &wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || verdict->concealed.places[low - 1].source != source ||
		mark_compare(
			mark, verdict->concealed.places[low - 1].span.end) >= 0)
		return NULL;
	return &verdict->concealed.places[low - 1];
}
