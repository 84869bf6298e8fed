/* SPDX-License-Identifier: Apache-2.0 */
/* The YAML 1.1 of sigs.k8s.io/yaml: words first, then numbers in the
 * spellings of Go's strconv, base 60 left out. */
#include "load/scalar.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct word {
	const char *text;
	enum value_type type;
	bool truth;
} words[] = {
	{ "y", VALUE_BOOL, true },
	{ "Y", VALUE_BOOL, true },
	{ "yes", VALUE_BOOL, true },
	{ "Yes", VALUE_BOOL, true },
	{ "YES", VALUE_BOOL, true },
	{ "true", VALUE_BOOL, true },
	{ "True", VALUE_BOOL, true },
	{ "TRUE", VALUE_BOOL, true },
	{ "on", VALUE_BOOL, true },
	{ "On", VALUE_BOOL, true },
	{ "ON", VALUE_BOOL, true },
	{ "n", VALUE_BOOL, false },
	{ "N", VALUE_BOOL, false },
	{ "no", VALUE_BOOL, false },
	{ "No", VALUE_BOOL, false },
	{ "NO", VALUE_BOOL, false },
	{ "false", VALUE_BOOL, false },
	{ "False", VALUE_BOOL, false },
	{ "FALSE", VALUE_BOOL, false },
	{ "off", VALUE_BOOL, false },
	{ "Off", VALUE_BOOL, false },
	{ "OFF", VALUE_BOOL, false },
	{ "", VALUE_NULL, false },
	{ "~", VALUE_NULL, false },
	{ "null", VALUE_NULL, false },
	{ "Null", VALUE_NULL, false },
	{ "NULL", VALUE_NULL, false },
	{ ".nan", VALUE_FLOAT, false },
	{ ".NaN", VALUE_FLOAT, false },
	{ ".NAN", VALUE_FLOAT, false },
	{ ".inf", VALUE_FLOAT, false },
	{ ".Inf", VALUE_FLOAT, false },
	{ ".INF", VALUE_FLOAT, false },
	{ "+.inf", VALUE_FLOAT, false },
	{ "+.Inf", VALUE_FLOAT, false },
	{ "+.INF", VALUE_FLOAT, false },
	{ "-.inf", VALUE_FLOAT, false },
	{ "-.Inf", VALUE_FLOAT, false },
	{ "-.INF", VALUE_FLOAT, false },
};

enum { LONGEST_WORD = 5, LONGEST_NUMBER = 80 };

static const struct word *
word_find(struct str text)
{
	if (text.len > LONGEST_WORD)
		return NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if ((!text.len || words[i].text[0] == text.ptr[0]) &&
			str_is(text, words[i].text))
			return &words[i];
	return NULL;
}

/* Copies TEXT without underscores, as goyaml does before it reads a number;
 * false when it is longer than any number that fits 64 bits. */
static bool
without_underscores(struct str text, char out[LONGEST_NUMBER])
{
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '_')
			continue;
		if (len == LONGEST_NUMBER - 1 || !text.ptr[i])
			return false;
		out[len++] = text.ptr[i];
	}
	out[len] = '\0';
	return len > 0;
}

/* The base that a prefix asks for; moves *DIGITS behind it. A lone "0" is
 * decimal, "010" is octal. */
static int
number_base(const char **digits)
{
	const char *text = *digits;

	if (text[0] != '0' || !text[1])
		return 10;
	*digits += 2;
	switch (text[1]) {
	case 'x':
	case 'X':
		return 16;
	case 'o':
	case 'O':
		return 8;
	case 'b':
	case 'B':
		return 2;
	}
	*digits = text + 1;
	return 8;
}

static bool
is_sign(char c)
{
	return c == '+' || c == '-';
}

/* Whether TEXT is an integer; its VALUE, and whether that FITS 64 bits. */
static bool
parse_int(struct str text, int64_t *value, bool *fits)
{
	char buffer[LONGEST_NUMBER];
	const char *digits = buffer;
	unsigned long long magnitude;
	bool negative;
	char *end;
	int base;

	if (!without_underscores(text, buffer))
		return false;
	negative = *digits == '-';
	if (is_sign(*digits))
		digits++;
	base = number_base(&digits);
	/* strtoull would take blanks and a second sign. */
	if (!*digits || is_sign(*digits) || *digits == ' ')
		return false;
	errno = 0;
	magnitude = strtoull(digits, &end, base);
	if (*end)
		return false;
	*fits = !errno && magnitude <= INT64_MAX;
	if (*fits)
		*value = negative ? -(int64_t)magnitude : (int64_t)magnitude;
	return true;
}

static size_t
count_digits(struct str *text)
{
	size_t count = 0;

	while (count < text->len && text->ptr[count] >= '0' &&
		text->ptr[count] <= '9')
		count++;
	*text = str_from(*text, count);
	return count;
}

/* [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? */
static bool
is_float(struct str text)
{
	size_t before;
	size_t after = 0;

	if (text.len && is_sign(text.ptr[0]))
		text = str_from(text, 1);
	before = count_digits(&text);
	if (text.len && text.ptr[0] == '.') {
		text = str_from(text, 1);
		after = count_digits(&text);
	}
	if (!before && !after)
		return false;
	if (text.len && (text.ptr[0] == 'e' || text.ptr[0] == 'E')) {
		text = str_from(text, 1);
		if (text.len && is_sign(text.ptr[0]))
			text = str_from(text, 1);
		if (!count_digits(&text))
			return false;
	}
	return !text.len;
}

enum value_type
scalar_type(struct str text)
{
	int64_t value;
	bool fits;
	const struct word *word;

	/* Almost every scalar is told by its first character. */
	if (text.len && !strchr("+-.0123456789yYnNtTfFoO~", text.ptr[0]))
		return VALUE_STRING;
	word = text.len && isdigit((unsigned char)text.ptr[0])
		       ? NULL
		       : word_find(text);
	if (word)
		return word->type;
	if (!strchr("+-.0123456789", text.ptr[0]))
		return VALUE_STRING;
	if (text.ptr[0] != '.' && parse_int(text, &value, &fits))
		return VALUE_INT;
	return is_float(text) ? VALUE_FLOAT : VALUE_STRING;
}

bool
scalar_is_true(struct str text)
{
	const struct word *word = word_find(text);

	return word && word->truth;
}

bool
scalar_int(struct str text, int64_t *value)
{
	int64_t result;
	bool fits;

	if (!parse_int(text, &result, &fits) || !fits)
		return false;
	*value = result;
	return true;
}

/* ${NAME} and $NAME, which envsubst and many CI systems fill in; $(NAME) is
 * Kubernetes' own and no placeholder here. */
static bool
begins_variable(char next)
{
	return next == '{' || next == '_' || (next >= 'A' && next <= 'Z');
}

bool
text_is_placeholder(struct str text)
{
	/* Most texts hold neither. */
	if (!text.len || (!memchr(text.ptr, '$', text.len) &&
				 !memchr(text.ptr, '{', text.len)))
		return false;
	for (size_t i = 0; i + 1 < text.len; i++) {
		char next = text.ptr[i + 1];

		if (text.ptr[i] == '$' && begins_variable(next))
			return true;
		if (text.ptr[i] == '{' && next == '{')
			return true;
	}
	return false;
}
