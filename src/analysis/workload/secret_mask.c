/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that quote a manifest, without the credentials in it. */
#include "analysis/workload/secret_mask.h"

#include <agentlint/secret.h>

enum { SHORTEST_KEY = 20 };

/* Whether a word of TEXT is as long as a key: most messages hold none. */
static bool
may_hold_key(struct str text)
{
	size_t run = 0;

	for (size_t i = 0; i < text.len && run < SHORTEST_KEY; i++)
		run = text.ptr[i] == ' ' ? 0 : run + 1;
	return run >= SHORTEST_KEY;
}

struct str
secret_mask(struct arena *arena, struct str text)
{
	struct str rest = text, shown = { 0 };
	struct secret secret;

	while (may_hold_key(rest) && (secret = secret_find(rest)).what) {
		size_t before = (size_t)(secret.part.ptr - rest.ptr);

		shown = arena_printf(arena, "%.*s%.*s***", STR_ARG(shown),
			STR_ARG(str_head(rest, before)));
		rest = str_from(rest, before + secret.part.len);
	}
	return rest.ptr == text.ptr ? text
				    : arena_printf(arena, "%.*s%.*s",
					      STR_ARG(shown), STR_ARG(rest));
}
