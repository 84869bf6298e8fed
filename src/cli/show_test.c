/* SPDX-License-Identifier: Apache-2.0 */
/* Pages at a terminal, on a full disk, and of a rule that nobody has. */
#include "testing.h"

#include "cli/explain.h"
#include "cli/show.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *
environment(const char *name)
{
	return strcmp(name, "TERM") ? NULL : "xterm";
}

/* What LINE, cut at its spaces, prints to a terminal of unknown width. */
static struct str
at_terminal(const char *line)
{
	struct str rest = str_of(line);
	char *argv[8] = { (char *)"agentlint" };
	struct streams streams = {
		.in = tmpfile(),
		.out = tmpfile(),
		.err = tmpfile(),
		.out_is_terminal = true,
		.getenv = environment,
	};
	struct str out;
	int argc = 1;

	while (rest.len) {
		struct str word = str_cut(&rest, ' ');

		argv[argc++] = arena_copy(&arena, word.ptr, word.len);
	}
	assert_int_equal(run(argc, argv, &streams), EXIT_CLEAN);
	out = take_stream(&arena, streams.out);
	fclose(streams.in);
	fclose(streams.err);
	return out;
}

/* Bytes of a line, escape sequences not counted. */
static size_t
width_of(struct str line)
{
	size_t width = 0;

	for (size_t i = 0; i < line.len; i++, width++)
		if (line.ptr[i] == '\033') {
			while (line.ptr[i] != 'm')
				i++;
			width--;
		}
	return width;
}

static void
fits_the_terminal(void **state)
{
	struct str out = at_terminal("--list-rules");

	(void)state;
	assert_true(str_contains(out, "\033[1mruntime\033[0m\n"));
	while (out.len) {
		struct str line = str_cut(&out, '\n');

		if (width_of(line) > 80)
			fail_msg("%.*s", STR_ARG(line));
	}
	for (size_t i = 0; rule_table[i]; i++) {
		out = at_terminal(
			arena_printf(&arena, "--explain %s", rule_table[i]->id)
				.ptr);
		assert_true(str_contains(out, "\033[1mWhy\033[0m\n"));
	}
}

static void
prints_completions_and_version(void **state)
{
	(void)state;
	assert_true(
		str_contains(at_terminal("--completions bash"), "complete -F"));
	assert_true(str_starts(at_terminal("--version"), "agentlint "));
	assert_true(str_starts(at_terminal("-h"), "Usage: agentlint "));
}

static void
says_what_it_cannot_write(void **state)
{
	char *argv[] = { (char *)"agentlint", (char *)"--help", NULL };
	struct streams streams = {
		.in = tmpfile(),
		.out = fopen("/dev/full", "w"),
		.err = tmpfile(),
	};

	(void)state;
	if (!streams.out)
		skip();
	assert_int_equal(run(2, argv, &streams), EXIT_TROUBLE);
	fclose(streams.out);
	fclose(streams.in);
	assert_string_equal(take_stream(&arena, streams.err).ptr,
		"agentlint: standard output: No space left on device\n");
}

static const char *const former[] = { "old", "older", NULL };

static const struct rule renamed = {
	.id = "new",
	.aliases = former,
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_NOTE,
	.summary = "A summary",
	.why = "Because.",
	.fix = "do it",
	.bad = "bad: 1\n\nworse: 2\n",
	.good = "good: 1\n",
	.since = "0.2.0",
};

static void
names_former_ids(void **state)
{
	FILE *file = tmpfile();

	(void)state;
	assert_non_null(file);
	explain_rule(file, &renamed, 80, (struct style){ 0 });
	assert_string_equal(take_stream(&arena, file).ptr,
		"new: note, module manifest\n"
		"\n"
		"  A summary\n"
		"\n"
		"Why\n"
		"  Because.\n"
		"\n"
		"What to do\n"
		"  do it\n"
		"\n"
		"Reported\n"
		"    bad: 1\n"
		"\n"
		"    worse: 2\n"
		"\n"
		"Not reported\n"
		"    good: 1\n"
		"\n"
		"To leave it out\n"
		"  '--ignore new' on the command line, or in .agentlint.yaml\n"
		"\n"
		"    rules:\n"
		"      new: off\n"
		"\n"
		"  Since agentlint 0.2.0. Formerly 'old', 'older'.\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(fits_the_terminal, release),
		cmocka_unit_test_teardown(
			prints_completions_and_version, release),
		cmocka_unit_test_teardown(says_what_it_cannot_write, release),
		cmocka_unit_test_teardown(names_former_ids, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
