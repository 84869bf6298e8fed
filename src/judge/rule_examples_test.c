/* SPDX-License-Identifier: Apache-2.0 */
/* Each rule's good example, broken in exactly one thing, is its bad one: the
 * finding about it points at what was broken, or at what lacks it. */
#include "testing.h"

#include <stdlib.h>

#include "judge/judge.h"

enum { MOST_LINES = 160, MOST_PLACES = 64 };

struct text {
	struct str lines[MOST_LINES]; /* from 1 */
	size_t count;
};

/* What these lack can stand in several places; they point at who needs it. */
static const struct {
	const char *id, *why;
} exceptions[] = {
	{ "dns-unreachable", "any policy of the agent may hold the rule" },
	{ "falco-detections-missing", "any file of rules may hold the rule" },
	{ "seccomp-inactive-in-sandbox",
		"the annotation is for what the two lines ask for" },
};

/* Of each line of the bad example: whether a finding may point there. */
struct allowance {
	bool lines[MOST_LINES];
	size_t stretches; /* of lines that differ */
};

/* A rule about two objects may need as many. */
enum { MOST_STRETCHES = 3 };

static struct text
split(const char *example)
{
	struct str rest = str_of(example);
	struct text text = { 0 };

	while (rest.len) {
		assert_true(text.count + 1 < MOST_LINES);
		text.lines[++text.count] = str_cut(&rest, '\n');
	}
	return text;
}

/* Where the line's key stands: "- " before it counts as indentation. */
static size_t
indentation(struct str line)
{
	size_t depth = 0;

	while (depth < line.len &&
		(line.ptr[depth] == ' ' || line.ptr[depth] == '-'))
		depth++;
	return depth;
}

static bool
is_separator(struct str line)
{
	return str_is(line, "---");
}

/* Lengths of the longest common subsequences of what follows. */
static void
measure(const struct text *bad, const struct text *good,
	unsigned short common[MOST_LINES + 1][MOST_LINES + 1])
{
	for (size_t i = bad->count; i > 0; i--)
		for (size_t j = good->count; j > 0; j--) {
			unsigned short down = common[i + 1][j];
			unsigned short right = common[i][j + 1];

			if (str_equal(bad->lines[i], good->lines[j]))
				common[i][j] =
					(unsigned short)(common[i + 1][j + 1] +
							 1);
			else
				common[i][j] = down > right ? down : right;
		}
}

/* The lines of the mapping that a line of that DEPTH was put into, behind line
 * AT: its siblings, and the key that holds them; returns that key's line. */
static size_t
allow_mapping(const struct text *bad, struct allowance *allowance, size_t at,
	size_t depth)
{
	size_t holder = at;

	for (; holder > 0 && !is_separator(bad->lines[holder]); holder--) {
		size_t other = indentation(bad->lines[holder]);

		if (other <= depth)
			allowance->lines[holder] = true;
		if (other < depth)
			break;
	}
	for (size_t i = at + 1; i <= bad->count; i++) {
		size_t other = indentation(bad->lines[i]);

		if (other < depth || is_separator(bad->lines[i]))
			break;
		if (other == depth)
			allowance->lines[i] = true;
	}
	return holder;
}

/* What lacks a key of its own is reported at the name of the object. */
static void
allow_name(const struct text *bad, struct allowance *allowance, size_t at)
{
	size_t first = at;

	while (first > 1 && !is_separator(bad->lines[first]))
		first--;
	for (size_t i = first; i <= bad->count; i++) {
		if (i > first && is_separator(bad->lines[i]))
			return;
		if (str_starts(bad->lines[i], "  name:") ||
			str_starts(bad->lines[i], "  generateName:"))
			allowance->lines[i] = true;
	}
}

/* What names an object that is missing as a whole: its name is in LINES from
 * AT on. */
static void
allow_object(const struct text *bad, struct allowance *allowance,
	const struct text *good, size_t at)
{
	struct str name = { 0 };

	for (; at <= good->count && !name.len; at++)
		if (str_starts(good->lines[at], "  name: "))
			name = str_from(good->lines[at], strlen("  name: "));
	for (size_t i = 1; i <= bad->count && name.len; i++) {
		struct str rest = bad->lines[i];

		for (; rest.len >= name.len; rest = str_from(rest, 1))
			if (str_equal(str_head(rest, name.len), name))
				allowance->lines[i] = true;
	}
	for (size_t i = 1; i <= bad->count; i++)
		allow_name(bad, allowance, i);
}

/* What the good example has beyond line AT of the bad one, from ITS line on. */
static void
allow_missing(const struct text *bad, struct allowance *allowance, size_t at,
	const struct text *good, size_t its)
{
	struct str missing = good->lines[its];
	size_t depth = indentation(missing), holder;

	if (is_separator(missing) || str_starts(missing, "apiVersion:")) {
		allow_object(bad, allowance, good, its);
		return;
	}
	holder = allow_mapping(bad, allowance, at, depth);
	/* An item of a list: the mapping that has the list. */
	if (holder && str_find(missing, ':') == missing.len)
		allow_mapping(bad, allowance, holder,
			indentation(bad->lines[holder]));
	if (depth <= 2)
		allow_name(bad, allowance, at);
}

static struct allowance
compare(const struct text *bad, const struct text *good)
{
	static unsigned short common[MOST_LINES + 1][MOST_LINES + 1];
	struct allowance allowance = { 0 };
	size_t i = 1, j = 1;
	bool same = true;

	memset(common, 0, sizeof(common));
	measure(bad, good, common);
	while (i <= bad->count || j <= good->count) {
		if (i <= bad->count && j <= good->count &&
			str_equal(bad->lines[i], good->lines[j])) {
			i++;
			j++;
			same = true;
			continue;
		}
		allowance.stretches += same;
		same = false;
		if (j > good->count ||
			(i <= bad->count &&
				common[i + 1][j] >= common[i][j + 1])) {
			allowance.lines[i++] = true;
		} else {
			allow_missing(bad, &allowance, i - 1, good, j++);
		}
	}
	return allowance;
}

/* Whether the finding in LINE, of a jsonl report, points at an allowed line:
 * by its place or by a related one. */
static bool
is_near(struct str line, const struct allowance *allowance)
{
	static const char mark[] = "\"line\":";
	size_t end = line.len;

	for (size_t i = 0; i + 6 <= line.len && end == line.len; i++)
		if (str_starts(str_from(line, i), "\"fix\":"))
			end = i;
	for (size_t i = 0; i + sizeof(mark) <= end; i++) {
		struct str rest = str_from(line, i);
		unsigned long number;

		if (!str_starts(rest, mark))
			continue;
		number = strtoul(rest.ptr + sizeof(mark) - 1, NULL, 10);
		if (number < MOST_LINES && allowance->lines[number])
			return true;
	}
	return false;
}

static bool
is_exception(const struct rule *rule)
{
	for (size_t i = 0; i < sizeof(exceptions) / sizeof(*exceptions); i++)
		if (!strcmp(rule->id, exceptions[i].id))
			return true;
	return false;
}

static void
points_at_what_is_broken(void **state)
{
	const struct rule *rule = *state;
	const char *arguments[] = { "--select", rule->id, "--min-severity",
		"note", "-f", "jsonl", "-", NULL };
	struct text bad = split(rule->bad), good = split(rule->good);
	struct allowance allowance = compare(&bad, &good);
	struct arena arena = { 0 };
	struct captured captured =
		capture(&arena, arguments, str_of(rule->bad), NULL);
	struct str rest = captured.out;
	bool elsewhere = false;

	while (rest.len) {
		struct str line = str_cut(&rest, '\n');

		if (str_contains(line, "\"place\":") &&
			!is_near(line, &allowance)) {
			elsewhere = true;
			print_message("%.*s\n", STR_ARG(line));
		}
	}
	if (allowance.stretches > MOST_STRETCHES)
		fail_msg("%s mends more than one thing in its .good", rule->id);
	if (elsewhere != is_exception(rule))
		fail_msg("%s points %s at what its .good mends", rule->id,
			elsewhere ? "elsewhere than" : "after all");
	arena_release(&arena);
}

int
main(int argc, char **argv)
{
	struct CMUnitTest tests[1024];
	size_t count = 0;

	/* With arguments: only the rules of those ids. */
	for (size_t i = 0; rule_table[i]; i++) {
		bool wanted = argc < 2;

		for (int j = 1; j < argc; j++)
			wanted |= !strcmp(argv[j], rule_table[i]->id);
		if (!wanted)
			continue;
		assert_true(count < sizeof(tests) / sizeof(*tests));
		tests[count++] = (struct CMUnitTest){
			.name = rule_table[i]->id,
			.test_func = points_at_what_is_broken,
			.initial_state = (void *)rule_table[i],
		};
	}
	return _cmocka_run_group_tests("examples", tests, count, NULL, NULL);
}
