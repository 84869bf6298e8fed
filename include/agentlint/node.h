/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of one YAML document: values that know their place.
 *
 * Nodes live as long as the run and are never changed after loading. An alias
 * is a copy of what it names, so every node has one parent and one path; the
 * copy's own place is the alias, the places below it are those of the anchor.
 * Navigation takes NULL and gives NULL, so a path can be followed without a
 * check at each step. */
#ifndef AGENTLINT_NODE_H
#define AGENTLINT_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <agentlint/str.h>

struct source;

struct mark {
	uint32_t line;   /* 1-based; 0 means nowhere */
	uint32_t column; /* 1-based, in Unicode code points */
};

/* Negative, 0 or positive as A stands before, at or behind B in one file. */
static inline int
mark_compare(struct mark a, struct mark b)
{
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return (a.column > b.column) - (a.column < b.column);
}

static inline bool
mark_is_before(struct mark a, struct mark b)
{
	return mark_compare(a, b) < 0;
}

struct span {
	struct mark start;
	struct mark end; /* behind the last character */
};

/* A stretch of a source file. */
struct place {
	const struct source *source;
	struct span span;
};

enum node_kind {
	NODE_SCALAR,
	NODE_MAPPING,
	NODE_SEQUENCE,
};

/* What Kubernetes takes a scalar for: YAML 1.1 as sigs.k8s.io/yaml reads it
 * (goyaml.v2/resolve.go), quoted scalars are always strings. */
enum value_type {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_FLOAT,
	VALUE_STRING,
};

/* There are about as many as an input has words: it is kept small. */
struct node {
	const struct node *parent; /* NULL at a document's root */
	struct str key;            /* ptr is NULL for items and roots */
	union {
		struct str text; /* NODE_SCALAR, unescaped */
		struct {
			const struct node *children; /* side by side */
			uint32_t count;
			uint32_t keys; /* bits of their tags; of a mapping */
		};
	};
	struct span span;        /* of the value */
	struct mark key_start;   /* zero for items and roots */
	uint32_t key_end_column; /* on the last of the key's lines */
	uint16_t key_tag;        /* tells most keys apart */
	uint8_t key_lines : 6;   /* that follow its first one; 63: or more */
	bool placeholder : 1;    /* a scalar that something fills in */
	bool merged : 1;         /* came in through a merge key (<<), which is
				  where its key is said to stand */
	uint8_t kind : 2;        /* enum node_kind */
	uint8_t type : 3;        /* enum value_type; of scalars only */
	bool plain : 1;          /* a scalar without quotes, not a block */
	bool block : 1;          /* a literal or folded block scalar */
	bool alias : 1;          /* stands for what an anchor names */
};

/* For each ITEM_ (a name that it declares) of the mapping or sequence LIST_;
 * nothing for NULL and for scalars. */
#define NODE_EACH(item_, list_) \
	for (const struct node *item_ = node_begin(list_), \
			       *item_##_end = node_end(list_); \
		item_ != item_##_end; item_++)

/* The first child, and what stands behind the last: for NODE_EACH. Both are
 * NULL for NULL and for scalars. */
const struct node *node_begin(const struct node *list);
const struct node *node_end(const struct node *list);

/* Number of children; 0 for NULL and for scalars. */
size_t node_count(const struct node *list);

/* Tells most keys apart at a look: the length and the first byte. */
static inline uint16_t
node_key_tag(struct str key)
{
	return key.len ? (uint16_t)(key.len << 8 | (unsigned char)*key.ptr) : 0;
}

/* One of 32 bits, which most keys that a mapping lacks do not share. */
static inline uint32_t
node_key_bit(uint16_t tag)
{
	return (uint32_t)1 << ((tag + (tag >> 6)) & 31);
}

/* Whether a look at MAPPING does not rule out that it has KEY. Here, so that
 * for a literal, which most mappings lack, it takes two instructions. */
INLINE_FOR_LITERALS bool
node_may_have(const struct node *mapping, struct str key)
{
	return mapping && mapping->kind == NODE_MAPPING &&
	       mapping->keys & node_key_bit(node_key_tag(key));
}

/* What MAPPING, which is one, has under KEY; NULL for a null when NULLS is
 * false. */
const struct node *node_search(
	const struct node *mapping, struct str key, bool nulls);

/* Like node_get and node_find for a key that is no literal. */
INLINE_FOR_LITERALS const struct node *
node_get_str(const struct node *mapping, struct str key)
{
	return node_may_have(mapping, key) ? node_search(mapping, key, false)
					   : NULL;
}

INLINE_FOR_LITERALS const struct node *
node_find_str(const struct node *mapping, struct str key)
{
	return node_may_have(mapping, key) ? node_search(mapping, key, true)
					   : NULL;
}

/* The value under KEY of a mapping, or NULL when the key is absent or its
 * value is null: Kubernetes does not tell the two apart. The last of
 * duplicate keys wins, as in sigs.k8s.io/yaml. */
INLINE_FOR_LITERALS const struct node *
node_get(const struct node *mapping, const char *key)
{
	return node_get_str(mapping, str_of(key));
}

/* Like node_get, but a null is returned as the node that it is. */
INLINE_FOR_LITERALS const struct node *
node_find(const struct node *mapping, const char *key)
{
	return node_find_str(mapping, str_of(key));
}

/* Follows keys joined by dots ("spec.template.spec") with node_get. */
const struct node *node_path(const struct node *node, const char *path);

/* The INDEX-th child, or NULL. */
const struct node *node_item(const struct node *list, size_t index);

/* What NODE is; NULL is nothing of these. */
bool node_is_mapping(const struct node *node);
bool node_is_sequence(const struct node *node);
bool node_is_scalar(const struct node *node);

/* The text of a scalar of any type; empty for NULL and for collections. */
struct str node_text(const struct node *node);

/* Whether NODE is a scalar with exactly that TEXT and of type string. */
bool node_is(const struct node *node, const char *text);

/* Whether NODE is the boolean true (false), however YAML 1.1 spells it; a
 * quoted "true" is a string and neither. */
bool node_is_true(const struct node *node);
bool node_is_false(const struct node *node);

/* Stores an integer in any of YAML 1.1's spellings (0x0, 0o17, 010, 1_000);
 * false, and *VALUE untouched, for anything else or out of 64 bits. */
bool node_int(const struct node *node, int64_t *value);

/* Whether NODE is the integer VALUE. */
bool node_is_int(const struct node *node, int64_t value);

/* Whether TEXT holds a placeholder that something fills in before the API
 * server sees it: ${NAME}, $NAME in capitals, {{ ... }}; $(NAME) is none. */
bool text_is_placeholder(struct str text);

/* Whether the text of a scalar does: its value is then unknown, not wrong. */
static inline bool
node_is_placeholder(const struct node *node)
{
	return node && node->placeholder;
}

/* The stretch of the key; of the value for items and roots. */
struct span node_key_span(const struct node *node);

/* The file that NODE stands in. */
const struct source *node_source(const struct node *node);

/* What the alias NODE stands for; NULL for what is none. */
const struct node *node_anchor(const struct node *node);

/* Where the value stands; where its key stands (its value for items). */
struct place node_place(const struct node *node);
struct place node_key_place(const struct node *node);

/* Where PART, a view of NODE's text, stands; the whole value's place where that
 * does not tell, as for an alias, a block and a text with escapes. */
struct place node_part_place(const struct node *node, struct str part);

/* From the key's start to the value's end. */
struct place node_whole_place(const struct node *node);

/* The nearest ancestor of NODE, itself included, that is an alias; or NULL. */
const struct node *node_alias(const struct node *node);

/* Where NODE is used although it stands elsewhere: the nearest alias or merge
 * key (<<) above it; no source when it stands where it is used. */
struct place node_use_place(const struct node *node);

#endif
