/* SPDX-License-Identifier: Apache-2.0 */
/* Names that say that their value is a credential. */
#include <agentlint/secret.h>

#include <stdint.h>
#include <string.h>

enum {
	NAME_LENGTH = 128, /* longer names say nothing */
};

/* In capitals joined by '_', as environment variables are. */
struct words {
	char text[2 * NAME_LENGTH];
	size_t len;
};

/* The names of keys, and the last words of others. */
static const struct {
	struct str words;
	enum secret_name kind;
} endings[] = {
#define KEY(name_, points_) { { name_, sizeof(name_) - 1 }, SECRET_NAME_KNOWN },
#define SETTING(name_, points_)
#define ENDING(words_, kind_) \
	{ { words_, sizeof(words_) - 1 }, SECRET_NAME_##kind_ },
#include "analysis/workload/variable.def"
#include "analysis/workload/secret_name.def"
#undef KEY
#undef SETTING
#undef ENDING
};

/* One of 64 bits that a name's last three letters set, whatever their case. The
 * factor keeps them from those of most fields' names. */
#define LAST_BIT(first_, second_, third_) \
	(UINT64_C(1) << (((((first_)&31) + ((second_)&31)) * 37 + \
				 ((third_)&31)) & \
			 63))
#define WORDS_BIT(words_) \
	LAST_BIT((words_)[sizeof(words_) - 4], (words_)[sizeof(words_) - 3], \
		(words_)[sizeof(words_) - 2])

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "api-key", "apiKey" and "--api.key" all become "API_KEY". */
static struct words
words_of(struct str name)
{
	struct words words = { .len = 0 };

	for (size_t i = 0; i < name.len && i < NAME_LENGTH; i++) {
		char c = name.ptr[i];
		bool joint =
			!is_upper(c) && !is_lower(c) && !(c >= '0' && c <= '9');

		if (joint && !words.len)
			continue;
		if (is_upper(c) && i && is_lower(name.ptr[i - 1]))
			words.text[words.len++] = '_';
		words.text[words.len++] = joint         ? '_'
					  : is_lower(c) ? (char)(c - 'a' + 'A')
							: c;
	}
	return words;
}

static bool
ends_with_words(struct str name, struct str words)
{
	size_t start = name.len - words.len;

	return name.len >= words.len &&
	       str_equal(str_from(name, start), words) &&
	       (start == 0 || name.ptr[start - 1] == '_');
}

/* Most keys of a manifest are none of these; spares them the tables. */
static bool
may_tell(struct str name)
{
#define KEY(name_, points_) | WORDS_BIT(name_)
#define SETTING(name_, points_)
#define ENDING(words_, kind_) | WORDS_BIT(words_)
	const uint64_t bits = 0
#include "analysis/workload/variable.def"
#include "analysis/workload/secret_name.def"
		;
#undef KEY
#undef SETTING
#undef ENDING
	const char *last;

	if (name.len < 3)
		return false;
	last = name.ptr + name.len - 3;
	return bits & LAST_BIT(last[0], last[1], last[2]);
}

enum secret_name
secret_name(struct str name)
{
	struct words words;
	struct str text;

	if (!may_tell(name))
		return SECRET_NAME_NONE;
	words = words_of(name);
	text = (struct str){ words.text, words.len };
	if (str_is(text, "PWD")) /* the shell's working directory */
		return SECRET_NAME_NONE;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (ends_with_words(text, endings[i].words))
			return endings[i].kind;
	return SECRET_NAME_NONE;
}
