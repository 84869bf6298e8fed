/* SPDX-License-Identifier: Apache-2.0 */
/* Reads kustomizations (kustomize.config.k8s.io/v1beta1) for their patches. */
#include "load/kustomize.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"

struct search {
	struct arena *arena;
	struct source *const *sources; /* sorted by path */
	size_t count;
	struct str folder; /* of the kustomization; empty: here */
};

static bool
is_kustomization(struct str name)
{
	return str_is(name, "kustomization.yaml") ||
	       str_is(name, "kustomization.yml") ||
	       str_is(name, "Kustomization");
}

/* FOLDER joined with the relative PATH, "." and ".." taken out. */
static struct str
join(struct arena *arena, struct str folder, struct str path)
{
	char *joined = arena_alloc(arena, folder.len + path.len + 2);
	size_t len = folder.len;

	if (len)
		memcpy(joined, folder.ptr, len);
	while (path.len) {
		struct str part = str_cut(&path, '/');

		if (!part.len || str_is(part, "."))
			continue;
		if (str_is(part, "..") && len) {
			while (len && joined[--len] != '/')
				;
			continue;
		}
		if (len)
			joined[len++] = '/';
		memcpy(joined + len, part.ptr, part.len);
		len += part.len;
	}
	return (struct str){ joined, len };
}

static int
compare(const void *key, const void *item)
{
	const struct str *path = key;
	const struct source *const *source = item;

	return str_compare(*path, (*source)->path);
}

static void
set_aside(const struct search *search, struct str path)
{
	struct str joined = join(search->arena, search->folder, path);
	struct source *const *found = bsearch(&joined, search->sources,
		search->count, sizeof(*search->sources), compare);

	if (!found || (*found)->role != SOURCE_MANIFESTS || (*found)->named)
		return;
	(*found)->role = SOURCE_PATCH;
	(*found)->note = arena_printf(search->arena,
		"a patch of a kustomization; to judge what it makes: "
		"kubectl kustomize %.*s | agentlint -",
		search->folder.len ? (int)search->folder.len : 1,
		search->folder.len ? search->folder.ptr : ".");
}

static void
read_kustomization(const struct search *search, const struct node *root)
{
	static const char *const lists[] = { "patches", "patchesJson6902",
		"patchesStrategicMerge", "replacements", "configurations",
		"transformers" };

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		NODE_EACH(item, node_get(root, lists[i])) {
			const struct node *path =
				node_is_scalar(item) ? item
						     : node_get(item, "path");

			if (node_text(path).len)
				set_aside(search, node_text(path));
		}
}

void
kustomize_set_aside(
	struct arena *arena, struct source *const *sources, size_t count)
{
	struct search search = { arena, sources, count, { 0 } };

	for (size_t i = 0; i < count; i++) {
		const struct source *source = sources[i];

		if (!is_kustomization(path_name(source->path)))
			continue;
		search.folder = path_parent(source->path);
		for (size_t j = 0; j < source->document_count; j++)
			read_kustomization(&search, source->documents[j]);
	}
}
