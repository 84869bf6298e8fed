/* SPDX-License-Identifier: Apache-2.0 */
/* Reads modelines from the text above a document. */
#include <agentlint/modeline.h>

#include "load/source.h"

#define MARK "yaml-language-server:"
#define ASSIGNMENT "$schema="

/* The URL in a comment, or empty. An indented line may be text of a block
 * scalar. */
static struct str
schema_url(struct str line)
{
	struct str comment;
	size_t length = 0;

	if (!str_starts(line, "#"))
		return (struct str){ 0 };
	comment = str_trim(str_from(line, 1));
	if (!str_starts(comment, MARK))
		return (struct str){ 0 };
	comment = str_trim(str_from(comment, strlen(MARK)));
	if (!str_starts(comment, ASSIGNMENT))
		return (struct str){ 0 };
	comment = str_from(comment, strlen(ASSIGNMENT));
	while (length < comment.len && comment.ptr[length] != ' ' &&
		comment.ptr[length] != '\t')
		length++;
	return str_head(comment, length);
}

static uint32_t
column_of(struct str line, const char *at)
{
	uint32_t column = 1;

	for (const char *c = line.ptr; c < at; c++)
		column += ((unsigned char)*c & 0xC0) != 0x80;
	return column;
}

/* Cuts S at its last SEPARATOR: returns what stands behind it, and leaves in S
 * what stands before; without one returns all of S and leaves it empty. */
static struct str
cut_last(struct str *s, char separator)
{
	size_t at = s->len;
	struct str behind;

	while (at > 0 && s->ptr[at - 1] != separator)
		at--;
	behind = str_from(*s, at);
	*s = str_head(*s, at ? at - 1 : 0);
	return behind;
}

static void
read_url(struct str url, struct modeline *modeline)
{
	struct str folders = url;
	struct str file = cut_last(&folders, '/');

	if (!str_ends(file, ".json"))
		return;
	file = str_head(file, file.len - strlen(".json"));
	if (str_contains(url, "kubernetes-json-schema") ||
		str_contains(url, "kubernetesjsonschema")) {
		file = str_head(file, str_find(file, '-'));
		if (!str_is(file, "all") && !str_starts(file, "_"))
			modeline->kind = file;
	} else if (str_contains(url, "CRDs-catalog")) {
		modeline->kind = str_head(file, str_find(file, '_'));
		modeline->group = cut_last(&folders, '/');
	}
}

bool
modeline_find(const struct node *root, struct modeline *modeline)
{
	const struct source *source = root ? node_source(root) : NULL;
	uint32_t number = root ? root->span.start.line : 0;

	while (number-- > 1) {
		struct str line = source_line(source, number);
		struct str url = schema_url(line);
		uint32_t column;

		if (!source_line_is_outside(line))
			return false;
		if (!url.len)
			continue;
		column = column_of(line, url.ptr);
		*modeline = (struct modeline){
			.place = { source,
				{ { number, column },
					{ number,
						column_of(line,
							url.ptr +
								url.len) } } },
		};
		read_url(url, modeline);
		return true;
	}
	return false;
}
