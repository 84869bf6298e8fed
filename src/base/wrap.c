/* SPDX-License-Identifier: Apache-2.0 */
/* Breaks lines at spaces. */
#include "base/wrap.h"

#include <utf8proc.h>

enum { MOST_QUOTE = 48 }; /* columns of quoted words kept together */

size_t
text_width(struct str text)
{
	size_t width = 0;

	while (text.len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t len =
			utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
				(utf8proc_ssize_t)text.len, &c);
		int columns = len > 0 ? utf8proc_charwidth(c) : 1;

		width += columns > 0 ? (size_t)columns : 0;
		text = str_from(text, len > 0 ? (size_t)len : 1);
	}
	return width;
}

/* Cuts a word off REST; what stands in quotes is one word as long as it is
 * short, so that it can be copied. */
static struct str
cut_word(struct str *rest)
{
	struct str word = str_cut(rest, ' ');
	struct str tail = *rest;
	struct str quote = word;
	bool open = str_starts(word, "'") &&
		    str_find(str_from(word, 1), '\'') == word.len - 1;

	while (open && tail.len) {
		struct str part = str_cut(&tail, ' ');

		open = !str_contains(part, "'");
		quote.len = (size_t)(part.ptr + part.len - quote.ptr);
	}
	if (open || text_width(quote) > MOST_QUOTE)
		return word;
	*rest = tail;
	return quote;
}

struct str
wrap_cut(struct str *text, size_t width)
{
	struct str rest = str_trim(*text);
	struct str line = rest;
	size_t used = 0;

	line.len = 0;
	while (rest.len) {
		struct str word = cut_word(&rest);

		used += text_width(word) + (line.len != 0);
		if (line.len && used > width)
			break;
		line.len = (size_t)(word.ptr + word.len - line.ptr);
		*text = rest;
	}
	*text = str_trim(line.len ? *text : rest);
	return str_trim(line);
}

void
wrap(FILE *out, struct str text, size_t width, size_t indent, size_t used)
{
	size_t room = width > indent ? width - indent : 0;

	do {
		struct str line = wrap_cut(&text, room);

		if (used < indent)
			fprintf(out, "%*s", (int)(indent - used), "");
		fprintf(out, "%.*s\n", STR_ARG(line));
		used = 0;
	} while (text.len);
}
