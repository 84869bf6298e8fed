/* SPDX-License-Identifier: Apache-2.0 */
/* Stores the values of options, each checked as far as it can be here. */
#include "cli/store.h"

#include <agentlint/nearest.h>

#include <stdint.h>
#include <string.h>

/* store_choice writes any of them. */
_Static_assert(sizeof(enum severity) == sizeof(unsigned) &&
		       sizeof(enum agents_mode) == sizeof(unsigned) &&
		       sizeof(enum color_mode) == sizeof(unsigned),
	"an enum has the size of an unsigned");

static void *
member(struct parse *parse, const struct flag *flag)
{
	return (char *)parse->options + flag->at;
}

STORE(store_true)
{
	(void)text;
	(void)error;
	*(bool *)member(parse, flag) = true;
	return true;
}

STORE(store_text)
{
	if (!*text)
		return error_set(error, "option '--%s' has an empty %s",
			flag->name, flag->argument);
	*(const char **)member(parse, flag) = text;
	return true;
}

/* Reads the digits at the front of *TEXT; false when there are none or when
 * they make more than LIMIT. */
static bool
take_digits(const char **text, size_t limit, size_t *number)
{
	size_t value = 0;
	const char *c = *text;

	for (; *c >= '0' && *c <= '9'; c++) {
		size_t digit = (size_t)(*c - '0');

		if (value > (limit - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*number = value;
	if (c == *text)
		return false;
	*text = c;
	return true;
}

STORE(store_number)
{
	const char *rest = text;
	size_t number;

	if (!take_digits(&rest, flag->limit, &number) || *rest || !number)
		return error_set(error,
			"'%s' is no number from 1 to %zu for '--%s'", text,
			flag->limit, flag->name);
	*(size_t *)member(parse, flag) = number;
	return true;
}

STORE(store_shard)
{
	struct shard *shard = member(parse, flag);
	const char *rest = text;

	if (!take_digits(&rest, flag->limit, &shard->index) || *rest++ != '/' ||
		!take_digits(&rest, flag->limit, &shard->of) || *rest ||
		!shard->of || shard->index > shard->of)
		return error_set(error,
			"'%s' is no part for '--%s'; write 2/8 for the second "
			"of 8, of at most %zu",
			text, flag->name, flag->limit);
	/* Who counts from 0 has no last one. */
	if (!shard->index)
		shard->index = shard->of;
	return true;
}

/* How often 1024 stands behind a number of bytes; 4 for no known unit. */
static unsigned
unit_power(const char *unit)
{
	static const char units[] = "KMG";
	const char *found;

	if (!*unit)
		return 0;
	found = unit[1] ? NULL : strchr(units, *unit & ~0x20);
	return found && *found ? (unsigned)(found - units) + 1 : 4;
}

STORE(store_bytes)
{
	const char *rest = text;
	size_t bytes = 0;
	unsigned power = 4;

	if (take_digits(&rest, SIZE_MAX >> 30, &bytes))
		power = unit_power(rest);
	if (!bytes || power > 3)
		return error_set(error,
			"'%s' is no number of bytes for '--%s'; "
			"write it as 1000000, 500K or 20M",
			text, flag->name);
	*(size_t *)member(parse, flag) = bytes << 10 * power;
	return true;
}

static bool
choice_error(const struct flag *flag, struct arena *arena, const char *text,
	struct error *error)
{
	struct str near = nearest_of(str_of(text), flag->choices);
	struct str list = { 0 };

	if (near.len)
		return error_set(error,
			"unknown value '%s' for '--%s'; did you mean '%.*s'?",
			text, flag->name, STR_ARG(near));
	for (size_t i = 0; flag->choices[i]; i++)
		list = arena_printf(arena, "%.*s%s%s", STR_ARG(list),
			i ? ", " : "", flag->choices[i]);
	return error_set(error,
		"unknown value '%s' for '--%s'; it is one of %.*s", text,
		flag->name, STR_ARG(list));
}

static bool
find_choice(struct parse *parse, const struct flag *flag, const char *text,
	unsigned *index, struct error *error)
{
	for (*index = 0; flag->choices[*index]; ++*index)
		if (!strcmp(flag->choices[*index], text))
			return true;
	return choice_error(flag, parse->arena, text, error);
}

STORE(store_choice)
{
	unsigned index;

	if (!find_choice(parse, flag, text, &index, error))
		return false;
	memcpy(member(parse, flag), &index, sizeof(index));
	return true;
}

STORE(store_min_severity)
{
	parse->min_severity_given = true;
	return store_choice(parse, flag, text, error);
}

static bool
is_label_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* A DNS label (RFC 1123), as Kubernetes wants a namespace's name. */
static bool
is_label(struct str s)
{
	if (!s.len || s.len > 63 || s.ptr[0] == '-' || s.ptr[s.len - 1] == '-')
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (!is_label_byte(s.ptr[i]))
			return false;
	return true;
}

STORE(store_namespace)
{
	if (!is_label(str_of(text)))
		return error_set(error,
			"'%s' is no name of a namespace for '--%s'", text,
			flag->name);
	*(struct str *)member(parse, flag) = str_of(text);
	return true;
}

/* The id of the rule or the name of the module that is called NAME. */
static bool
find_rules(struct arena *arena, struct str name, struct str *found,
	struct error *error)
{
	const struct rule *rule = rule_find(name);

	if (rule) {
		*found = str_of(rule->id);
		return true;
	}
	for (unsigned i = 0; i < MODULE_COUNT; i++) {
		*found = str_of(module_name((enum module)i));
		if (str_equal(*found, name))
			return true;
	}
	return error_set(
		error, "%.*s", STR_ARG(rule_unknown(arena, name, true)));
}

STORE(store_rules)
{
	struct str_list *list = member(parse, flag);
	struct str rest = str_of(text);
	size_t most = list->count + 1;
	struct str *items;

	for (size_t i = 0; i < rest.len; i++)
		most += rest.ptr[i] == ',';
	items = arena_array(parse->arena, most, sizeof(*items));
	if (list->count)
		memcpy(items, list->items, list->count * sizeof(*items));
	do {
		struct str name = str_trim(str_cut(&rest, ','));

		if (!find_rules(parse->arena, name, &items[list->count], error))
			return false;
		list->count++;
	} while (rest.len);
	list->items = items;
	return true;
}

STORE(store_more)
{
	struct str_list *list = member(parse, flag);
	struct str *items;

	if (!*text)
		return error_set(error, "option '--%s' has an empty %s",
			flag->name, flag->argument);
	items = arena_array(parse->arena, list->count + 1, sizeof(*items));
	if (list->count)
		memcpy(items, list->items, list->count * sizeof(*items));
	items[list->count++] = str_of(text);
	list->items = items;
	return true;
}

static bool
format_error(struct parse *parse, const char *text, struct error *error)
{
	struct nearest nearest = nearest_to(str_of(text));
	struct str list = { 0 };

	for (size_t i = 0; reporters[i]; i++) {
		nearest_offer(&nearest, str_of(reporters[i]->name));
		list = arena_printf(parse->arena, "%.*s%s%s", STR_ARG(list),
			i ? ", " : "", reporters[i]->name);
	}
	if (nearest.found.len)
		return error_set(error,
			"unknown format '%s'; did you mean '%.*s'?", text,
			STR_ARG(nearest.found));
	return error_set(error, "unknown format '%s'; it is one of %.*s", text,
		STR_ARG(list));
}

STORE(store_format)
{
	const struct reporter *reporter = reporter_find(str_of(text));
	struct output *output = &parse->outputs[parse->options->output_count];

	(void)flag;
	if (!reporter)
		return format_error(parse, text, error);
	output->reporter = reporter;
	output->path = parse->early_path;
	parse->early_path = NULL;
	parse->options->output_count++;
	return true;
}

STORE(store_output)
{
	size_t count = parse->options->output_count;
	const char **path = &parse->early_path;

	if (!*text)
		return error_set(error, "option '--%s' has an empty %s",
			flag->name, flag->argument);
	if (count)
		path = &parse->outputs[count - 1].path;
	if (*path)
		return error_set(error,
			"'--%s %s' has no '--format' of its own before it",
			flag->name, text);
	*path = text;
	return true;
}

STORE(store_action)
{
	enum action action = (enum action)flag->limit;
	enum action before = parse->options->action;

	parse->done = action == ACTION_HELP || action == ACTION_VERSION;
	if (!parse->done && before != ACTION_LINT && before != action)
		return error_set(error,
			"'--%s' goes together with no other of its kind; "
			"see 'agentlint --help'",
			flag->name);
	parse->options->action = action;
	parse->options->argument = text;
	return true;
}

STORE(store_choice_action)
{
	unsigned index;

	return find_choice(parse, flag, text, &index, error) &&
	       store_action(parse, flag, text, error);
}

STORE(store_explain)
{
	const struct rule *rule = rule_find(str_of(text));

	for (unsigned i = 0; !rule && i < MODULE_COUNT; i++)
		if (!strcmp(module_name((enum module)i), text))
			return error_set(error,
				"'%s' is a module; see 'agentlint --list-rules "
				"--select %s' for its rules",
				text, text);
	if (!rule)
		return error_set(error, "%.*s",
			STR_ARG(rule_unknown(
				parse->arena, str_of(text), false)));
	return store_action(parse, flag, rule->id, error);
}
