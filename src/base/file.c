/* SPDX-License-Identifier: Apache-2.0 */
/* Reads to the end. */
#include "base/file.h"

struct str
file_rest(struct arena *arena, FILE *file)
{
	size_t len = 0, capacity = 0, read;
	char *bytes = NULL;

	do {
		bytes = arena_grow(arena, bytes, len, &capacity, 1);
		read = fread(bytes + len, 1, capacity - len, file);
		len += read;
	} while (read);
	return (struct str){ bytes, len };
}
