/* SPDX-License-Identifier: Apache-2.0 */
/* Renews what is generated in the tree, or only says what is stale. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "docs/page.h"

/* All of FILE, which is closed; NULL is an empty file. */
static struct str
take_text(struct arena *arena, FILE *file)
{
	size_t len = 0, capacity = 0;
	char *bytes = NULL;
	int c;

	if (!file)
		return (struct str){ 0 };
	rewind(file);
	while ((c = getc(file)) != EOF) {
		bytes = arena_grow(arena, bytes, len, &capacity, 1);
		bytes[len++] = (char)c;
	}
	fclose(file);
	return (struct str){ bytes, len };
}

static bool
write_text(const char *path, struct str text)
{
	FILE *file = fopen(path, "wb");
	bool written;

	if (!file)
		return false;
	written = fwrite(text.ptr, 1, text.len, file) == text.len;
	return fclose(file) == 0 && written;
}

/* Brings the page up to date; with CHECK, fails when it is not. */
static bool
renew(const struct page *page, struct arena *arena, bool check)
{
	struct str old = take_text(arena, fopen(page->path, "rb"));
	FILE *file = tmpfile();
	struct str new;

	if (!file || !page_print(file, page, old)) {
		fprintf(stderr, "%s: has no place for '%s'\n", page->path,
			page->name ? page->name : "it");
		return false;
	}
	new = take_text(arena, file);
	if (str_equal(old, new) || (!check && write_text(page->path, new)))
		return true;
	fprintf(stderr, "%s: %s\n", page->path,
		check ? "is stale; build the target 'docs'"
		      : "cannot be written");
	return false;
}

int
main(int argc, char **argv)
{
	bool check = argc == 3 && !strcmp(argv[2], "--check");
	struct arena arena = { 0 };
	int status = EXIT_SUCCESS;

	if ((argc != 2 && !check) || chdir(argv[1]) != 0) {
		fputs("usage: agentlint-docs FOLDER [--check]\n", stderr);
		return EXIT_FAILURE;
	}
	for (const struct page *page = pages; page->path; page++)
		if (!renew(page, &arena, check))
			status = EXIT_FAILURE;
	arena_release(&arena);
	return status;
}
