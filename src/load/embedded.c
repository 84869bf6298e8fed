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
	uint32_t header = scalar->span.start.line;
	uint32_t last = scalar->span.end.line;
	struct move move = { .scalar = scalar };
	struct str first;
	size_t column;

	/* JSON may be one long line: not to be searched for each of its values. */
	if (!scalar->block)
		return move;
	first = source_line(scalar->source, header);
	column = source_column_offset(first, scalar->span.start.column);
	/* The header may follow a tag or an anchor. */
	if (!str_contains(str_from(first, column), "|"))
		return move;
	for (uint32_t line = 1; header + line <= last; line++) {
		struct str outside = source_line(scalar->source, header + line);
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
move_span(struct span *span, const struct move *move)
{
	if (span->start.line == 0)
		return;
	if (!move->exact) {
		*span = move->scalar->span;
		return;
	}
	span->start.line += move->lines;
	span->start.column += move->columns;
	span->end.line += move->lines;
	span->end.column += move->columns;
}

static void
move_node(struct node *node, const struct move *move)
{
	/* What a merge key brought in may hang in two trees. */
	if (node->source == move->scalar->source)
		return;
	node->source = move->scalar->source;
	move_span(&node->span, move);
	move_span(&node->key_span, move);
	/* Parsed a moment ago and nobody else's yet. */
	for (size_t i = 0; i < node_count(node); i++)
		move_node((struct node *)&node->children[i], move);
}

static void
move_problem(struct problem *problem, const struct move *move)
{
	problem->place.source = move->scalar->source;
	move_span(&problem->place.span, move);
	if (!problem->related.source)
		return;
	problem->related.source = move->scalar->source;
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
	parse_source(inner, &limits_default);
	*arena = inner->arena;
	move = move_of(scalar, inner);
	for (size_t i = 0; i < inner->document_count; i++)
		move_node((struct node *)inner->documents[i], &move);
	for (size_t i = 0; i < inner->problem_count; i++)
		move_problem(&inner->problems[i], &move);
	return (struct embedded){ inner->documents, inner->document_count,
		inner->problems, inner->problem_count };
}
