/* SPDX-License-Identifier: Apache-2.0 */
/* Reads and applies label selectors in their one-line form. */
#include "graph/label_query.h"

struct reader {
	struct str rest;
	struct arena *arena;
};

/* Takes TOKEN and the blanks before it, if it is there. */
static bool
take(struct reader *reader, const char *token)
{
	struct str rest = str_trim(reader->rest);

	if (!str_starts(rest, token))
		return false;
	reader->rest = str_from(rest, str_of(token).len);
	return true;
}

static bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
	       c == '/';
}

/* A key or a value, which may be empty. */
static struct str
take_word(struct reader *reader)
{
	struct str rest = str_trim(reader->rest);
	size_t len = 0;

	while (len < rest.len && is_word_byte(rest.ptr[len]))
		len++;
	reader->rest = str_from(rest, len);
	return str_head(rest, len);
}

static bool
take_values(struct reader *reader, struct str_list *list)
{
	size_t capacity = 0;
	struct str *values = NULL;

	if (!take(reader, "("))
		return false;
	do {
		values = arena_grow(reader->arena, values, list->count,
			&capacity, sizeof(*values));
		values[list->count++] = take_word(reader);
	} while (take(reader, ","));
	list->items = values;
	return take(reader, ")");
}

static bool
take_value(struct reader *reader, struct str_list *list)
{
	struct str *value = arena_alloc(reader->arena, sizeof(*value));

	*value = take_word(reader);
	*list = (struct str_list){ value, 1 };
	return true;
}

/* What follows a key. */
static bool
take_condition(struct reader *reader, struct label_requirement *requirement)
{
	struct reader before = *reader;
	struct str word;

	requirement->op = LABEL_NOT_IN;
	if (take(reader, "!="))
		return take_value(reader, &requirement->values);
	requirement->op = LABEL_IN;
	if (take(reader, "==") || take(reader, "="))
		return take_value(reader, &requirement->values);
	word = take_word(reader);
	if (str_is(word, "in"))
		return take_values(reader, &requirement->values);
	requirement->op = LABEL_NOT_IN;
	if (str_is(word, "notin"))
		return take_values(reader, &requirement->values);
	*reader = before;
	requirement->op = LABEL_EXISTS;
	return true;
}

static bool
take_requirement(struct reader *reader, struct label_requirement *requirement)
{
	bool absent = take(reader, "!");

	requirement->key = take_word(reader);
	if (!requirement->key.len)
		return false;
	if (!absent)
		return take_condition(reader, requirement);
	requirement->op = LABEL_ABSENT;
	return true;
}

bool
label_query_parse(
	struct label_query *query, struct arena *arena, struct str text)
{
	struct reader reader = { str_trim(text), arena };
	size_t capacity = 0;

	*query = (struct label_query){ 0 };
	if (!reader.rest.len)
		return true;
	do {
		query->items = arena_grow(arena, query->items, query->count,
			&capacity, sizeof(*query->items));
		query->items[query->count] = (struct label_requirement){ 0 };
		if (!take_requirement(&reader, &query->items[query->count++]))
			return false;
	} while (take(&reader, ","));
	return !str_trim(reader.rest).len;
}

static bool
is_one_of(const struct node *label, const struct str_list *values)
{
	for (size_t i = 0; i < values->count; i++)
		if (str_equal(node_text(label), values->items[i]))
			return true;
	return false;
}

static bool
holds(const struct label_requirement *requirement, const struct node *labels)
{
	const struct node *label = node_get_str(labels, requirement->key);

	switch (requirement->op) {
	case LABEL_IN:
		return label && is_one_of(label, &requirement->values);
	case LABEL_NOT_IN:
		return !label || !is_one_of(label, &requirement->values);
	case LABEL_EXISTS:
		return label != NULL;
	case LABEL_ABSENT:
		return label == NULL;
	}
	return false;
}

bool
label_query_matches(const struct label_query *query, const struct node *labels)
{
	for (size_t i = 0; i < query->count; i++)
		if (!holds(&query->items[i], labels))
			return false;
	return true;
}
