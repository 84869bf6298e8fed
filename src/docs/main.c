/* SPDX-License-Identifier: Apache-2.0 */
/* Renews what is generated in the tree given as argument. */
#include <stdlib.h>

#include "base/arena.h"
#include "docs/page.h"

static bool
read_file(struct str *text, struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t len = 0, capacity = 0;
	char *bytes = NULL;
	int c;

	if (!file)
		return false;
	while ((c = getc(file)) != EOF) {
		bytes = arena_grow(arena, bytes, len, &capacity, 1);
		bytes[len++] = (char)c;
	}
	fclose(file);
	*text = (struct str){ bytes, len };
	return true;
}

static bool
renew(const struct page *page, struct arena *arena, const char *root)
{
	const char *path = arena_printf(arena, "%s/%s", root, page->path).ptr;
	struct str old = { 0 };
	FILE *file;
	bool renewed;

	if (!read_file(&old, arena, path) && page->name)
		return false;
	file = fopen(path, "wb");
	if (!file)
		return false;
	renewed = page_print(file, page, old);
	return fclose(file) == 0 && renewed;
}

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	int status = EXIT_SUCCESS;

	if (argc != 2) {
		fputs("usage: agentlint-docs FOLDER\n", stderr);
		return EXIT_FAILURE;
	}
	for (const struct page *page = pages; page->path; page++)
		if (!renew(page, &arena, argv[1])) {
			fprintf(stderr, "%s: cannot be renewed\n", page->path);
			status = EXIT_FAILURE;
		}
	arena_release(&arena);
	return status;
}
