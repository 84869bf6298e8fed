/* SPDX-License-Identifier: Apache-2.0 */
/* Escapes what roff takes for something else. */
#include "docs/roff.h"

#include <string.h>

/* A character that has to come out as it went in; "-" would be a hyphen. */
static void
put_exactly(FILE *out, char c)
{
	switch (c) {
	case '\\':
		fputs("\\e", out);
		break;
	case '-':
		fputs("\\-", out);
		break;
	case '\'':
		fputs("\\(aq", out);
		break;
	case '`':
		fputs("\\(ga", out);
		break;
	case '^':
		fputs("\\(ha", out);
		break;
	case '~':
		fputs("\\(ti", out);
		break;
	default:
		fputc(c, out);
	}
}

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Length of the 'quoted' text at the front of TEXT, quotes included; 0 when
 * its apostrophe is one. BEFORE is what stands before it. */
static size_t
quoted_length(struct str text, char before)
{
	if (!str_starts(text, "'") || is_word_byte(before))
		return 0;
	for (size_t i = 1; i < text.len && text.ptr[i] != '\n'; i++)
		if (text.ptr[i] == '\'' &&
			(i + 1 == text.len || !is_word_byte(text.ptr[i + 1])))
			return i + 1;
	return 0;
}

/* No word of it is hyphenated: it is there to be copied. */
static void
put_quoted(FILE *out, struct str text)
{
	fputs("\\%\\(oq", out);
	for (size_t i = 1; i + 1 < text.len; i++) {
		put_exactly(out, text.ptr[i]);
		if (text.ptr[i] == ' ')
			fputs("\\%", out);
	}
	fputs("\\(cq", out);
}

/* Whether a sentence ends with the byte before the blank at the front of
 * REST. */
static bool
ends_sentence(struct str rest, char before)
{
	return (before == '.' || before == '?') && rest.len > 1 &&
	       rest.ptr[0] == ' ' && rest.ptr[1] >= 'A' && rest.ptr[1] <= 'Z';
}

void
roff_exact(FILE *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		put_exactly(out, text.ptr[i]);
}

void
roff_prose(FILE *out, const char *text)
{
	struct str rest = str_of(text);
	char before = '\n';

	while (rest.len) {
		size_t quoted = quoted_length(rest, before);

		if (before == '\n' &&
			(str_starts(rest, ".") ||
				(!quoted && str_starts(rest, "'"))))
			fputs("\\&", out);
		if (quoted) {
			put_quoted(out, str_head(rest, quoted));
			before = '\'';
			rest = str_from(rest, quoted);
			continue;
		}
		before = ends_sentence(rest, before) ? '\n' : rest.ptr[0];
		if (before == '\\')
			fputs("\\e", out);
		else
			fputc(before, out);
		rest = str_from(rest, 1);
	}
	fputc('\n', out);
}

void
roff_literal(FILE *out, const char *text)
{
	struct str rest = str_of(text);

	fputs(".Bd -literal -offset indent\n", out);
	while (rest.len) {
		struct str line = str_cut(&rest, '\n');

		if (str_starts(line, ".") || str_starts(line, "'"))
			fputs("\\&", out);
		for (size_t i = 0; i < line.len; i++)
			put_exactly(out, line.ptr[i]);
		fputc('\n', out);
	}
	fputs(".Ed\n", out);
}
