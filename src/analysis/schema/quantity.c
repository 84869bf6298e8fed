/* SPDX-License-Identifier: Apache-2.0 */
/* The grammar of quantities. */
#include "analysis/schema/quantity.h"

/* Cuts the digits off the head of TEXT; returns how many there were. */
static size_t
cut_digits(struct str *text)
{
	size_t count = 0;

	while (count < text->len && text->ptr[count] >= '0' &&
		text->ptr[count] <= '9')
		count++;
	*text = str_from(*text, count);
	return count;
}

static bool
cut_sign(struct str *text)
{
	if (!text->len || (text->ptr[0] != '+' && text->ptr[0] != '-'))
		return false;
	*text = str_from(*text, 1);
	return true;
}

static bool
is_exponent(struct str text)
{
	if (!text.len || (text.ptr[0] != 'e' && text.ptr[0] != 'E'))
		return false;
	text = str_from(text, 1);
	cut_sign(&text);
	return cut_digits(&text) && !text.len;
}

bool
quantity_is_valid(struct str text)
{
	static const char *const suffixes[] = { "", "n", "u", "m", "k", "M",
		"G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", NULL };

	if (!text.len)
		return false;
	cut_sign(&text);
	cut_digits(&text);
	if (str_starts(text, ".")) {
		text = str_from(text, 1);
		cut_digits(&text);
	}
	for (size_t i = 0; suffixes[i]; i++)
		if (str_is(text, suffixes[i]))
			return true;
	return is_exponent(text);
}
