/* SPDX-License-Identifier: Apache-2.0 */
/* What is concealed is found once, sorted, and asked for by place. */
#include "judge/conceal.h"

#include <stdlib.h>

#include "analysis/workload/secret_nodes.h"

enum {
	AROUND = 3,      /* lines that an excerpt may show beside */
	MOST_LINES = 64, /* lines of one place; excerpts are shorter */
};

static void
add(struct gathering *gathering, struct place place)
{
	gathering->concealed = arena_grow(gathering->arena,
		gathering->concealed, gathering->concealed_count,
		&gathering->concealed_capacity, sizeof(*gathering->concealed));
	gathering->concealed[gathering->concealed_count++] = place;
}

void
conceal_node(struct gathering *gathering, const struct node *node)
{
	const struct source *source;

	if (!node)
		return;
	source = node_source(node);
	add(gathering, (struct place){ source, node->span });
	node = node_anchor(node);
	if (node)
		add(gathering, (struct place){ source, node->span });
}

static void
conceal_found(void *gathering, const struct node *node)
{
	conceal_node(gathering, node);
}

static void
conceal_key(void *gathering, const struct node *node)
{
	add(gathering, node_key_place(node));
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
conceal_line(struct gathering *gathering, const struct source *source,
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
	add(gathering, place);
}

/* What an excerpt of PLACE may show: its lines and some around them. */
static void
conceal_lines(struct gathering *gathering, struct place place)
{
	uint32_t first = place.span.start.line;
	uint32_t last = place.span.end.line + AROUND;

	if (last > first + MOST_LINES)
		last = first + MOST_LINES;
	first = first > AROUND ? first - AROUND : 1;
	for (; place.source && first <= last; first++)
		conceal_line(gathering, place.source, first);
}

/* A document that could not be parsed has no nodes to go by. */
static void
conceal_source(struct gathering *gathering, const struct source *source)
{
	for (size_t i = 0; i < source->document_count; i++)
		secret_nodes_each(source->documents[i], conceal_found,
			conceal_key, gathering);
	for (size_t i = 0; i < source->problem_count; i++) {
		conceal_lines(gathering, source->problems[i].place);
		conceal_lines(gathering, source->problems[i].related);
	}
}

static int
compare_pointers(const void *left, const void *right)
{
	const struct source *a = *(const struct source *const *)left;
	const struct source *b = *(const struct source *const *)right;

	return (a > b) - (a < b);
}

/* The sources that any finding shows a line of, sorted by address. */
static const struct source **
shown_sources(
	const struct gathering *gathering, struct arena *scratch, size_t *count)
{
	const struct source **shown;
	size_t most = 0;

	for (size_t i = 0; i < gathering->count; i++)
		most += 1 + gathering->findings[i]->related_count;
	shown = arena_array(scratch, most + 1, sizeof(*shown));
	*count = 0;
	for (size_t i = 0; i < gathering->count; i++) {
		const struct finding *finding = gathering->findings[i];

		shown[(*count)++] = finding->place.source;
		for (size_t j = 0; j < finding->related_count; j++)
			shown[(*count)++] = finding->related[j].place.source;
	}
	qsort(shown, *count, sizeof(*shown), compare_pointers);
	return shown;
}

static int
compare_marks(struct mark a, struct mark b)
{
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return (a.column > b.column) - (a.column < b.column);
}

static int
compare_places(const void *left, const void *right)
{
	const struct place *a = left;
	const struct place *b = right;
	int order = compare_pointers(&a->source, &b->source);

	return order ? order : compare_marks(a->span.start, b->span.start);
}

/* Joins what overlaps, so that a search finds the one place that counts. */
static void
sort_concealed(struct gathering *gathering)
{
	struct place *places = gathering->concealed;
	size_t count = 0;

	if (!gathering->concealed_count)
		return;
	qsort(places, gathering->concealed_count, sizeof(*places),
		compare_places);
	for (size_t i = 1; i < gathering->concealed_count; i++) {
		struct place *last = &places[count];

		if (last->source != places[i].source ||
			compare_marks(places[i].span.start, last->span.end) >=
				0)
			places[++count] = places[i];
		else if (compare_marks(last->span.end, places[i].span.end) < 0)
			last->span.end = places[i].span.end;
	}
	gathering->concealed_count = count + 1;
}

void
conceal_sources(struct gathering *gathering,
	const struct source *const *sources, size_t count)
{
	struct arena scratch = { 0 };
	size_t shown_count;
	const struct source **shown =
		shown_sources(gathering, &scratch, &shown_count);

	for (size_t i = 0; i < count; i++)
		if (bsearch(&sources[i], shown, shown_count, sizeof(*shown),
			    compare_pointers))
			conceal_source(gathering, sources[i]);
	arena_release(&scratch);
	sort_concealed(gathering);
}

const struct place *
verdict_concealed(const struct verdict *verdict, const struct source *source,
	struct mark mark)
{
	size_t low = 0, high = verdict->concealed_count;
	struct place wanted = { source, { mark, mark } };

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_places(&verdict->concealed[middle], &wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || verdict->concealed[low - 1].source != source ||
		compare_marks(mark, verdict->concealed[low - 1].span.end) >= 0)
		return NULL;
	return &verdict->concealed[low - 1];
}
