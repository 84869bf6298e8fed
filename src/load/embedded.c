/* SPDX-License-Identifier: Apache-2.0 */
/* A scalar's text is parsed as a source of its own; then every place in its
 * trees is moved to where it stands in the file. */
#include "load/embedded.h"

#include "load/parse.h"

struct move {
	const struct node *scalar;
	uint32_t lines;   /* to add to a line */
	uint32_t columns; /* to add to a column */
	bool exact;
};

static size_t
indent_of(struct str line)
{
	size_t count = 0;

	while (count < line.len && line.ptr[count] == ' ')
		count++;
	return count;
}

/* How much deeper the block's lines stand in the file than in its text: told
 * by the first line that is not blank. */
static struct move
move_of(const struct node *scalar, const struct source *inner)
{
	const struct source *source = node_source(scalar);
	uint32_t header = scalar->span.start.line;
	uint32_t last = scalar->span.end.line;
	struct move move = { .scalar = scalar };
	struct str first;
	size_t column;

	/* JSON may be one long line: not to be searched for each value. */
	if (!scalar->block)
		return move;
	first = source_line(source, header);
	column = source_column_offset(first, scalar->span.start.column);
	/* The header may follow a tag or an anchor. */
	if (!str_contains(str_from(first, column), "|"))
		return move;
	for (uint32_t line = 1; header + line <= last; line++) {
		struct str outside = source_line(source, header + line);
		struct str inside = source_line(inner, line);

		if (str_trim(inside).len == 0)
			continue;
		move.columns =
			(uint32_t)(indent_of(outside) - indent_of(inside));
		move.lines = header;
		move.exact = indent_of(outside) >= indent_of(inside);
		return move;
	}
	return move;
}

static void
move_mark(struct mark *mark, const struct move *move)
{
	mark->line += move->lines;
	mark->column += move->columns;
}

static void
move_span(struct span *span, const struct move *move)
{
	if (!move->exact) {
		*span = move->scalar->span;
		return;
	}
	move_mark(&span->start, move);
	move_mark(&span->end, move);
}

static void
move_key(struct node *node, const struct move *move)
{
	struct span span = node_key_span(node);

	if (!node->key.ptr)
		return;
	move_span(&span, move);
	node_set_key_span(node, span);
}

static void
move_node(struct node *node, const struct move *move)
{
	move_span(&node->span, move);
	move_key(node, move);
	/* Parsed a moment ago and nobody else's yet; what a merge key brought
	 * in may hang in two trees, but has one parent. */
	for (size_t i = 0; i < node_count(node); i++)
		if (node->children[i].parent == node)
			move_node((struct node *)&node->children[i], move);
}

static void
move_document(struct document *document, const struct move *move)
{
	document->source = node_source(move->scalar);
	move_node(&document->root, move);
	/* They are found by their places, which were others. */
	document->alias_count = 0;
}

static void
move_problem(struct problem *problem, const struct move *move)
{
	problem->place.source = node_source(move->scalar);
	move_span(&problem->place.span, move);
	if (!problem->related.source)
		return;
	problem->related.source = problem->place.source;
	move_span(&problem->related.span, move);
}

struct embedded
embedded_parse(struct arena *arena, const struct node *scalar)
{
	struct source *inner;
	struct move move;

	if (!node_is_scalar(scalar))
		return (struct embedded){ 0 };
	inner = arena_alloc(arena, sizeof(*inner));
	/* The source's memory is the run's: lent and given back. */
	inner->arena = *arena;
	source_set_text(inner, (struct str){ 0 }, node_text(scalar));
	parse_source(inner, &node_source(scalar)->limits);
	*arena = inner->arena;
	move = move_of(scalar, inner);
	for (size_t i = 0; i < inner->document_count; i++)
		move_document(
			(struct document *)(void *)inner->documents[i], &move);
	for (size_t i = 0; i < inner->problem_count; i++)
		move_problem(&inner->problems[i], &move);
	return (struct embedded){ inner->documents, inner->document_count,
		inner->problems, inner->problem_count };
}
