/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a manifest: every node keeps the promises of node.h. */
#include <assert.h>
#include <stdint.h>

#include "load/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Small enough that each budget is met. */
static const struct limits limits = {
	.bytes = 1 << 16,
	.depth = 20,
	.alias_nodes = 1000,
	.events = 10000,
};

static bool
is_ordered(struct mark start, struct mark end)
{
	return start.line > 0 && start.column > 0 &&
	       mark_compare(start, end) <= 0;
}

static void
check_span(const struct source *source, struct span span)
{
	assert(is_ordered(span.start, span.end));
	assert(source_offset(source, span.start) <=
		source_offset(source, span.end));
	assert(source_offset(source, span.end) <= source->text.len);
}

static void
check_node(const struct node *node)
{
	check_span(node_source(node), node->span);
	if (node->key.ptr)
		check_span(node_source(node), node_key_span(node));
	NODE_EACH(child, node) {
		assert(child->parent == node);
		check_node(child);
	}
}

static void
check_source(const struct source *source)
{
	for (size_t i = 0; i < source->document_count; i++) {
		assert(!source->documents[i]->parent);
		check_node(source->documents[i]);
	}
	for (size_t i = 0; i < source->problem_count; i++) {
		const struct problem *problem = &source->problems[i];

		assert(problem->message.len > 0);
		assert(problem->place.source == source);
		check_span(source, problem->place.span);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct source source = { 0 };

	source_set_text(&source, STR("fuzz.yaml"),
		(struct str){ (const char *)bytes, len });
	parse_source(&source, &limits);
	check_source(&source);
	arena_release(&source.arena);
	return 0;
}
