/* SPDX-License-Identifier: Apache-2.0 */
/* Whole runs: each folder of testdata/cli holds one. Its file "args" has an
 * argument a line; "stdin", "env" (NAME=VALUE a line), "stdout", "stderr" and
 * "status" may be absent when empty, or 0. The run starts in that folder. */
#define _DEFAULT_SOURCE /* scandir */
#include "testing.h"

#include <dirent.h>
#include <unistd.h>

#define CASES AGENTLINT_SOURCE_DIR "/testdata/cli"

static struct str environment_text;

static const char *
environment(const char *name)
{
	static char value[256];
	struct str rest = environment_text;

	while (rest.len) {
		struct str line = str_cut(&rest, '\n');
		struct str key = str_cut(&line, '=');

		if (!str_is(key, name))
			continue;
		snprintf(value, sizeof(value), "%.*s", STR_ARG(line));
		return value;
	}
	return NULL;
}

static void
read_arguments(struct arena *arena, const char **arguments)
{
	struct str rest = read_file(arena, "args");
	size_t count = 0;

	assert_non_null(rest.ptr);
	while (rest.len) {
		struct str line = str_cut(&rest, '\n');

		assert_true(count < MOST_ARGUMENTS - 2);
		arguments[count++] = arena_copy(arena, line.ptr, line.len);
	}
	arguments[count] = NULL;
}

static struct str
status_text(struct arena *arena, int status)
{
	return status ? arena_printf(arena, "%d\n", status) : (struct str){ 0 };
}

static void
holds(void **state)
{
	const char *arguments[MOST_ARGUMENTS];
	struct arena arena = { 0 };
	struct captured captured;
	char folder[1024];

	snprintf(folder, sizeof(folder), "%s/%s", CASES, (const char *)*state);
	assert_int_equal(chdir(folder), 0);
	read_arguments(&arena, arguments);
	environment_text = read_file(&arena, "env");
	captured = capture(
		&arena, arguments, read_file(&arena, "stdin"), environment);
	expect_file(&arena, "stdout", without_time(&arena, captured.out));
	expect_file(&arena, "stderr", without_time(&arena, captured.err));
	expect_file(&arena, "status", status_text(&arena, captured.status));
	environment_text = (struct str){ 0 };
	arena_release(&arena);
}

static int
is_case(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* The cases, or the one that is NAMED; *COUNT is never 0. */
static struct CMUnitTest *
find_cases(struct arena *arena, const char *named, size_t *count)
{
	struct dirent **entries;
	int found = scandir(CASES, &entries, is_case, alphasort);
	struct CMUnitTest *tests;

	if (found <= 0)
		give_up("there are no cases in", CASES);
	tests = arena_array(arena, (size_t)found, sizeof(*tests));
	*count = 0;
	for (int i = 0; i < found; i++) {
		const char *name =
			arena_str(arena, str_of(entries[i]->d_name)).ptr;

		free(entries[i]);
		if (!named || !strcmp(named, name))
			tests[(*count)++] = (struct CMUnitTest){
				.name = name,
				.test_func = holds,
				.initial_state = (void *)name,
			};
	}
	free(entries);
	if (!*count)
		give_up("there is no case", named);
	return tests;
}

int
main(int argc, char **argv)
{
	struct arena arena = { 0 };
	size_t count;
	struct CMUnitTest *tests =
		find_cases(&arena, argc > 1 ? argv[1] : NULL, &count);
	int failed = _cmocka_run_group_tests("cli", tests, count, NULL, NULL);

	arena_release(&arena);
	return failed;
}
