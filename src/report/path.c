/* SPDX-License-Identifier: Apache-2.0 */
/* By the text of the path alone: what it names need not be there. */
#include "report/path.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 4096 }; /* of the current folder's path */

/* Appends the parts of PATH to the LEN bytes of OUT, each behind a '/'; ".."
 * takes the last one off. */
static size_t
append_parts(char *out, size_t len, struct str path)
{
	while (path.len) {
		struct str part = str_cut(&path, '/');

		if (!part.len || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			while (len && out[--len] != '/')
				;
			continue;
		}
		out[len++] = '/';
		memcpy(out + len, part.ptr, part.len);
		len += part.len;
	}
	return len;
}

struct str
path_from_here(struct arena *arena, struct str path)
{
	char folder[MOST_BYTES];
	bool known = getcwd(folder, sizeof(folder)) != NULL;
	struct str here = known ? str_of(folder) : (struct str){ 0 };
	char *out = arena_alloc(arena, here.len + path.len + 2);
	struct str whole = { out, 0 };

	if (str_is(here, "/"))
		here.len = 0;
	if (!str_starts(path, "/"))
		whole.len = append_parts(out, 0, here);
	whole.len = append_parts(out, whole.len, path);
	if (whole.len > here.len && out[here.len] == '/' &&
		!memcmp(out, here.ptr ? here.ptr : "", here.len))
		return str_from(whole, here.len + 1);
	return whole;
}

/* RFC 3986 section 2.3, and the separator of parts. */
static bool
is_unreserved(unsigned char c)
{
	return (c < 0x80 && isalnum(c)) || (c && strchr("-._~/", c));
}

static struct str
percent_encode(struct arena *arena, struct str path)
{
	char *out = arena_alloc(arena, path.len * 3 + 1);
	size_t len = 0;

	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];

		if (is_unreserved(c))
			out[len++] = (char)c;
		else
			len += (size_t)snprintf(out + len, 4, "%%%02X", c);
	}
	return (struct str){ out, len };
}

struct str
path_uri(struct arena *arena, struct str path)
{
	path = path_from_here(arena, path);
	if (!str_starts(path, "/"))
		return percent_encode(arena, path);
	return arena_printf(
		arena, "file://%.*s", STR_ARG(percent_encode(arena, path)));
}
