/* SPDX-License-Identifier: Apache-2.0 */
/* The five characters that XML reserves. */
#include "report/xml.h"

#include "base/arena.h"
#include "base/visible.h"

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&apos;";
	}
	return NULL;
}

void
xml_print(FILE *out, struct str text)
{
	struct arena scratch = { 0 };
	struct str shown = visible_str(&scratch, text);

	for (size_t i = 0; i < shown.len; i++) {
		const char *escaped = entity(shown.ptr[i]);

		if (escaped)
			fputs(escaped, out);
		else
			putc(shown.ptr[i], out);
	}
	arena_release(&scratch);
}

void
xml_lines(FILE *out, struct str text)
{
	while (text.len) {
		xml_print(out, str_cut(&text, '\n'));
		putc('\n', out);
	}
}

void
xml_attribute(FILE *out, const char *name, struct str text)
{
	fprintf(out, " %s=\"", name);
	xml_print(out, text);
	putc('"', out);
}

void
xml_number(FILE *out, const char *name, size_t number)
{
	fprintf(out, " %s=\"%zu\"", name, number);
}
