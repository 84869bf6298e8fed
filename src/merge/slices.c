/* SPDX-License-Identifier: Apache-2.0 */
/* Brackets are counted and strings skipped; nothing else is looked at. */
#include "merge/slices.h"

#include <string.h>

struct scan {
	struct slices *slices;
	struct arena *arena;
	struct str text;
	size_t at;
	size_t depth;
	const char *key;
	size_t key_depth;
	size_t array;   /* where it begins; the text's length: not yet */
	size_t element; /* where the current one begins */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
skip_space(struct scan *scan)
{
	while (scan->at < scan->text.len && is_space(scan->text.ptr[scan->at]))
		scan->at++;
}

static bool
takes(struct scan *scan, char c)
{
	skip_space(scan);
	if (scan->at >= scan->text.len || scan->text.ptr[scan->at] != c)
		return false;
	scan->at++;
	return true;
}

/* From behind the opening quote to behind the closing one; what is between
 * them. */
static struct str
take_string(struct scan *scan)
{
	size_t start = scan->at;
	struct str content;

	while (scan->at < scan->text.len && scan->text.ptr[scan->at] != '"')
		scan->at += scan->text.ptr[scan->at] == '\\' ? 2 : 1;
	if (scan->at > scan->text.len)
		scan->at = scan->text.len;
	content = str_head(str_from(scan->text, start), scan->at - start);
	scan->at++;
	return content;
}

static bool
is_open(const struct scan *scan)
{
	return scan->array < scan->text.len;
}

/* Ends the current element before the character that was just taken. */
static void
add_element(struct scan *scan, bool last)
{
	struct slices *slices = scan->slices;
	struct str element =
		str_trim(str_head(str_from(scan->text, scan->element),
			scan->at - 1 - scan->element));

	scan->element = scan->at;
	/* An empty array has none. */
	if (last && !slices->count && !element.len)
		return;
	slices->items = arena_grow(scan->arena, slices->items, slices->count,
		&slices->capacity, sizeof(*slices->items));
	slices->items[slices->count++] = element;
}

static void
visit_string(struct scan *scan)
{
	struct str content = take_string(scan);

	if (is_open(scan) || scan->depth != scan->key_depth ||
		!str_is(content, scan->key) || !takes(scan, ':') ||
		!takes(scan, '['))
		return;
	scan->array = scan->at - 1;
	scan->element = scan->at;
	scan->depth++;
}

/* Whether that ends the array. */
static bool
visit_close(struct scan *scan)
{
	if (scan->depth > 0)
		scan->depth--;
	if (!is_open(scan) || scan->depth != scan->key_depth)
		return false;
	add_element(scan, true);
	scan->slices->array = str_head(
		str_from(scan->text, scan->array), scan->at - scan->array);
	return true;
}

bool
slices_find(struct slices *slices, struct arena *arena, struct str text,
	const char *key, size_t depth)
{
	struct scan scan = { slices, arena, text, 0, 0, key, depth, text.len,
		0 };

	*slices = (struct slices){ 0 };
	while (scan.at < text.len) {
		switch (text.ptr[scan.at++]) {
		case '"':
			visit_string(&scan);
			break;
		case '[':
		case '{':
			scan.depth++;
			break;
		case ']':
		case '}':
			if (visit_close(&scan))
				return true;
			break;
		case ',':
			if (is_open(&scan) && scan.depth == depth + 1)
				add_element(&scan, false);
			break;
		default:
			break;
		}
	}
	return false;
}
