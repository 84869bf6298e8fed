/* SPDX-License-Identifier: Apache-2.0 */
/* The words of comments for agentlint. */
#include "triage/directive.h"

#include <agentlint/nearest.h>

#include "triage/comment.h"

static const char *const words[] = { "ignore", "ignore-file", NULL };

/* The place of PART, a view of the comment's text. */
static struct place
place_of(const struct comment *comment, struct str part)
{
	const struct source *source = comment->place.source;
	struct mark hash = comment->place.span.start;
	size_t start = source_offset(source, hash);
	size_t at = (size_t)(part.ptr - source->text.ptr);
	struct place place = { .source = source };

	place.span.start = source_advance(source, hash, start, at);
	place.span.end =
		source_advance(source, place.span.start, at, at + part.len);
	return place;
}

static struct place
whole_file(const struct source *source)
{
	return (struct place){ source,
		{ { 1, 1 }, { UINT32_MAX, UINT32_MAX } } };
}

static void
read_rules(struct suppressions *suppressions, const struct comment *comment,
	struct suppression like, struct str rules, struct str reason)
{
	while (rules.len) {
		struct str name = str_trim(str_cut(&rules, ','));

		if (!name.len)
			continue;
		like.place = place_of(comment, name);
		suppressions_add(suppressions, like, name, reason);
	}
}

/* RULES is what stands behind the bracket. */
static void
read_list(struct suppressions *suppressions, const struct comment *comment,
	bool of_file, struct str rules)
{
	struct suppression like = {
		.by = EXCUSED_BY_COMMENT,
		.scope = of_file ? whole_file(comment->place.source)
				 : comment->scope,
	};
	size_t close = str_find(rules, ']');
	struct str names = str_trim(str_head(rules, close));

	if (close == rules.len)
		suppressions_refuse(suppressions, comment->place,
			"the list of rules is not closed with ']'");
	else if (!names.len)
		suppressions_refuse(suppressions, comment->place,
			"this ignores no rule; write 'ignore[rule] reason'");
	else if (of_file && !comment->heads_file)
		suppressions_refuse(suppressions, comment->place,
			"'ignore-file' stands at the top of a file, above its "
			"first key");
	else if (!like.scope.source)
		suppressions_refuse(suppressions, comment->place,
			"nothing stands beside this comment or below it");
	else
		read_rules(suppressions, comment, like, names,
			str_from(rules, close + 1));
}

/* Prose may begin with anything: only what is nearly right is wrong. */
static void
refuse_word(struct suppressions *suppressions, const struct comment *comment,
	struct str word, bool has_list)
{
	struct str near = nearest_of(word, words);

	if (near.len)
		suppressions_refuse(suppressions, comment->place,
			"'%.*s' is nothing that agentlint knows; did you mean "
			"'%.*s[rule] reason'?",
			STR_ARG(word), STR_ARG(near));
	else if (has_list)
		suppressions_refuse(suppressions, comment->place,
			"'%.*s' is nothing that agentlint knows; write "
			"'ignore[rule] reason'",
			STR_ARG(word));
}

static void
read_comment(struct suppressions *suppressions, const struct comment *comment)
{
	struct str rest = comment->text;
	size_t len = 0;
	struct str word;
	bool of_file;
	bool has_list;

	while (len < rest.len && rest.ptr[len] != '[' && rest.ptr[len] != ' ' &&
		rest.ptr[len] != '\t')
		len++;
	word = str_head(rest, len);
	rest = str_trim(str_from(rest, len));
	has_list = str_starts(rest, "[");
	of_file = str_is(word, "ignore-file");
	if (!of_file && !str_is(word, "ignore"))
		refuse_word(suppressions, comment, word, has_list);
	else if (!has_list)
		suppressions_refuse(suppressions, comment->place,
			"'%.*s' names no rule; write '%.*s[rule] reason'",
			STR_ARG(word), STR_ARG(word));
	else
		read_list(suppressions, comment, of_file, str_from(rest, 1));
}

/* What stands in a document that could not be read may be no comment. */
static bool
is_lost(const struct source *source, const struct comment *comment)
{
	return !comment->scope.source && !comment->heads_file &&
	       source_is_broken(source);
}

void
directives_read(struct suppressions *suppressions, const struct source *source)
{
	struct comments comments = comments_find(suppressions->arena, source);

	for (size_t i = 0; i < comments.count; i++)
		if (!is_lost(source, &comments.items[i]))
			read_comment(suppressions, &comments.items[i]);
}
