/* SPDX-License-Identifier: Apache-2.0 */
/* A view of bytes that somebody else owns; may hold NUL, is not terminated. */
#ifndef AGENTLINT_STR_H
#define AGENTLINT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *ptr; /* NULL only when len is 0 */
	size_t len;      /* bytes */
};

/* A view of a string literal: to initialise static data, and as a value. */
#define STR_INIT(literal_) \
	{ \
		"" literal_, sizeof(literal_) - 1 \
	}
#define STR(literal_) ((struct str)STR_INIT(literal_))

/* The two arguments that "%.*s" wants. */
#define STR_ARG(str_) (int)(str_).len, (str_).ptr ? (str_).ptr : ""

/* For what is most often called with a literal: compilers shy away from a body
 * that shrinks to a comparison once its length is known. */
#define INLINE_FOR_LITERALS static inline __attribute__((always_inline))

/* A view of a terminated TEXT; the empty view for NULL. */
INLINE_FOR_LITERALS struct str
str_of(const char *text)
{
	return (struct str){ text, text ? strlen(text) : 0 };
}

/* Whether A and B hold the same bytes. */
static inline bool
str_equal(struct str a, struct str b)
{
	return a.len == b.len && (!a.len || !memcmp(a.ptr, b.ptr, a.len));
}

/* Whether S holds exactly the bytes of TEXT. */
INLINE_FOR_LITERALS bool
str_is(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

/* Like str_is, but ASCII letters compare without regard to case. */
bool str_is_nocase(struct str s, const char *text);

/* Whether S starts with PREFIX, ends with SUFFIX; every S does with "". */
INLINE_FOR_LITERALS bool
str_starts(struct str s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && (!len || !memcmp(s.ptr, prefix, len));
}

INLINE_FOR_LITERALS bool
str_ends(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len &&
	       (!len || !memcmp(s.ptr + s.len - len, suffix, len));
}

/* Whether PART occurs anywhere in S; an empty PART does. */
bool str_contains(struct str s, const char *part);

/* Negative, 0 or positive as A sorts before, with or after B, by bytes. */
int str_compare(struct str a, struct str b);

/* The part of S from START on; empty when START is past its end. */
struct str str_from(struct str s, size_t start);

/* The first LEN bytes of S, or all of it when it is shorter. */
struct str str_head(struct str s, size_t len);

/* Cuts S at the first SEPARATOR: returns what stands before it and leaves in
 * S what stands behind; without one returns all of S and leaves it empty. */
struct str str_cut(struct str *s, char separator);

/* S without spaces, tabs and line breaks at both ends. */
struct str str_trim(struct str s);

/* Index of the first BYTE in S, or S.len when there is none. */
size_t str_find(struct str s, char byte);

#endif
