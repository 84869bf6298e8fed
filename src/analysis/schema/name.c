/* SPDX-License-Identifier: Apache-2.0 */
/* Names, letter by letter. */
#include "analysis/schema/name.h"

enum {
	LABEL_MOST = 63,
	SUBDOMAIN_MOST = 253,
	PORT_MOST = 15,
	CRON_JOB_MOST = 52, /* its jobs' names are 11 characters longer */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A letter or digit at both ends; between them also those of MORE. */
static bool
is_bounded(struct str name, size_t most, bool upper, const char *more)
{
	if (!name.len || name.len > most)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		bool end = i == 0 || i + 1 == name.len;

		if (is_digit(c) || is_lower(c) || (upper && is_upper(c)))
			continue;
		if (end || !c || !strchr(more, c))
			return false;
	}
	return true;
}

static bool
is_subdomain(struct str name)
{
	bool more = true;

	if (!name.len || name.len > SUBDOMAIN_MOST)
		return false;
	while (more) {
		size_t dot = str_find(name, '.');

		more = dot < name.len;
		if (!is_bounded(
			    str_head(name, dot), SUBDOMAIN_MOST, false, "-"))
			return false;
		name = str_from(name, more ? dot + 1 : dot);
	}
	return true;
}

static bool
is_port(struct str name)
{
	bool letter = false;

	if (!is_bounded(name, PORT_MOST, false, "-") ||
		str_contains(name, "--"))
		return false;
	for (size_t i = 0; i < name.len; i++)
		letter = letter || is_lower(name.ptr[i]);
	return letter;
}

static bool
is_path_segment(struct str name)
{
	return !str_is(name, ".") && !str_is(name, "..") &&
	       str_find(name, '/') == name.len &&
	       str_find(name, '%') == name.len;
}

static bool
is_qualified(struct str name)
{
	size_t slash = str_find(name, '/');

	if (slash < name.len) {
		if (!is_subdomain(str_head(name, slash)))
			return false;
		name = str_from(name, slash + 1);
	}
	return is_bounded(name, LABEL_MOST, true, "-_.");
}

static bool
is_variable(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] < ' ' || name.ptr[i] > '~' ||
			name.ptr[i] == '=')
			return false;
	return true;
}

bool
name_fits(enum name_format format, struct str name)
{
	switch (format) {
	case NAME_ANY:
		return true;
	case NAME_CRON_JOB:
		return name.len <= CRON_JOB_MOST && is_subdomain(name);
	case NAME_DNS_LABEL:
		return is_bounded(name, LABEL_MOST, false, "-");
	case NAME_DNS_SUBDOMAIN:
		return is_subdomain(name);
	case NAME_LABEL_VALUE:
		return is_bounded(name, LABEL_MOST, true, "-_.");
	case NAME_PATH_SEGMENT:
		return is_path_segment(name);
	case NAME_PORT:
		return is_port(name);
	case NAME_QUALIFIED:
		return is_qualified(name);
	case NAME_VARIABLE:
		return is_variable(name);
	}
	return true;
}

const char *
name_format_text(enum name_format format)
{
#define NAME_TEXT_(name_, text_) [NAME_##name_] = text_,
	static const char *const texts[] = { NAME_FORMATS(NAME_TEXT_) };
#undef NAME_TEXT_

	return texts[format];
}
