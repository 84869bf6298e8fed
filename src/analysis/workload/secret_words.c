/* SPDX-License-Identifier: Apache-2.0 */
/* Names and their values in command lines, scripts and URLs. */
#include <agentlint/secret.h>

#include <string.h>

enum { LONGEST_TEMPLATE = 256 }; /* longer ones are not looked for */

static bool
is_between(char c)
{
	switch (c) {
	case ' ':
	case '\t':
	case '\r':
	case '\n':
	case ';':
	case '&':
	case '|':
	case '?':
	case '(':
	case ')':
	case '{':
	case '}':
	case '"':
	case '\'':
	case ',':
	case '`':
		return true;
	default:
		return false;
	}
}

static bool
is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* How much of TEXT's start a template fills in: "{{ ... }}". What has quotes
 * in it may be JSON whose braces are doubled. */
static size_t
template_length(struct str text)
{
	if (text.len < 2 || text.ptr[0] != '{' || text.ptr[1] != '{')
		return 0;
	text = str_head(text, LONGEST_TEMPLATE);
	for (size_t i = 2; i + 1 < text.len; i++) {
		if (is_quote(text.ptr[i]) || text.ptr[i] == '\n')
			break;
		if (text.ptr[i] == '}' && text.ptr[i + 1] == '}')
			return i + 2;
	}
	return 0;
}

static void
skip_between(struct str *text)
{
	while (text->len && is_between(text->ptr[0]) &&
		!(text->ptr[0] == '{' && template_length(*text)))
		*text = str_from(*text, 1);
}

/* A word, or the "NAME=" of it when its value is quoted. A placeholder is part
 * of the word that it stands in. */
static struct str
take_word(struct str *text)
{
	struct str word;
	size_t len = 0;

	skip_between(text);
	while (len < text->len) {
		size_t filled_in =
			text->ptr[len] == '{'
				? template_length(str_from(*text, len))
				: 0;

		if (!filled_in && is_between(text->ptr[len]))
			break;
		len += filled_in ? filled_in : 1;
	}
	word = str_head(*text, len);
	*text = str_from(*text, len);
	return word;
}

/* What follows a word that ends with "=", or a flag: to the next blank, or to
 * the quote that ends it. */
static struct str
take_value(struct str *text)
{
	struct str value;

	if (!text->len || !is_quote(text->ptr[0]))
		return take_word(text);
	value = str_from(*text, 1);
	value = str_head(value, str_find(value, text->ptr[0]));
	*text = str_from(*text, value.len + 2);
	return value;
}

static struct str
peek_word(struct str text)
{
	return take_word(&text);
}

/* "Bearer" and "Basic" stand before the value of a header. */
static struct str
take_header(struct str *text)
{
	struct str word = take_word(text);

	if (str_is_nocase(word, "Bearer") || str_is_nocase(word, "Basic"))
		word = take_word(text);
	return word;
}

/* What joins a name in quotes with its value in JSON, or a name with it in a
 * file of settings: there the value ends its line. */
static bool
take_joined(struct str *text, struct str word, struct str *value)
{
	struct str rest = *text;

	/* The value may be the name of what it holds. */
	if (str_is(word, ":")) {
		*value = take_header(&rest);
		return true;
	}
	if (!str_is(word, "=") || !str_starts(rest, " "))
		return false;
	*value = take_word(&rest);
	if (rest.len && rest.ptr[0] != '\n' && rest.ptr[0] != '\r')
		return false;
	*text = rest;
	return true;
}

bool
secret_next_pair(struct str *text, struct str *name, struct str *value)
{
	struct str last = { 0 };

	for (struct str word; text->len; last = word) {
		struct str rest;

		word = take_word(text);
		rest = word;
		*name = str_cut(&rest, '=');
		*value = rest;
		if (take_joined(text, word, value)) {
			*name = last;
		} else if (name->len < word.len) {
			if (!rest.len && text->len && is_quote(text->ptr[0]))
				*value = take_value(text);
		} else if (str_ends(word, ":")) {
			*name = str_head(word, word.len - 1);
			*value = take_header(text);
		} else if (str_starts(word, "-") && text->len &&
			   !str_starts(peek_word(*text), "-")) {
			/* What is quoted may hold a pair of its own. */
			rest = str_from(*text, text->ptr[0] == ' ');
			*value = take_value(&rest);
		} else {
			continue;
		}
		if (name->len && value->len)
			return true;
	}
	return false;
}

/* What stands in a script is often code: only plain words are values. */
static bool
is_word(struct str value)
{
	bool digit = false;

	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		digit |= c >= '0' && c <= '9';
		if (!letter && !(c >= '0' && c <= '9') &&
			!strchr("_-+/=~!@#%^*", c))
			return false;
	}
	return digit && value.len >= 6;
}

enum certainty
secret_judge_words(struct str text, struct str *name, struct secret *secret)
{
	struct str value;

	while (secret_next_pair(&text, name, &value))
		if (is_word(value) && secret_name(*name) != SECRET_NAME_NONE &&
			secret_judge(*name, value, secret) != SECRET_NO)
			return SECRET_LIKELY;
	return SECRET_NO;
}

enum certainty
secret_judge_text(struct str *name, struct str text, struct secret *secret)
{
	enum certainty certainty = secret_judge(*name, text, secret);

	return certainty != SECRET_NO ? certainty
				      : secret_judge_words(text, name, secret);
}
