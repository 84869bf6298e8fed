/* SPDX-License-Identifier: Apache-2.0 */
/* Breaks lines at spaces. */
#include "base/wrap.h"

/* In code points: our own texts hold nothing that is wider. */
static size_t
word_width(struct str word)
{
	size_t width = 0;

	for (size_t i = 0; i < word.len; i++)
		width += (word.ptr[i] & 0xc0) != 0x80;
	return width;
}

void
wrap(FILE *out, struct str text, size_t width, size_t indent, size_t used)
{
	bool start = true;

	while (text.len) {
		struct str word = str_cut(&text, ' ');
		size_t needs = word_width(word);

		if (!word.len)
			continue;
		if (!start && used + 1 + needs > width) {
			fputc('\n', out);
			used = 0;
			start = true;
		}
		if (!start)
			used += (size_t)fprintf(out, " ");
		else if (used < indent)
			used += (size_t)fprintf(
				out, "%*s", (int)(indent - used), "");
		fprintf(out, "%.*s", STR_ARG(word));
		used += needs;
		start = false;
	}
	fputc('\n', out);
}
