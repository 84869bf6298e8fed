/* SPDX-License-Identifier: Apache-2.0 */
/* Reads to the end. */
#include "base/file.h"

struct str
file_rest(struct arena *arena, FILE *file)
{
	size_t len = 0, capacity = 0;
	char *bytes = NULL;
	int c;

	while ((c = getc(file)) != EOF) {
		bytes = arena_grow(arena, bytes, len, &capacity, 1);
		bytes[len++] = (char)c;
	}
	return (struct str){ bytes, len };
}
