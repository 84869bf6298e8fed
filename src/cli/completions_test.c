/* SPDX-License-Identifier: Apache-2.0 */
/* The shells themselves complete; a shell that is not here is skipped. */
#define _XOPEN_SOURCE 700 /* popen, mkstemp */
#include "testing.h"

#include <unistd.h>

#include "cli/completions.h"
#include "cli/flag.h"

static struct arena arena;
static char path[] = "/tmp/agentlint-completions-XXXXXX";

/* Writes the completions of SHELL to the file at path; skips the test when
 * that shell is not here. */
static void
set_up(const char *shell)
{
	const char *has =
		arena_printf(&arena, "%s -c : >/dev/null 2>&1", shell).ptr;
	FILE *file;

	if (system(has) != 0)
		skip();
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(completions_print(file, shell));
	assert_int_equal(fclose(file), 0);
}

static struct str
output_of(const char *command)
{
	FILE *pipe = popen(command, "r");
	char bytes[65536];
	size_t len;

	assert_non_null(pipe);
	len = fread(bytes, 1, sizeof(bytes), pipe);
	assert_int_equal(pclose(pipe), 0);
	return arena_str(&arena, (struct str){ bytes, len });
}

/* What bash completes for the words after "agentlint", a line each. */
static struct str
bash(const char *words)
{
	return output_of(arena_printf(&arena,
		"bash --norc -c '. %s; COMP_WORDS=(agentlint %s); "
		"COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _agentlint; "
		"printf \"%%s\\n\" \"${COMPREPLY[@]}\"'",
		path, words)
				 .ptr);
}

/* What fish completes for LINE, with descriptions behind a tab. */
static struct str
fish(const char *line)
{
	return output_of(arena_printf(&arena,
		"HOME=/dev/null fish -N -c 'source %s; complete -C \"%s\"' 2>/dev/null",
		path, line)
				 .ptr);
}

static bool
has_line(struct str lines, const char *start)
{
	for (; lines.len; str_cut(&lines, '\n'))
		if (str_starts(lines, start))
			return true;
	return false;
}

static void
in_bash(void **state)
{
	const char *id = rule_table[0]->id;

	(void)state;
	set_up("bash");
	for (const struct flag *flag = flags; flag->name; flag++)
		assert_true(has_line(bash("--"),
			arena_printf(&arena, "--%s", flag->name).ptr));
	assert_string_equal(bash("--forma").ptr, "--format\n");
	assert_string_equal(bash("-f jsonl").ptr, "jsonl\n");
	assert_string_equal(bash("--format = sari").ptr, "sarif\n");
	assert_true(has_line(bash("--format ="), "text"));
	assert_string_equal(bash("--color ne").ptr, "never\n");
	assert_true(has_line(bash("--explain \"\""), id));
	assert_false(has_line(bash("--explain \"\""), "seccomp\n"));
	assert_true(has_line(bash("--select a,runti"), "a,runtime\n"));
	assert_true(has_line(bash("--ignore \"\""), "runtime"));
	assert_string_equal(bash("/et").ptr, "/etc\n");
	assert_string_equal(bash("--config /et").ptr, "/etc\n");
	assert_string_equal(bash("--namespace x").ptr, "\n");
}

static void
in_fish(void **state)
{
	(void)state;
	set_up("fish");
	for (const struct flag *flag = flags; flag->name; flag++)
		assert_true(has_line(fish("agentlint --"),
			arena_printf(&arena, "--%s\t", flag->name).ptr));
	assert_true(has_line(fish("agentlint -f jsonl"), "jsonl\t"));
	assert_true(has_line(fish("agentlint --color "), "never\t"));
	assert_true(has_line(fish("agentlint --explain "),
		arena_printf(&arena, "%s\t%s", rule_table[0]->id,
			rule_table[0]->summary)
			.ptr));
	assert_true(has_line(
		fish("agentlint --select a,runti"), "a,runtime\tmodule"));
}

/* zsh completes at a terminal alone, where scripts/check-completions asks it;
 * here it is whether it loads. */
static void
in_zsh(void **state)
{
	(void)state;
	set_up("zsh");
	assert_string_equal(
		output_of(
			arena_printf(&arena,
				"zsh -f -c 'autoload -U compinit; compinit -D -u; "
				"source %s; echo $_comps[agentlint]; "
				"whence -w _agentlint_rules' 2>&1",
				path)
				.ptr)
			.ptr,
		"_agentlint\n_agentlint_rules: function\n");
}

static void
in_no_other(void **state)
{
	(void)state;
	assert_false(completions_print(stdout, "tcsh"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_bash),
		cmocka_unit_test(in_fish),
		cmocka_unit_test(in_zsh),
		cmocka_unit_test(in_no_other),
	};
	int failed = close(mkstemp(path)) != 0;

	failed |= cmocka_run_group_tests(tests, NULL, NULL);
	remove(path);
	arena_release(&arena);
	return failed;
}
