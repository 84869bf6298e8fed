/* SPDX-License-Identifier: Apache-2.0 */
/* Widths are utf8proc's (Unicode's East Asian Width). */
#include "base/visible.h"

#include <ctype.h>
#include <string.h>

#include <utf8proc.h>

/* What a terminal would obey, hide, or draw as it likes. */
static bool
is_unsafe(utf8proc_int32_t c)
{
	static const utf8proc_category_t unsafe[] = {
		UTF8PROC_CATEGORY_CC,
		UTF8PROC_CATEGORY_CF,
		UTF8PROC_CATEGORY_CS,
		UTF8PROC_CATEGORY_CO,
		UTF8PROC_CATEGORY_CN,
		UTF8PROC_CATEGORY_ZL,
		UTF8PROC_CATEGORY_ZP,
	};
	utf8proc_category_t category = utf8proc_category(c);

	for (size_t i = 0; i < sizeof(unsafe) / sizeof(*unsafe); i++)
		if (category == unsafe[i])
			return true;
	return false;
}

/* "::name" up to a blank or "::", and another "::" behind it: a command of
 * GitHub's runner when a line starts with it (ActionCommand.cs, TryParseV2). */
static bool
is_workflow_command(struct str text)
{
	struct str rest;
	size_t len = 2;

	if (!str_starts(text, "::"))
		return false;
	while (len < text.len &&
		(isalpha((unsigned char)text.ptr[len]) || text.ptr[len] == '-'))
		len++;
	rest = str_from(text, len);
	return len > 2 &&
	       (str_starts(rest, "::") ||
		       (str_starts(rest, " ") && str_contains(rest, "::")));
}

/* What the agents of GitHub, Azure and TeamCity take for a command wherever in
 * a line of the log it stands. */
static bool
is_marked_command(struct str text)
{
	static const char *const marks[] = { "##[", "##vso[", "##teamcity[",
		NULL };

	if (!str_starts(text, "##"))
		return false;
	for (size_t i = 0; marks[i]; i++)
		if (str_is_nocase(str_head(text, strlen(marks[i])), marks[i]))
			return true;
	return false;
}

static bool
is_command(struct str text)
{
	return is_marked_command(text) || is_workflow_command(text);
}

static size_t
escape(utf8proc_int32_t c, unsigned char byte, char out[VISIBLE_MOST])
{
	int len;

	if (c < 0)
		len = snprintf(out, VISIBLE_MOST, "\\x%02x", byte);
	else if (c == '\n' || c == '\t' || c == '\r')
		len = snprintf(out, VISIBLE_MOST, "\\%c",
			c == '\n'   ? 'n'
			: c == '\t' ? 't'
				    : 'r');
	else if (c < 0x80)
		len = snprintf(out, VISIBLE_MOST, "\\x%02x", (unsigned)c);
	else
		len = snprintf(out, VISIBLE_MOST, "<U+%04X>", (unsigned)c);
	return (size_t)len;
}

size_t
visible_character(
	struct str text, char out[VISIBLE_MOST], size_t *used, size_t *columns)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t len =
		utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
			(utf8proc_ssize_t)text.len, &c);
	int width;

	*used = len > 0 ? (size_t)len : 1;
	if (len <= 0 || is_unsafe(c) || is_command(text)) {
		*columns = escape(
			len > 0 ? c : -1, (unsigned char)text.ptr[0], out);
		return *columns;
	}
	width = utf8proc_charwidth(c);
	*columns = width > 0 ? (size_t)width : 0;
	memcpy(out, text.ptr, *used);
	return *used;
}

bool
visible_hides(struct str text)
{
	char shown[VISIBLE_MOST];
	size_t used, columns;

	return text.len &&
	       (visible_character(text, shown, &used, &columns) != used ||
		       shown[0] != text.ptr[0]);
}

/* Bytes of printable ASCII at the start of TEXT: what is most of it, and
 * shown as it is. */
static size_t
plain_length(struct str text)
{
	size_t len = 0;

	for (; len < text.len; len++) {
		char c = text.ptr[len];

		if (c < ' ' || c >= 0x7F)
			break;
		if ((c == '#' || c == ':') && is_command(str_from(text, len)))
			break;
	}
	return len;
}

size_t
visible_print(FILE *out, struct str text)
{
	size_t total = 0;

	while (text.len) {
		char shown[VISIBLE_MOST];
		size_t used = plain_length(text);
		size_t columns = used;

		if (used) {
			fwrite(text.ptr, 1, used, out);
		} else {
			size_t len =
				visible_character(text, shown, &used, &columns);

			fwrite(shown, 1, len, out);
		}
		total += columns;
		text = str_from(text, used);
	}
	return total;
}

struct str
visible_str(struct arena *arena, struct str text)
{
	char *out;
	size_t len = 0;

	if (plain_length(text) == text.len)
		return text;
	out = arena_alloc(arena, text.len * VISIBLE_MOST + 1);
	while (text.len) {
		size_t used, columns;

		len += visible_character(text, out + len, &used, &columns);
		text = str_from(text, used);
	}
	return (struct str){ out, len };
}
