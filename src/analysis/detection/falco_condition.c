/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions of Falco's rules, as far as they are read without its fields. */
#include <agentlint/falco.h>

#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A word ends where a value without quotes does. */
static bool
ends_word(char c)
{
	return is_blank(c) || c == '(' || c == ')' || c == ',' || c == '=' ||
	       c == '<' || c == '>' || c == '!' || c == '"' || c == '\'';
}

static struct str
take_word(struct str *s)
{
	size_t len = 0;
	struct str word;

	while (len < s->len && !ends_word(s->ptr[len]))
		len++;
	word = str_head(*s, len);
	*s = str_from(*s, len);
	return word;
}

/* Cuts off a text in quotes; false when it does not end. */
static bool
take_quoted(struct str *s)
{
	char quote = s->ptr[0];
	size_t i = 1;

	while (i < s->len && s->ptr[i] != quote)
		i += s->ptr[i] == '\\' ? 2 : 1;
	if (i >= s->len)
		return false;
	*s = str_from(*s, i + 1);
	return true;
}

static bool
joins(struct str word)
{
	return str_is(word, "and") || str_is(word, "or") || str_is(word, "not");
}

struct reading {
	struct str rest;
	struct str last; /* word, when nothing stands behind it yet */
	size_t depth;    /* of parentheses */
};

static const char *
read_parenthesis(struct reading *reading)
{
	bool closes = reading->rest.ptr[0] == ')';

	if (closes && !reading->depth)
		return "a ')' has no '('";
	if (closes && joins(reading->last))
		return "an operator has no right side";
	if (closes)
		reading->depth--;
	else
		reading->depth++;
	reading->rest = str_from(reading->rest, 1);
	return NULL;
}

/* Takes the next piece off; what is wrong with it, or NULL. */
static const char *
read_piece(struct reading *reading)
{
	char c = reading->rest.ptr[0];

	if (c == '(' || c == ')')
		return read_parenthesis(reading);
	if (c == '"' || c == '\'') {
		reading->last = (struct str){ 0 };
		return take_quoted(&reading->rest) ? NULL
						   : "a quote is not closed";
	}
	if (ends_word(c))
		reading->rest = str_from(reading->rest, 1);
	else
		reading->last = take_word(&reading->rest);
	return NULL;
}

const char *
falco_condition_problem(struct str condition)
{
	struct reading reading = { .rest = str_trim(condition) };
	const char *problem = NULL;

	if (!reading.rest.len)
		return "it is empty";
	while (reading.rest.len && !problem)
		problem = read_piece(&reading);
	if (problem)
		return problem;
	if (reading.depth)
		return "a '(' is not closed";
	return joins(reading.last) ? "it ends with an operator" : NULL;
}

static bool
compares(struct str word)
{
	static const char *const operators[] = { "contains", "icontains",
		"bcontains", "startswith", "bstartswith", "endswith", "glob",
		"iglob", "regex", "in", "intersects", "pmatch" };

	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (str_is(word, operators[i]))
			return true;
	return false;
}

static void
skip_blanks(struct str *s)
{
	while (s->len && is_blank(s->ptr[0]))
		*s = str_from(*s, 1);
}

/* Behind a comparison: one value, or a list in parentheses. */
static void
skip_value(struct str *s)
{
	skip_blanks(s);
	while (s->len && strchr("=<>!", s->ptr[0]))
		*s = str_from(*s, 1);
	skip_blanks(s);
	if (s->len && s->ptr[0] == '(') {
		*s = str_from(*s, str_find(*s, ')') + 1);
		return;
	}
	if (s->len && (s->ptr[0] == '"' || s->ptr[0] == '\'')) {
		if (!take_quoted(s))
			*s = (struct str){ 0 };
		return;
	}
	take_word(s);
}

static bool
is_macro_name(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter && !(i && ((c >= '0' && c <= '9') || c == '_')))
			return false;
	}
	return word.len > 0;
}

bool
falco_next_macro(struct str *condition, struct str *name)
{
	while (condition->len) {
		char c = condition->ptr[0];
		struct str word;

		if (c == '"' || c == '\'') {
			if (!take_quoted(condition))
				return false;
			continue;
		}
		if (strchr("=<>!", c)) {
			skip_value(condition);
			continue;
		}
		if (ends_word(c)) {
			*condition = str_from(*condition, 1);
			continue;
		}
		word = take_word(condition);
		if (compares(word)) {
			skip_value(condition);
			continue;
		}
		skip_blanks(condition);
		/* "val(field)" is a function, "x exists" a field's test. */
		if (joins(word) || str_is(word, "exists") ||
			!is_macro_name(word) || str_starts(*condition, "("))
			continue;
		*name = word;
		return true;
	}
	return false;
}

/* Goes behind the next comparison with values in parentheses; true when one is
 * there and CONDITION begins inside. */
static bool
enter_values(struct str *condition)
{
	while (condition->len) {
		char c = condition->ptr[0];
		struct str word;

		if (c == '"' || c == '\'') {
			if (!take_quoted(condition))
				return false;
			continue;
		}
		if (ends_word(c)) {
			*condition = str_from(*condition, 1);
			continue;
		}
		word = take_word(condition);
		skip_blanks(condition);
		if (!compares(word) || !str_starts(*condition, "("))
			continue;
		*condition = str_from(*condition, 1);
		return true;
	}
	return false;
}

bool
falco_next_list(struct str *condition, bool *inside, struct str *name)
{
	while (*inside || enter_values(condition)) {
		*inside = true;
		while (condition->len && condition->ptr[0] != ')') {
			char c = condition->ptr[0];

			if (c == '"' || c == '\'') {
				if (!take_quoted(condition))
					return false;
			} else if (ends_word(c)) {
				*condition = str_from(*condition, 1);
			} else {
				*name = take_word(condition);
				return true;
			}
		}
		*inside = false;
		if (!condition->len)
			return false;
	}
	return false;
}
