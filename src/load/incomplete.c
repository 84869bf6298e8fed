/* SPDX-License-Identifier: Apache-2.0 */
/* Without apiVersion and kind nothing tells an object from any other YAML but
 * that it looks like one. */
#include "load/incomplete.h"

#include <agentlint/nearest.h>

/* The key of ROOT that KEY was probably meant by, or NULL. */
static const struct node *
misspelt(const struct node *root, const char *key)
{
	struct nearest nearest = nearest_to(str_of(key));
	const struct node *found = NULL;

	NODE_EACH(child, root) {
		size_t before = nearest.distance;

		if (!node_is_scalar(child))
			continue;
		nearest_offer(&nearest, child->key);
		if (nearest.distance < before)
			found = child;
	}
	return found;
}

static void
report_missing(struct source *source, const struct node *root, const char *key,
	const struct node *meant)
{
	struct arena *arena = &source->arena;
	struct problem problem = {
		.kind = PROBLEM_INCOMPLETE_OBJECT,
		.place = node_key_place(
			meant ? meant : node_get(root, "metadata")),
	};

	problem.message =
		meant ? arena_printf(arena, "it has '%.*s' for '%s'",
				STR_ARG(meant->key), key)
		      : arena_printf(arena, "it has no '%s'", key);
	source_add_problem(source, problem);
}

/* What stands in a List must be whole, what stands in a typed one need not. */
static void
check_document(struct source *source, const struct node *root)
{
	static const char *const keys[] = { "apiVersion", "kind" };
	const struct node *metadata = node_get(root, "metadata");
	const struct node *meant[2] = { NULL, NULL };
	bool has[2];

	if (node_is(node_get(root, "kind"), "List"))
		NODE_EACH(item, node_get(root, "items"))
			check_document(source, item);
	for (size_t i = 0; i < 2; i++) {
		has[i] = node_is_scalar(node_get(root, keys[i]));
		if (!has[i])
			meant[i] = misspelt(root, keys[i]);
	}
	if (!node_is_mapping(metadata) || (has[0] && has[1]) ||
		(!has[0] && !has[1] && !(meant[0] && meant[1])))
		return;
	for (size_t i = 0; i < 2; i++)
		if (!has[i])
			report_missing(source, root, keys[i], meant[i]);
}

void
source_find_incomplete(struct source *source)
{
	for (size_t i = 0; i < source->document_count; i++)
		check_document(source, source->documents[i]);
}
