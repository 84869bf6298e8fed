/* SPDX-License-Identifier: Apache-2.0 */
/* Calico's selector expressions, as libcalico-go's parser reads them. */
#include "analysis/network/calico_selector.h"

#include <string.h>

enum { DEPTH_MAX = 100, VALUES_MAX = 256 };

struct parser {
	struct arena *arena;
	const struct label_index *index;
	struct str rest;
	int depth;
	bool failed;
};

static struct match parse_or(struct parser *parser);

static bool
take(struct parser *parser, const char *token)
{
	parser->rest = str_trim(parser->rest);
	if (!str_starts(parser->rest, token))
		return false;
	parser->rest = str_from(parser->rest, strlen(token));
	return true;
}

static struct match
fail(struct parser *parser)
{
	parser->failed = true;
	return match_unknown(parser->arena, parser->index->size);
}

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (c && strchr("_./-", c));
}

static struct str
take_name(struct parser *parser)
{
	struct str name;
	size_t length = 0;

	parser->rest = str_trim(parser->rest);
	while (length < parser->rest.len &&
		is_name_byte(parser->rest.ptr[length]))
		length++;
	name = str_head(parser->rest, length);
	parser->rest = str_from(parser->rest, length);
	return name;
}

/* A word that is one only when no name goes on behind it. */
static bool
take_word(struct parser *parser, const char *word)
{
	struct parser before = *parser;
	struct str name = take_name(parser);

	if (str_is(name, word))
		return true;
	*parser = before;
	return false;
}

static bool
take_string(struct parser *parser, struct str *value)
{
	char quote;
	size_t end;

	parser->rest = str_trim(parser->rest);
	if (!parser->rest.len)
		return false;
	quote = parser->rest.ptr[0];
	if (quote != '\'' && quote != '"')
		return false;
	parser->rest = str_from(parser->rest, 1);
	end = str_find(parser->rest, quote);
	if (end == parser->rest.len)
		return false;
	*value = str_head(parser->rest, end);
	parser->rest = str_from(parser->rest, end + 1);
	return true;
}

/* {'a', 'b'} */
static bool
take_set(struct parser *parser, struct requirement *requirement)
{
	struct str *values =
		arena_array(parser->arena, VALUES_MAX, sizeof(*values));

	if (!take(parser, "{"))
		return false;
	while (!take(parser, "}")) {
		if (requirement->value_count == VALUES_MAX ||
			!take_string(
				parser, &values[requirement->value_count++]))
			return false;
		take(parser, ",");
	}
	requirement->values = values;
	return true;
}

static bool
take_value(struct parser *parser, struct requirement *requirement)
{
	struct str *value = arena_alloc(parser->arena, sizeof(*value));

	requirement->values = value;
	requirement->value_count = 1;
	return take_string(parser, value);
}

/* What stands behind a label's name. */
static bool
take_comparison(struct parser *parser, struct requirement *requirement)
{
	if (take(parser, "==")) {
		requirement->op = OPERATOR_IN;
		return take_value(parser, requirement);
	}
	if (take(parser, "!=")) {
		requirement->op = OPERATOR_NOT_IN;
		return take_value(parser, requirement);
	}
	if (take_word(parser, "in")) {
		requirement->op = OPERATOR_IN;
		return take_set(parser, requirement);
	}
	if (take_word(parser, "not") && take_word(parser, "in")) {
		requirement->op = OPERATOR_NOT_IN;
		return take_set(parser, requirement);
	}
	return false;
}

/* contains, starts with, ends with: read, but anything may match. */
static bool
take_part(struct parser *parser)
{
	struct str ignored;

	if (take_word(parser, "contains"))
		return take_string(parser, &ignored);
	if (!take_word(parser, "starts") && !take_word(parser, "ends"))
		return false;
	return take_word(parser, "with") && take_string(parser, &ignored);
}

static struct match
parse_label(struct parser *parser)
{
	struct requirement requirement = { .key = take_name(parser) };
	struct parser before = *parser;

	if (!requirement.key.len)
		return fail(parser);
	if (take_part(parser))
		return match_unknown(parser->arena, parser->index->size);
	*parser = before;
	if (!take_comparison(parser, &requirement))
		return fail(parser);
	for (size_t i = 0; i < requirement.value_count; i++)
		requirement.open = requirement.open ||
				   text_is_placeholder(requirement.values[i]);
	return label_index_match_one(
		parser->arena, parser->index, &requirement);
}

static struct match
parse_has(struct parser *parser)
{
	struct requirement requirement = { .op = OPERATOR_EXISTS };

	if (!take(parser, "("))
		return fail(parser);
	requirement.key = take_name(parser);
	if (!requirement.key.len || !take(parser, ")"))
		return fail(parser);
	return label_index_match_one(
		parser->arena, parser->index, &requirement);
}

static struct match
parse_atom(struct parser *parser)
{
	struct match match;

	if (parser->failed || ++parser->depth > DEPTH_MAX)
		return fail(parser);
	if (take(parser, "!")) {
		match = parse_atom(parser);
		match_not(parser->arena, &match);
	} else if (take(parser, "(")) {
		match = parse_or(parser);
		if (!take(parser, ")"))
			return fail(parser);
	} else if (take(parser, "all()")) {
		match = match_all(parser->arena, parser->index->size);
	} else if (take(parser, "global()")) {
		match = match_none(parser->index->size);
	} else if (take_word(parser, "has")) {
		match = parse_has(parser);
	} else {
		match = parse_label(parser);
	}
	parser->depth--;
	return match;
}

static struct match
parse_and(struct parser *parser)
{
	struct match match = parse_atom(parser);

	while (!parser->failed && take(parser, "&&")) {
		struct match next = parse_atom(parser);

		match_and(&match, &next);
	}
	return match;
}

static struct match
parse_or(struct parser *parser)
{
	struct match match = parse_and(parser);

	while (!parser->failed && take(parser, "||")) {
		struct match next = parse_and(parser);

		match_or(parser->arena, &match, &next);
	}
	return match;
}

bool
calico_selector_is_all(struct str text)
{
	text = str_trim(text);
	return !text.len || str_is(text, "all()");
}

struct match
calico_selector_match(
	struct arena *arena, const struct label_index *index, struct str text)
{
	struct parser parser = { .arena = arena, .index = index, .rest = text };
	struct match match;

	if (calico_selector_is_all(text))
		return match_all(arena, index->size);
	if (text_is_placeholder(text))
		return match_unknown(arena, index->size);
	match = parse_or(&parser);
	if (parser.failed || str_trim(parser.rest).len)
		return match_unknown(arena, index->size);
	return match;
}
