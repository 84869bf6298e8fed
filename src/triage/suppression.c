/* SPDX-License-Identifier: Apache-2.0 */
/* What makes a suppression good. Whoever writes a manifest may excuse what it
 * does, but neither what keeps it from being judged nor how it is excused. */
#include "triage/suppression.h"

#include <stdarg.h>

#include "judge/judge.h"

#define EXPIRES "expires="

__attribute__((format(printf, 4, 0))) static struct problem *
add_problem(struct suppressions *suppressions, enum problem_kind kind,
	struct place place, const char *format, va_list arguments)
{
	struct problem *problem;

	suppressions->problems = arena_grow(suppressions->arena,
		suppressions->problems, suppressions->problem_count,
		&suppressions->problem_capacity,
		sizeof(*suppressions->problems));
	problem = &suppressions->problems[suppressions->problem_count++];
	*problem = (struct problem){
		.kind = kind,
		.place = place,
		.message =
			arena_vprintf(suppressions->arena, format, arguments),
	};
	return problem;
}

struct problem *
suppressions_problem(struct suppressions *suppressions, enum problem_kind kind,
	struct place place, const char *format, ...)
{
	struct problem *problem;
	va_list arguments;

	va_start(arguments, format);
	problem = add_problem(suppressions, kind, place, format, arguments);
	va_end(arguments);
	return problem;
}

void
suppressions_refuse(struct suppressions *suppressions, struct place place,
	const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	add_problem(suppressions, PROBLEM_INVALID_SUPPRESSION, place, format,
		arguments);
	va_end(arguments);
}

static bool
may_be_excused(const struct rule *rule)
{
	return !rule->check_problem || rule->problem == PROBLEM_TEMPLATE ||
	       rule->problem == PROBLEM_DUPLICATE_KEY ||
	       rule->problem == PROBLEM_INCOMPLETE_OBJECT;
}

static void
refuse_name(
	struct suppressions *suppressions, struct place place, struct str name)
{
	for (unsigned i = 0; i < MODULE_COUNT; i++)
		if (str_is(name, module_name((enum module)i))) {
			suppressions_refuse(suppressions, place,
				"'%.*s' is a module; name the rules that are "
				"meant",
				STR_ARG(name));
			return;
		}
	suppressions_refuse(suppressions, place, "%.*s",
		STR_ARG(rule_unknown(suppressions->arena, name, false)));
}

/* The start of the word "expires=..." in WORDS, or their end. */
static size_t
find_expires(struct str words)
{
	for (size_t i = 0; i < words.len; i++)
		if ((i == 0 || words.ptr[i - 1] == ' ' ||
			    words.ptr[i - 1] == '\t') &&
			str_starts(str_from(words, i), EXPIRES))
			return i;
	return words.len;
}

static size_t
word_length(struct str text)
{
	size_t len = 0;

	while (len < text.len && text.ptr[len] != ' ' && text.ptr[len] != '\t')
		len++;
	return len;
}

/* Takes the date out of WORDS; false when it is none. */
static bool
take_expires(struct suppressions *suppressions, struct place place,
	struct str *words, struct date *expires)
{
	size_t at = find_expires(*words);
	struct str rest = str_from(*words, at + strlen(EXPIRES));
	size_t len = word_length(rest);
	struct str before = str_trim(str_head(*words, at));
	struct str behind = str_trim(str_from(rest, len));

	if (at == words->len)
		return true;
	if (!date_parse(str_head(rest, len), expires)) {
		suppressions_refuse(suppressions, place,
			"'%.*s' is no date; write it as '" EXPIRES
			"2027-01-31'",
			(int)len, rest.len ? rest.ptr : "");
		return false;
	}
	*words = before.len && behind.len
			 ? arena_printf(suppressions->arena, "%.*s %.*s",
				   STR_ARG(before), STR_ARG(behind))
			 : (before.len ? before : behind);
	return true;
}

/* Whether it holds today, and says what it has to. */
static bool
is_in_force(struct suppressions *suppressions,
	const struct suppression *suppression, struct date expires)
{
	const char *id = suppression->rule->id;

	if (expires.digits && expires.digits < suppressions->today.digits) {
		suppressions_problem(suppressions, PROBLEM_EXPIRED_SUPPRESSION,
			suppression->place,
			"'%s' is ignored no longer: that ended after "
			"%04u-%02u-%02u",
			id, expires.digits / 10000, expires.digits / 100 % 100,
			expires.digits % 100);
		return false;
	}
	if (suppression->reason.len)
		return true;
	suppressions_problem(suppressions, PROBLEM_UNEXPLAINED_SUPPRESSION,
		suppression->place, "'%s' is ignored without a reason", id);
	return !suppressions->reasons_required;
}

void
suppressions_add(struct suppressions *suppressions, struct suppression like,
	struct str name, struct str words)
{
	struct date expires = { 0 };

	like.rule = rule_find(name);
	like.reason = str_trim(words);
	if (!like.rule) {
		refuse_name(suppressions, like.place, name);
		return;
	}
	if (!may_be_excused(like.rule)) {
		suppressions_refuse(suppressions, like.place,
			"'%s' cannot be ignored from inside a manifest",
			like.rule->id);
		return;
	}
	if (!take_expires(suppressions, like.place, &like.reason, &expires) ||
		!is_in_force(suppressions, &like, expires))
		return;
	suppressions->items = arena_grow(suppressions->arena,
		suppressions->items, suppressions->count,
		&suppressions->capacity, sizeof(*suppressions->items));
	suppressions->items[suppressions->count++] = like;
}
