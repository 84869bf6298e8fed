/* SPDX-License-Identifier: Apache-2.0 */
/* Values that stand where a credential will be, and are none. */
#include <agentlint/secret.h>

#include <string.h>

/* Anywhere in the value. */
static const char *const parts[] = {
	"${",
	"{{",
	"$(",
	"xxxx",
	"****",
	"...",
	"\xe2\x80\xa6", /* an ellipsis */
	"placeholder",
	"changeme",
	"change-me",
	"change_me",
	"replace",
	"redacted",
	"dummy",
	"example",
	"insert",
	"your-",
	"your_",
	"yourkey",
	"yourtoken",
	"not-needed",
	"notneeded",
	"not_needed",
	"not-required",
	"not-used",
	"notused",
	"no-key",
	"nokey",
	"no_key",
	"unused",
	"ignored",
	"lm-studio",
	"lmstudio",
	"sk-1234567890",
};

/* As a word of their own: neither letter stands beside them. */
static const char *const words[] = {
	"none",
	"null",
	"nil",
	"na",
	"n/a",
	"empty",
	"unset",
	"undefined",
	"fake",
	"mock",
	"test",
	"tests",
	"testing",
	"sample",
	"demo",
	"todo",
	"tbd",
	"fixme",
	"ollama",
	"vllm",
	"local",
	"localhost",
	"true",
	"false",
	"random",
	"generate",
	"generated",
	"your",
	"my",
	"here",
	"xxx",
};

/* Schemes by which injectors and operators name a secret instead of it. */
static const char *const references[] = {
	"vault:",
	"bao:",
	"op://",
	"ref+",
	"env:",
	"file:",
	"secret:",
	"secretref:",
	"arn:aws:",
	"aws-sm:",
	"gcp:secretmanager:",
	"projects/",
	"azurekeyvault",
	"@Microsoft.KeyVault(",
	"pass://",
	"$",
	"<",
	"[",
	"%",
	"__",
	"@@",
	">>",
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Whether the lower-case TEXT stands at S's start. */
static bool
starts_nocase(struct str s, const char *text)
{
	size_t len = strlen(text);

	return s.len >= len && str_is_nocase(str_head(s, len), text);
}

static bool
holds_part(struct str value)
{
	for (; value.len; value = str_from(value, 1))
		for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
			if (lower(value.ptr[0]) == parts[i][0] &&
				starts_nocase(value, parts[i]))
				return true;
	return false;
}

static bool
is_word_at(struct str rest)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);

		if (lower(rest.ptr[0]) == words[i][0] &&
			starts_nocase(rest, words[i]) &&
			(rest.len == len || !is_letter(rest.ptr[len])))
			return true;
	}
	return false;
}

static bool
holds_word(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((i == 0 || !is_letter(value.ptr[i - 1])) &&
			is_word_at(str_from(value, i)))
			return true;
	return false;
}

/* "aaaaaaaa", "12345678", "abcdefgh": nobody's generator makes these. */
static bool
is_typed_in_a_row(struct str value)
{
	size_t same = 1, rising = 1;

	for (size_t i = 1; i < value.len; i++) {
		char last = lower(value.ptr[i - 1]), c = lower(value.ptr[i]);

		same = c == last ? same + 1 : 1;
		rising = c == last + 1 ? rising + 1 : 1;
		if (same == 6 || rising == 8)
			return true;
	}
	return false;
}

/* Empty, also in the quotes that an argument without a shell keeps:
 * --token='' */
static bool
is_empty(struct str value)
{
	while (value.len && (value.ptr[0] == '\'' || value.ptr[0] == '"'))
		value = str_from(value, 1);
	return !value.len;
}

/* Such as MYSQL_ALLOW_EMPTY_PASSWORD has; within a key they say nothing. */
static bool
is_switch(struct str value)
{
	return str_is_nocase(value, "yes") || str_is_nocase(value, "no") ||
	       str_is_nocase(value, "on") || str_is_nocase(value, "off");
}

bool
secret_is_dummy(struct str value)
{
	value = str_trim(value);
	if (is_empty(value) || is_switch(value))
		return true;
	for (size_t i = 0; i < sizeof(references) / sizeof(*references); i++)
		if (str_starts(value, references[i]))
			return true;
	return holds_part(value) || holds_word(value) ||
	       is_typed_in_a_row(value);
}
