/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a manifest: what is found is a comment, by a search as plain as
 * the promise, and stands for something in order. */
#include <assert.h>
#include <stdint.h>

#include "load/parse.h"
#include "triage/comment.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct limits limits = {
	.bytes = 1 << 16,
	.depth = 20,
	.alias_nodes = 1000,
	.events = 10000,
};

static bool
holds(struct span span, struct mark mark)
{
	return !mark_is_before(mark, span.start) &&
	       mark_is_before(mark, span.end);
}

/* Whether MARK lies in the text of a scalar; a block's first lines may be its
 * header. */
static bool
is_text(const struct node *node, struct mark mark)
{
	if (node->key.ptr && !node->merged && holds(node_key_span(node), mark))
		return true;
	if (node_is_scalar(node) && !node->block && holds(node->span, mark))
		return true;
	if (node->alias)
		return false;
	NODE_EACH(child, node)
		if (is_text(child, mark))
			return true;
	return false;
}

static void
check_comment(const struct source *source, const struct comment *comment)
{
	struct mark start = comment->place.span.start;
	size_t offset = source_offset(source, start);
	struct str text = str_from(source->text, offset);
	struct span scope = comment->scope.span;

	assert(comment->place.source == source);
	assert(text.ptr[0] == '#');
	assert(source_offset(source, comment->place.span.end) ==
		offset + source_line(source, start.line).len -
			(offset - source_offset(source,
					  (struct mark){ start.line, 1 })));
	assert(!comment->text.len ||
		(comment->text.ptr > text.ptr &&
			comment->text.ptr + comment->text.len <=
				source->text.ptr + source->text.len));
	for (size_t i = 0; i < source->document_count; i++)
		assert(!is_text(source->documents[i], start));
	assert(!comment->scope.source ||
		(comment->scope.source == source &&
			!mark_is_before(scope.end, scope.start)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct source source = { 0 };
	struct arena arena = { 0 };
	struct comments comments;
	uint32_t line = 0;

	source_set_text(&source, STR("fuzz.yaml"),
		(struct str){ (const char *)bytes, len });
	parse_source(&source, &limits);
	comments = comments_find(&arena, &source);
	for (size_t i = 0; i < comments.count; i++) {
		check_comment(&source, &comments.items[i]);
		assert(comments.items[i].place.span.start.line > line);
		line = comments.items[i].place.span.start.line;
	}
	arena_release(&source.arena);
	arena_release(&arena);
	return 0;
}
