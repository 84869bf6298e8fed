/* SPDX-License-Identifier: Apache-2.0 */
/* Texts that quote a manifest, without the credentials in it. */
#include "analysis/workload/secret_mask.h"

#include <string.h>

#include <agentlint/secret.h>

/* Whether the word that TEXT ends with, in quotes or not, tells of a
 * credential. */
static bool
ends_with_telling(struct str text)
{
	size_t start;

	while (text.len && strchr(" \"'", text.ptr[text.len - 1]))
		text.len--;
	start = text.len;
	while (start && !strchr(" \"'", text.ptr[start - 1]))
		start--;
	return secret_name(str_from(text, start)) != SECRET_NAME_NONE;
}

/* Whether TEXT holds such a name and what joins it with its value, or a flag:
 * most messages have neither. */
static bool
may_hold_pair(struct str text)
{
	for (const char *c = "-=:"; *c; c++)
		for (size_t i = str_find(text, *c); i < text.len;
			i += 1 + str_find(str_from(text, i + 1), *c)) {
			if (*c != '-' && ends_with_telling(str_head(text, i)))
				return true;
			if (*c == '-' &&
				(i == 0 || strchr(" '\"", text.ptr[i - 1])))
				return true;
		}
	return false;
}

static struct secret
find_named(struct str text)
{
	struct secret secret = { 0 };
	struct str name;

	if (may_hold_pair(text))
		secret_judge_words(text, &name, &secret);
	return secret;
}

static struct str
mask_each(struct arena *arena, struct str text,
	struct secret (*find)(struct str text))
{
	struct str rest = text, shown = { 0 };
	struct secret secret;

	while ((secret = find(rest)).what) {
		size_t before = (size_t)(secret.part.ptr - rest.ptr);

		shown = arena_printf(arena, "%.*s%.*s***", STR_ARG(shown),
			STR_ARG(str_head(rest, before)));
		rest = str_from(rest, before + secret.part.len);
	}
	return rest.ptr == text.ptr ? text
				    : arena_printf(arena, "%.*s%.*s",
					      STR_ARG(shown), STR_ARG(rest));
}

struct str
secret_mask(struct arena *arena, struct str text)
{
	return mask_each(
		arena, mask_each(arena, text, secret_find), find_named);
}
