/* SPDX-License-Identifier: Apache-2.0 */
/* Base64, as much of it as Secrets need. */
#include <agentlint/base64.h>

static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Counts and takes off the padding at the end. */
static size_t
take_padding(struct str *text)
{
	size_t count = 0;

	*text = str_trim(*text);
	for (; count < 2 && str_ends(*text, "="); count++)
		text->len--;
	return count;
}

bool
base64_decode(struct str text, char *out, size_t size, size_t *len)
{
	size_t padding = take_padding(&text);
	size_t digits = 0;
	unsigned bits = 0;

	*len = 0;
	for (size_t i = 0; i < text.len; i++) {
		int value = value_of(text.ptr[i]);

		if (text.ptr[i] == '\n' || text.ptr[i] == '\r')
			continue;
		if (value < 0)
			return false;
		bits = bits << 6 | (unsigned)value;
		if (digits++ % 4 && *len < size)
			out[(*len)++] =
				(char)(bits >> (6 - 2 * ((digits - 1) % 4)) &
					0xff);
	}
	return (digits + padding) % 4 == 0;
}
