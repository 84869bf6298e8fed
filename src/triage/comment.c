/* SPDX-License-Identifier: Apache-2.0 */
/* Candidates are found in the text; then one walk over the nodes tells which
 * of them stand inside scalars, and what starts where. */
#include "triage/comment.h"

#include <stdlib.h>

#define MARK "agentlint:"

struct candidate {
	size_t offset;     /* of the '#' */
	struct mark hash;  /* of the '#' */
	struct mark first; /* of what the line has first that is not blank */
	char first_byte;
	bool inside;   /* in the text of a scalar */
	bool own_line; /* nothing but blanks stands before the comment */
};

/* Where a node, with its key, starts. */
struct start {
	struct mark mark;
	size_t order; /* of the walk: what is outside comes first */
	const struct node *node;
};

struct scan {
	const struct source *source;
	struct arena arena; /* of what is given back at the end */
	struct candidate *candidates;
	size_t count, capacity;
	struct start *starts; /* sorted */
	size_t start_count, start_capacity;
	uint32_t content_line; /* the first that holds more than comments */

	/* The document that was asked for last, and from which line on nothing
	 * but comments stands above it. */
	const struct node *root;
	uint32_t root_line;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t
blanks_at(struct str text)
{
	size_t count = 0;

	while (count < text.len && is_blank(text.ptr[count]))
		count++;
	return count;
}

/* Whether what follows a '#' speaks to agentlint. */
static bool
is_addressed(struct str behind)
{
	return str_starts(str_from(behind, blanks_at(behind)), MARK);
}

static void
add_candidate(struct scan *scan, size_t offset, struct mark hash)
{
	struct candidate *last =
		scan->count ? &scan->candidates[scan->count - 1] : NULL;
	struct candidate candidate = { .offset = offset, .hash = hash };

	if (last && last->hash.line == hash.line) {
		candidate.first = last->first;
		candidate.first_byte = last->first_byte;
	} else {
		struct str line = source_line(scan->source, hash.line);
		size_t blanks = blanks_at(line);

		candidate.first =
			(struct mark){ hash.line, (uint32_t)blanks + 1 };
		candidate.first_byte = line.ptr[blanks];
	}
	candidate.own_line = candidate.first_byte == '#';
	scan->candidates = arena_grow(&scan->arena, scan->candidates,
		scan->count, &scan->capacity, sizeof(*scan->candidates));
	scan->candidates[scan->count++] = candidate;
}

static void
find_candidates(struct scan *scan)
{
	struct str text = scan->source->text;
	struct mark mark = { 1, 1 };
	size_t known = 0; /* where MARK is */

	for (size_t at = str_find(text, '#'); at < text.len;
		at += 1 + str_find(str_from(text, at + 1), '#')) {
		if (!is_addressed(str_from(text, at + 1)))
			continue;
		mark = source_advance(scan->source, mark, known, at);
		known = at;
		if (mark.column == 1 || is_blank(text.ptr[at - 1]))
			add_candidate(scan, at, mark);
	}
}

/* Index of the first candidate that does not stand before MARK. */
static size_t
candidate_from(const struct scan *scan, struct mark mark)
{
	size_t low = 0, high = scan->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (mark_is_before(scan->candidates[middle].hash, mark))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* All of SPAN is text of a scalar, and no comment. */
static void
mark_inside(struct scan *scan, struct span span)
{
	size_t i = candidate_from(scan, span.start);

	for (; i < scan->count &&
		mark_is_before(scan->candidates[i].hash, span.end);
		i++)
		scan->candidates[i].inside = true;
	if (span.start.line == span.end.line)
		return;
	/* What the scalar's last line begins with may look like a comment. */
	i = candidate_from(scan, (struct mark){ span.end.line, 1 });
	for (; i < scan->count &&
		scan->candidates[i].hash.line == span.end.line;
		i++)
		if (mark_is_before(scan->candidates[i].first, span.end))
			scan->candidates[i].own_line = false;
}

/* The line of a block scalar's '|' or '>', which tags, anchors and comments
 * may stand before. */
static uint32_t
header_line(const struct source *source, struct span span)
{
	struct mark at = span.start;

	for (; at.line < span.end.line; at = (struct mark){ at.line + 1, 1 }) {
		struct str line = source_line(source, at.line);
		struct str rest =
			str_from(line, source_column_offset(line, at.column));

		while ((rest = str_trim(rest)).len && rest.ptr[0] != '#') {
			if (rest.ptr[0] == '|' || rest.ptr[0] == '>')
				return at.line;
			str_cut(&rest,
				str_find(rest, ' ') < rest.len ? ' ' : '\t');
		}
	}
	return span.start.line;
}

/* A block scalar's header takes a comment, its text does not. */
static void
mark_scalar(struct scan *scan, const struct node *node)
{
	struct span span = node->span;

	/* The header is only looked for when anything hangs on it. */
	if (node->block && candidate_from(scan, span.start) <
				   candidate_from(scan, span.end))
		span.start =
			(struct mark){ header_line(scan->source, span) + 1, 1 };
	mark_inside(scan, span);
}

static void
add_start(struct scan *scan, const struct node *node)
{
	struct mark mark = node_key_span(node).start;

	scan->starts = arena_grow(&scan->arena, scan->starts, scan->start_count,
		&scan->start_capacity, sizeof(*scan->starts));
	scan->starts[scan->start_count] =
		(struct start){ mark, scan->start_count, node };
	scan->start_count++;
}

/* What an alias names is walked where it stands. */
static void
walk(struct scan *scan, const struct node *node)
{
	add_start(scan, node);
	if (node->key.ptr && !node->merged)
		mark_inside(scan, node_key_span(node));
	if (node_is_scalar(node))
		mark_scalar(scan, node);
	if (node->alias)
		return;
	NODE_EACH(child, node)
		walk(scan, child);
}

static int
compare_starts(const void *left, const void *right)
{
	const struct start *a = left;
	const struct start *b = right;
	int order = mark_compare(a->mark, b->mark);

	return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* Index of the first start that does not lie before MARK. */
static size_t
start_from(const struct scan *scan, struct mark mark)
{
	size_t low = 0, high = scan->start_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (mark_is_before(scan->starts[middle].mark, mark))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether the node of START is a document that begins with a key or a dash:
 * what shares its first line with it is meant first. */
static bool
is_block_root(const struct scan *scan, const struct start *start)
{
	const struct node *node = start->node;
	struct str line = source_line(scan->source, start->mark.line);
	struct str text =
		str_from(line, source_column_offset(line, start->mark.column));

	return !node->parent && node_count(node) && !str_starts(text, "{") &&
	       !str_starts(text, "[");
}

/* The first node that starts on the comment's line, or NULL. */
static const struct node *
node_beside(const struct scan *scan, const struct candidate *candidate)
{
	size_t i = start_from(scan, candidate->first);

	if (i < scan->start_count && is_block_root(scan, &scan->starts[i]))
		i++;
	return i < scan->start_count && mark_is_before(scan->starts[i].mark,
						candidate->hash)
		       ? scan->starts[i].node
		       : NULL;
}

/* The innermost node in which the comment's line starts, or NULL. */
static const struct node *
node_around(const struct scan *scan, const struct candidate *candidate)
{
	size_t i = start_from(scan, candidate->first);
	const struct node *node = i ? scan->starts[i - 1].node : NULL;

	while (node && !mark_is_before(candidate->first, node->span.end))
		node = node->parent;
	return node;
}

/* Remembers from which line on nothing but comments stands above ROOT. */
static void
look_above(struct scan *scan, const struct node *root)
{
	uint32_t line = root->span.start.line;

	if (scan->root == root)
		return;
	while (line > 1 &&
		source_line_is_outside(source_line(scan->source, line - 1)))
		line--;
	scan->root = root;
	scan->root_line = line;
}

/* The next node that starts. A document is only meant from above it: in one
 * that could not be read, what looks like a comment may be none. */
static const struct node *
node_below(struct scan *scan, const struct candidate *candidate)
{
	size_t i = start_from(scan, candidate->hash);
	const struct node *node =
		i < scan->start_count ? scan->starts[i].node : NULL;

	if (!node || node->parent)
		return node;
	look_above(scan, node);
	return candidate->hash.line >= scan->root_line ? node : NULL;
}

/* A dash or a document's marker has its node below. */
static const struct node *
node_of(struct scan *scan, const struct candidate *candidate)
{
	const struct node *node;

	if (candidate->own_line)
		return node_below(scan, candidate);
	node = node_beside(scan, candidate);
	if (node)
		return node;
	node = node_around(scan, candidate);
	if (candidate->first_byte == '-' && !node_is_scalar(node))
		return node_below(scan, candidate);
	return node;
}

/* Where the document before that of ROOT ends. */
static struct mark
end_of_previous(const struct source *source, const struct node *root)
{
	size_t low = 0, high = source->document_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (mark_is_before(source->documents[middle]->span.start,
			    root->span.start))
			low = middle + 1;
		else
			high = middle;
	}
	return low ? source->documents[low - 1]->span.end
		   : (struct mark){ 1, 1 };
}

static struct place
scope_of(const struct source *source, const struct node *node)
{
	struct place scope = node_whole_place(node);

	if (!node)
		return scope;
	if (!node->parent)
		scope.span.start = end_of_previous(source, node);
	/* The value stands elsewhere. */
	if (node->merged)
		scope = node_key_place(node);
	return scope;
}

static struct comment
make_comment(struct scan *scan, const struct candidate *candidate)
{
	const struct source *source = scan->source;
	struct mark hash = candidate->hash;
	struct str line = source_line(source, hash.line);
	size_t end =
		source_offset(source, (struct mark){ hash.line, 1 }) + line.len;
	struct str text =
		str_from(str_head(source->text, end), candidate->offset + 1);

	return (struct comment){
		.place = { source, { hash, source_advance(source, hash,
						   candidate->offset, end) } },
		.text = str_trim(
			str_from(text, blanks_at(text) + strlen(MARK))),
		.scope = scope_of(source, node_of(scan, candidate)),
		.heads_file =
			candidate->own_line && hash.line < scan->content_line,
	};
}

static uint32_t
content_line(const struct source *source)
{
	uint32_t line = 1;
	size_t left = source->text.len;

	while (left) {
		struct str text = source_line(source, line);

		if (!source_line_is_outside(text))
			break;
		line++;
		left -= left > text.len ? text.len + 1 : left;
	}
	return line;
}

static struct comments
make_comments(struct arena *arena, struct scan *scan)
{
	struct comments comments = { 0 };
	uint32_t line = 0;

	comments.items =
		arena_array(arena, scan->count, sizeof(*comments.items));
	for (size_t i = 0; i < scan->count; i++) {
		const struct candidate *candidate = &scan->candidates[i];

		if (candidate->inside || candidate->hash.line == line)
			continue;
		line = candidate->hash.line;
		comments.items[comments.count++] =
			make_comment(scan, candidate);
	}
	return comments;
}

struct comments
comments_find(struct arena *arena, const struct source *source)
{
	struct scan scan = { .source = source };
	struct comments comments = { 0 };

	find_candidates(&scan);
	if (scan.count) {
		for (size_t i = 0; i < source->document_count; i++)
			walk(&scan, source->documents[i]);
		if (scan.start_count)
			qsort(scan.starts, scan.start_count,
				sizeof(*scan.starts), compare_starts);
		scan.content_line = content_line(source);
		comments = make_comments(arena, &scan);
	}
	arena_release(&scan.arena);
	return comments;
}
