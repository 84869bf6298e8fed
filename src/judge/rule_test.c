/* SPDX-License-Identifier: Apache-2.0 */
/* Every rule of the table: its text is whole, its own examples and its
 * fixtures do what it says, to the byte. */
#define _DEFAULT_SOURCE /* scandir */
#include "testing.h"

#include <dirent.h>
#include <unistd.h>

#include "judge/judge.h"

#define FIXTURES AGENTLINT_SOURCE_DIR "/testdata/rules"

static int
count_hooks(const struct rule *rule)
{
	return (rule->check_problem != NULL) + (rule->check_object != NULL) +
	       (rule->check_pod != NULL) + (rule->check_container != NULL) +
	       (rule->check_graph != NULL);
}

static void
assert_text(const char *id, const char *field, const char *text)
{
	if (!text || !*text)
		fail_msg("%s has no .%s", id, field);
}

static void
has_whole_text(const struct rule *rule)
{
	size_t length;

	assert_text("a rule", "id", rule->id);
	assert_text(rule->id, "summary", rule->summary);
	assert_text(rule->id, "why", rule->why);
	assert_text(rule->id, "fix", rule->fix);
	assert_text(rule->id, "bad", rule->bad);
	assert_text(rule->id, "good", rule->good);
	assert_text(rule->id, "since", rule->since);
	assert_int_equal(count_hooks(rule), 1);
	assert_non_null(rule->references);
	length = strlen(rule->summary);
	if (rule->summary[length - 1] == '.' || length > 100)
		fail_msg("%s: .summary is one line without a full stop",
			rule->id);
	if (strspn(rule->id, "abcdefghijklmnopqrstuvwxyz0123456789-") !=
		strlen(rule->id))
		fail_msg("%s: an id is in kebab case", rule->id);
	if (rule_find(str_of(rule->id)) != rule)
		fail_msg("%s stands twice in the table", rule->id);
}

static struct captured
run_rule(struct arena *arena, const struct rule *rule, const char *path,
	struct str input)
{
	const char *arguments[] = { "--select", rule->id, "--min-severity",
		"note", "--fail-on", "note", "--color", "never", path, NULL };

	return capture(arena, arguments, input, NULL);
}

/* What a run exits with whose only findings are RULE's. */
static int
exit_status_of(const struct rule *rule)
{
	return rule->check_problem && problem_is_trouble(rule->problem)
		       ? EXIT_TROUBLE
		       : EXIT_FINDINGS;
}

static void
examples_do_what_they_say(struct arena *arena, const struct rule *rule)
{
	struct captured bad = run_rule(arena, rule, "-", str_of(rule->bad));
	struct captured good = run_rule(arena, rule, "-", str_of(rule->good));

	if (bad.status != exit_status_of(rule))
		fail_msg("%s exits with %d for its .bad:\n%.*s%.*s", rule->id,
			bad.status, STR_ARG(bad.out), STR_ARG(bad.err));
	if (!str_contains(bad.out, rule->id))
		fail_msg("%s is not named about its .bad", rule->id);
	if (good.status != EXIT_CLEAN)
		fail_msg("%s reports its .good:\n%.*s%.*s", rule->id,
			STR_ARG(good.out), STR_ARG(good.err));
}

/* "runtime/no_sandbox" for the rule no-sandbox of module runtime. */
static struct str
folder_of(struct arena *arena, const struct rule *rule)
{
	struct str path = arena_printf(arena, "%s/%s/%s", FIXTURES,
		module_name(rule->module), rule->id);
	char *text = arena_copy(arena, path.ptr, path.len);
	size_t prefix = strlen(FIXTURES);

	for (char *c = text + prefix; *c; c++)
		if (*c == '-')
			*c = '_';
	return (struct str){ text, path.len };
}

static int
is_fixture(const struct dirent *entry)
{
	struct str name = str_of(entry->d_name);

	return str_starts(name, "bad") || str_starts(name, "good");
}

static struct str
run_fixture(struct arena *arena, const struct rule *rule, const char *name)
{
	bool bad = str_starts(str_of(name), "bad");
	struct captured captured =
		run_rule(arena, rule, name, (struct str){ 0 });

	if (bad && captured.status != exit_status_of(rule))
		fail_msg("%s exits with %d for %s:\n%.*s%.*s", rule->id,
			captured.status, name, STR_ARG(captured.out),
			STR_ARG(captured.err));
	if (!bad && captured.status != EXIT_CLEAN)
		fail_msg("%s reports %s:\n%.*s%.*s", rule->id, name,
			STR_ARG(captured.out), STR_ARG(captured.err));
	return without_time(
		arena, arena_printf(arena, "%.*s%.*s", STR_ARG(captured.err),
			       STR_ARG(captured.out)));
}

static void
fixtures_do_what_is_expected(struct arena *arena, const struct rule *rule)
{
	struct str folder = folder_of(arena, rule);
	struct str all = { 0 };
	struct dirent **entries;
	int count, bad = 0;

	if (chdir(folder.ptr) != 0)
		fail_msg("%s has no fixtures at %s", rule->id, folder.ptr);
	count = scandir(".", &entries, is_fixture, alphasort);
	for (int i = 0; i < count; i++) {
		struct str one = run_fixture(arena, rule, entries[i]->d_name);

		bad += str_starts(str_of(entries[i]->d_name), "bad");
		all = arena_printf(arena, "%.*s==> %s\n%.*s", STR_ARG(all),
			entries[i]->d_name, STR_ARG(one));
		free(entries[i]);
	}
	free(entries);
	if (bad <= 0 || bad == count)
		fail_msg("%s: %s wants bad and good fixtures", rule->id,
			folder.ptr);
	expect_file(arena, "expected.txt", all);
}

static void
holds(void **state)
{
	const struct rule *rule = *state;
	struct arena arena = { 0 };

	has_whole_text(rule);
	examples_do_what_they_say(&arena, rule);
	fixtures_do_what_is_expected(&arena, rule);
	arena_release(&arena);
}

static int
is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* What stands in FOLDER; fails when that is nothing. */
static int
list_folder(const char *folder, struct dirent ***entries)
{
	int count = scandir(folder, entries, is_shown, alphasort);

	if (count <= 0)
		fail_msg("there is nothing in %s", folder);
	return count;
}

static void
assert_has_rule(struct arena *arena, const char *folder)
{
	for (size_t i = 0; rule_table[i]; i++)
		if (str_is(folder_of(arena, rule_table[i]), folder))
			return;
	fail_msg("no rule has the fixtures %s", folder);
}

/* Fixtures whose rule is gone, or of another module, test nothing. */
static void
every_fixture_has_its_rule(void **state)
{
	struct arena arena = { 0 };
	struct dirent **modules, **rules;
	int module_count = list_folder(FIXTURES, &modules);

	(void)state;
	for (int i = 0; i < module_count; i++) {
		const char *module = arena_printf(
			&arena, "%s/%s", FIXTURES, modules[i]->d_name)
					     .ptr;
		int rule_count = list_folder(module, &rules);

		for (int j = 0; j < rule_count; j++) {
			assert_has_rule(
				&arena, arena_printf(&arena, "%s/%s", module,
						rules[j]->d_name)
						.ptr);
			free(rules[j]);
		}
		free(rules);
		free(modules[i]);
	}
	free(modules);
	arena_release(&arena);
}

/* Whether ID is one of those that are asked for; all are without any. */
static bool
is_wanted(const char *id, char **ids)
{
	bool wanted = !*ids;

	for (; *ids; ids++)
		wanted |= !strcmp(*ids, id);
	return wanted;
}

int
main(int argc, char **argv)
{
	struct CMUnitTest tests[1024] = {
		cmocka_unit_test(every_fixture_has_its_rule),
	};
	size_t count = 1;

	(void)argc;
	for (char **id = argv + 1; *id; id++)
		if (!rule_find(str_of(*id)))
			give_up("there is no rule", *id);
	for (size_t i = 0; rule_table[i]; i++) {
		if (!is_wanted(rule_table[i]->id, argv + 1))
			continue;
		if (count == sizeof(tests) / sizeof(*tests))
			give_up("there is no room for", rule_table[i]->id);
		tests[count++] = (struct CMUnitTest){
			.name = rule_table[i]->id,
			.test_func = holds,
			.initial_state = (void *)rule_table[i],
		};
	}
	return _cmocka_run_group_tests("rules", tests, count, NULL, NULL);
}
