/* SPDX-License-Identifier: Apache-2.0 */
/* Without apiVersion and kind nothing tells an object from any other YAML but
 * that it looks like one. */
#include "load/incomplete.h"

#include <string.h>

#include <agentlint/nearest.h>

#include "base/path.h"

enum { SHORTEST = 6 }; /* word of which one with a letter less is meant */

/* The key of ROOT that KEY was probably meant by, or NULL. A word as short as
 * "kind" is near to many that mean something else. */
static const struct node *
misspelt(const struct node *root, const char *key)
{
	NODE_EACH(child, root) {
		struct nearest nearest = nearest_to(str_of(key));

		nearest_offer(&nearest, child->key);
		if (node_is_scalar(child) && nearest.found.len &&
			(str_is_nocase(child->key, key) ||
				strlen(key) >= SHORTEST))
			return child;
	}
	return NULL;
}

/* Files of Helm and kustomize, which may have the same keys. */
static bool
is_of_tools(const struct source *source)
{
	struct str name = path_name(source->path);

	return source->role != SOURCE_MANIFESTS || str_starts(name, "values") ||
	       str_starts(name, "kustomization") ||
	       str_is(name, "Kustomization");
}

static bool
is_named(const struct node *metadata)
{
	return node_is_scalar(node_get(metadata, "name")) ||
	       node_is_scalar(node_get(metadata, "generateName"));
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

	problem.message = meant ? arena_printf(arena, "it has '%.*s' for '%s'",
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
	if (!is_named(metadata) || (has[0] && has[1]) ||
		(!has[0] && !has[1] && !(meant[0] && meant[1])))
		return;
	for (size_t i = 0; i < 2; i++)
		if (!has[i])
			report_missing(source, root, keys[i], meant[i]);
}

void
source_find_incomplete(struct source *source)
{
	if (is_of_tools(source))
		return;
	for (size_t i = 0; i < source->document_count; i++)
		check_document(source, source->documents[i]);
}
