/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses of both families as numbers. */
#include "analysis/network/address.h"

#include <string.h>

enum { GROUPS = 8 };

int
address_compare(struct address a, struct address b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	if (a.low != b.low)
		return a.low < b.low ? -1 : 1;
	return 0;
}

struct address
address_next(struct address a)
{
	a.low++;
	if (!a.low)
		a.high++;
	return a;
}

struct address
address_previous(struct address a)
{
	if (!a.low)
		a.high--;
	a.low--;
	return a;
}

struct address
address_last(enum family family)
{
	if (family == FAMILY_IPV4)
		return (struct address){ 0, UINT32_MAX };
	return (struct address){ UINT64_MAX, UINT64_MAX };
}

unsigned
address_bits(enum family family)
{
	return family == FAMILY_IPV4 ? 32 : 128;
}

/* The 128 bits of which the lowest COUNT are set. */
static struct address
low_bits(unsigned count)
{
	if (count >= 128)
		return (struct address){ UINT64_MAX, UINT64_MAX };
	if (count >= 64)
		return (struct address){ ((uint64_t)1 << (count - 64)) - 1,
			UINT64_MAX };
	return (struct address){ 0, ((uint64_t)1 << count) - 1 };
}

struct address
address_floor(enum family family, struct address a, unsigned bits)
{
	struct address host = low_bits(address_bits(family) - bits);

	return (struct address){ a.high & ~host.high, a.low & ~host.low };
}

struct address
address_ceiling(enum family family, struct address a, unsigned bits)
{
	struct address host = low_bits(address_bits(family) - bits);

	return (struct address){ a.high | host.high, a.low | host.low };
}

/* Reads the octet at *AT and moves behind it. */
static bool
parse_octet(struct str text, size_t *at, uint64_t *octet, bool *loose)
{
	size_t start = *at;
	uint64_t value = 0;

	for (; *at < text.len && value <= UINT8_MAX; ++*at) {
		char c = text.ptr[*at];

		if (c < '0' || c > '9')
			break;
		value = value * 10 + (uint64_t)(c - '0');
	}
	if (*at - start > 1 && text.ptr[start] == '0')
		*loose = true;
	*octet = value;
	return *at > start && value <= UINT8_MAX;
}

static bool
parse_dotted(struct str text, uint64_t *value, bool *loose)
{
	uint64_t result = 0;
	size_t at = 0;

	for (int i = 0; i < 4; i++) {
		uint64_t octet;

		if (i > 0 && (at == text.len || text.ptr[at++] != '.'))
			return false;
		if (!parse_octet(text, &at, &octet, loose))
			return false;
		result = result << 8 | octet;
	}
	*value = result;
	return at == text.len;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Reads the group at the start of *TEXT and moves behind it. */
static bool
parse_group(struct str *text, uint16_t *group, bool *loose)
{
	unsigned value = 0;
	size_t length = 0;

	while (length < text->len && hex_digit(text->ptr[length]) >= 0) {
		value = value << 4 | (unsigned)hex_digit(text->ptr[length]);
		if (value > UINT16_MAX)
			return false;
		length++;
	}
	if (length > 4)
		*loose = true;
	*group = (uint16_t)value;
	*text = str_from(*text, length);
	return length > 0;
}

/* The groups of an IPv6 address as far as they are written. */
struct groups {
	uint16_t of[GROUPS];
	int count;
	int gap; /* index before which "::" stands, or -1 */
	bool dotted;
};

/* Whether the text up to the next colon is an IPv4 address. */
static bool
parse_tail(struct groups *groups, struct str text, bool *loose)
{
	uint64_t value;

	if (groups->count > GROUPS - 2 || !parse_dotted(text, &value, loose))
		return false;
	groups->of[groups->count++] = (uint16_t)(value >> 16);
	groups->of[groups->count++] = (uint16_t)value;
	groups->dotted = true;
	return true;
}

static bool
parse_groups(struct groups *groups, struct str text, bool *loose)
{
	if (str_starts(text, "::")) {
		groups->gap = 0;
		text = str_from(text, 2);
	}
	while (text.len) {
		if (str_find(text, ':') == text.len &&
			str_find(text, '.') < text.len)
			return parse_tail(groups, text, loose);
		if (groups->count == GROUPS ||
			!parse_group(&text, &groups->of[groups->count], loose))
			return false;
		groups->count++;
		if (!text.len)
			return true;
		if (text.ptr[0] != ':' || text.len == 1)
			return false;
		text = str_from(text, 1);
		if (text.ptr[0] != ':')
			continue;
		if (groups->gap >= 0)
			return false;
		groups->gap = groups->count;
		text = str_from(text, 1);
	}
	return true;
}

static bool
parse_ipv6(struct str text, struct address *address, bool *loose, bool *mapped)
{
	struct groups groups = { .gap = -1 };
	struct address result = { 0 };

	if (!parse_groups(&groups, text, loose))
		return false;
	if (groups.gap < 0 ? groups.count != GROUPS : groups.count == GROUPS)
		return false;
	for (int i = 0; i < GROUPS; i++) {
		int missing = GROUPS - groups.count;
		uint16_t group = 0;

		if (groups.gap < 0 || i < groups.gap)
			group = groups.of[i];
		else if (i >= groups.gap + missing)
			group = groups.of[i - missing];
		result.high = result.high << 16 | result.low >> 48;
		result.low = result.low << 16 | group;
	}
	*mapped = !result.high && result.low >> 32 == UINT16_MAX;
	*address = result;
	return true;
}

bool
address_parse(struct str text, enum family *family, struct address *address,
	bool *loose, bool *mapped)
{
	struct address parsed = { 0 };
	bool zeros = false;
	bool wrapped = false;
	bool six = str_find(text, ':') < text.len;

	if (six ? !parse_ipv6(text, &parsed, &zeros, &wrapped)
		: !parse_dotted(text, &parsed.low, &zeros))
		return false;
	*family = six ? FAMILY_IPV6 : FAMILY_IPV4;
	*address = parsed;
	*loose = zeros;
	*mapped = wrapped;
	return true;
}

static unsigned
group_at(struct address a, int i)
{
	uint64_t half = i < 4 ? a.high : a.low;

	return (unsigned)(half >> (48 - 16 * (i % 4)) & UINT16_MAX);
}

/* Index of the first of the longest run of at least two zero groups, and its
 * length; GROUPS and 0 when there is none. */
static void
longest_gap(struct address a, int *start, int *length)
{
	*start = GROUPS;
	*length = 0;
	for (int i = 0; i < GROUPS; i++) {
		int end = i;

		while (end < GROUPS && !group_at(a, end))
			end++;
		if (end - i > 1 && end - i > *length) {
			*start = i;
			*length = end - i;
		}
		if (end > i)
			i = end - 1;
	}
}

static struct str
print_ipv6(struct arena *arena, struct address a)
{
	struct str text = STR("");
	int gap;
	int length;

	longest_gap(a, &gap, &length);
	for (int i = 0; i < GROUPS; i++) {
		bool colon = i > 0 && i != gap + length;

		if (i == gap) {
			text = arena_printf(arena, "%.*s::", STR_ARG(text));
			i += length - 1;
			continue;
		}
		text = arena_printf(arena, "%.*s%s%x", STR_ARG(text),
			colon ? ":" : "", group_at(a, i));
	}
	return text;
}

struct str
address_print(struct arena *arena, enum family family, struct address a)
{
	if (family == FAMILY_IPV6)
		return print_ipv6(arena, a);
	return arena_printf(arena, "%u.%u.%u.%u",
		(unsigned)(a.low >> 24 & UINT8_MAX),
		(unsigned)(a.low >> 16 & UINT8_MAX),
		(unsigned)(a.low >> 8 & UINT8_MAX),
		(unsigned)(a.low & UINT8_MAX));
}
