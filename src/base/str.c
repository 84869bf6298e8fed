/* SPDX-License-Identifier: Apache-2.0 */
/* Views of bytes. */
#include <agentlint/str.h>

#include <string.h>

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
str_is_nocase(struct str s, const char *text)
{
	size_t i;

	for (i = 0; i < s.len && text[i]; i++)
		if (lower(s.ptr[i]) != lower(text[i]))
			return false;
	return i == s.len && !text[i];
}

bool
str_contains(struct str s, const char *part)
{
	if (!*part)
		return true;
	while ((s = str_from(s, str_find(s, *part))).len) {
		if (str_starts(s, part))
			return true;
		s = str_from(s, 1);
	}
	return false;
}

int
str_compare(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

struct str
str_from(struct str s, size_t start)
{
	if (start >= s.len)
		return (struct str){ 0 };
	return (struct str){ s.ptr + start, s.len - start };
}

struct str
str_head(struct str s, size_t len)
{
	return (struct str){ s.ptr, len < s.len ? len : s.len };
}

size_t
str_find(struct str s, char byte)
{
	const char *found = s.len ? memchr(s.ptr, byte, s.len) : NULL;

	return found ? (size_t)(found - s.ptr) : s.len;
}

struct str
str_cut(struct str *s, char separator)
{
	size_t at = str_find(*s, separator);
	struct str part = str_head(*s, at);

	*s = str_from(*s, at + 1);
	return part;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct str
str_trim(struct str s)
{
	while (s.len && is_blank(s.ptr[0]))
		s = str_from(s, 1);
	while (s.len && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}
