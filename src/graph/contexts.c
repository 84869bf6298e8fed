/* SPDX-License-Identifier: Apache-2.0 */
/* Names each source's context, then builds a graph of those with one name. */
#include "graph/contexts.h"

#include <stdlib.h>

struct named_source {
	struct str name;
	size_t index; /* in the order of the sources */
	const struct source *source;
};

static struct str
folder_of(struct str path)
{
	for (size_t i = path.len; i-- > 0;)
		if (path.ptr[i] == '/')
			return str_head(path, i);
	return (struct str){ 0 };
}

static struct str
context_name(const struct source *source, const struct split *split)
{
	if (split->per_folder)
		return folder_of(source->path);
	if (!split->name)
		return (struct str){ 0 };
	return split->name(split->context, source->path.ptr);
}

static int
compare(const void *left, const void *right)
{
	const struct named_source *a = left;
	const struct named_source *b = right;
	int order = str_compare(a->name, b->name);

	return order ? order : (a->index > b->index) - (a->index < b->index);
}

static void
add_graph(struct contexts *contexts, struct arena *arena,
	const struct named_source *named, size_t count, struct str namespace)
{
	const struct source **sources =
		arena_array(arena, count + 1, sizeof(*sources));

	for (size_t i = 0; i < count; i++)
		sources[i] = named[i].source;
	contexts->graphs[contexts->count++] = graph_build(arena, sources, count,
		count ? named->name : (struct str){ 0 }, namespace);
}

struct contexts
contexts_build(struct arena *arena, const struct source *const *sources,
	size_t count, const struct split *split, struct str namespace)
{
	struct named_source *named =
		arena_array(arena, count + 1, sizeof(*named));
	struct contexts contexts = { 0 };
	size_t start = 0;

	for (size_t i = 0; i < count; i++)
		named[i] =
			(struct named_source){ context_name(sources[i], split),
				i, sources[i] };
	qsort(named, count, sizeof(*named), compare);
	contexts.graphs =
		arena_array(arena, count + 1, sizeof(*contexts.graphs));
	for (size_t i = 1; i <= count; i++)
		if (i == count ||
			!str_equal(named[i].name, named[start].name)) {
			add_graph(&contexts, arena, &named[start], i - start,
				namespace);
			start = i;
		}
	if (!count)
		add_graph(&contexts, arena, named, 0, namespace);
	return contexts;
}
