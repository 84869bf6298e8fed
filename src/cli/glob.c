/* SPDX-License-Identifier: Apache-2.0 */
/* Matches by taking as little as possible for each star, and going back to the
 * last one when that was too little. */
#include "cli/glob.h"

#include "base/path.h"

/* The place to go on from when what follows a star does not match. */
struct star {
	struct str pattern; /* behind the star */
	struct str path;    /* what it did not take yet */
	bool set;
};

/* Takes one character off the front of S; a byte that is no UTF-8 is one. */
static unsigned long
take_character(struct str *s)
{
	static const unsigned char lengths[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 2, 2, 3, 4 };
	unsigned char first = (unsigned char)s->ptr[0];
	size_t length = lengths[first >> 4];
	unsigned long c = first;

	if (length > s->len)
		length = 1;
	for (size_t i = 1; i < length; i++) {
		unsigned char next = (unsigned char)s->ptr[i];

		if ((next & 0xc0) != 0x80) {
			length = 1;
			c = first;
			break;
		}
		c = c << 8 | next;
	}
	*s = str_from(*s, length);
	return c;
}

static unsigned long
take_literal(struct str *pattern)
{
	if (pattern->ptr[0] == '\\' && pattern->len > 1)
		*pattern = str_from(*pattern, 1);
	return take_character(pattern);
}

/* Whether C is in the class at the front of PATTERN, which is behind its '[';
 * takes the class off. False, and PATTERN untouched, when it never ends. */
static bool
take_class(struct str *pattern, unsigned long c, bool *matches)
{
	struct str rest = *pattern;
	bool negated = str_starts(rest, "!") || str_starts(rest, "^");
	bool found = false;
	bool first = true;

	rest = str_from(rest, negated);
	for (; rest.len && (first || rest.ptr[0] != ']'); first = false) {
		unsigned long low = take_literal(&rest);
		unsigned long high = low;

		if (rest.len > 1 && rest.ptr[0] == '-' && rest.ptr[1] != ']') {
			rest = str_from(rest, 1);
			high = take_literal(&rest);
		}
		found = found || (low <= c && c <= high);
	}
	if (!rest.len)
		return false;
	*pattern = str_from(rest, 1);
	*matches = found != negated;
	return true;
}

/* Matches one character of PATTERN, no star, with one of PATH; takes both. */
static bool
take_one(struct str *pattern, struct str *path)
{
	bool any = pattern->ptr[0] == '?';
	bool matches = false;
	unsigned long c;
	struct str class;

	if (!path->len)
		return false;
	c = take_character(path);
	if (any)
		*pattern = str_from(*pattern, 1);
	if (any)
		return c != '/';
	class = str_from(*pattern, 1);
	if (pattern->ptr[0] == '[' && take_class(&class, c, &matches)) {
		*pattern = class;
		return matches && c != '/';
	}
	return take_literal(pattern) == c;
}

/* Whether "**" is a whole part of the path at the front of REST, which is the
 * end of PATTERN. */
static bool
is_double_star(struct str pattern, struct str rest)
{
	size_t before = pattern.len - rest.len;

	return str_starts(rest, "**") &&
	       (!before || pattern.ptr[before - 1] == '/') &&
	       (rest.len == 2 || rest.ptr[2] == '/');
}

/* Gives one character more to the star; a "*" takes no '/'. */
static bool
star_extend(struct star *star)
{
	if (!star->set || !star->path.len || star->path.ptr[0] == '/')
		return false;
	take_character(&star->path);
	return true;
}

/* Gives one folder more to the "**". */
static bool
double_star_extend(struct star *star)
{
	size_t slash = str_find(star->path, '/');

	if (!star->set || slash == star->path.len)
		return false;
	star->path = str_from(star->path, slash + 1);
	return true;
}

bool
glob_matches(struct str pattern, struct str path)
{
	struct star star = { 0 };
	struct star folders = { 0 };
	struct str rest = pattern;

	while (rest.len || path.len) {
		if (is_double_star(pattern, rest)) {
			if (rest.len == 2)
				return path.len > 0;
			star.set = false;
			rest = str_from(rest, 3);
			folders = (struct star){ rest, path, true };
		} else if (str_starts(rest, "*")) {
			rest = str_from(rest, 1);
			star = (struct star){ rest, path, true };
		} else if (rest.len && take_one(&rest, &path)) {
			continue;
		} else if (star_extend(&star)) {
			rest = star.pattern;
			path = star.path;
		} else if (double_star_extend(&folders)) {
			star.set = false;
			rest = folders.pattern;
			path = folders.path;
		} else {
			return false;
		}
	}
	return true;
}

/* Goes up from PATH to the first folder of it. */
static struct str
parent(struct str path)
{
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	path.len -= path.len > 0;
	return path;
}

/* PATTERN without the "/" at its end and the "./" at its start. */
static struct str
trimmed(struct str pattern)
{
	pattern.len -= str_ends(pattern, "/");
	return str_starts(pattern, "./") ? str_from(pattern, 2) : pattern;
}

bool
glob_covers(struct str pattern, struct str path)
{
	struct str body = trimmed(pattern);
	/* "./x" and "/x" are for this folder alone. */
	bool anywhere = !str_contains(body, "/") && !str_starts(pattern, "./");

	pattern = body;
	if (str_starts(pattern, "/"))
		pattern = str_from(pattern, 1);
	for (; path.len; path = parent(path))
		if (glob_matches(pattern, anywhere ? path_name(path) : path))
			return true;
	return false;
}

struct str
glob_prefix(struct str pattern, struct str path)
{
	struct str found = { 0 };

	pattern = trimmed(pattern);
	for (; path.len; path = parent(path))
		if (glob_matches(pattern, path))
			found = path;
	return found;
}
