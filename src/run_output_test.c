/* SPDX-License-Identifier: Apache-2.0 */
/* Several reports in one run, each where it was asked for. */
#include "testing.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define INPUT AGENTLINT_SOURCE_DIR "/testdata/cli/several-findings/a.yaml"

static struct arena arena;
static char folder[] = "/tmp/agentlint-output-XXXXXX";

static const char *
forced(const char *name)
{
	return strcmp(name, "FORCE_COLOR") ? NULL : "1";
}

static int
enter_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int
leave_folder(void **state)
{
	(void)state;
	arena_release(&arena);
	remove("report.txt");
	remove("report.json");
	return chdir("/") != 0 || rmdir(folder) != 0;
}

static void
write_file(const char *path, struct str text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
	assert_int_equal(fclose(file), 0);
}

static void
each_format_goes_where_it_was_asked_for(void **state)
{
	static const char *const arguments[] = { "--no-config", "-f", "text",
		"-o", "report.txt", "-f", "json", "-o", "report.json", "-f",
		"github", INPUT, NULL };
	struct captured captured =
		capture(&arena, arguments, (struct str){ 0 }, NULL);

	(void)state;
	assert_int_equal(captured.status, 1);
	assert_int_equal(captured.err.len, 0);
	assert_true(str_starts(captured.out, "::"));
	assert_true(str_starts(read_file(&arena, "report.json"), "{"));
	assert_true(str_ends(read_file(&arena, "report.txt"), " ms\n"));
}

static void
a_file_is_coloured_only_when_told_to(void **state)
{
	static const char *const arguments[] = { "--no-config", "-f", "text",
		"-o", "report.txt", "-f", "text", INPUT, NULL };
	static const char *const always[] = { "--no-config", "-o", "report.txt",
		"--color", "always", INPUT, NULL };
	struct captured captured =
		capture(&arena, arguments, (struct str){ 0 }, forced);

	(void)state;
	assert_true(str_contains(captured.out, "\033["));
	assert_false(str_contains(read_file(&arena, "report.txt"), "\033["));
	capture(&arena, always, (struct str){ 0 }, forced);
	assert_true(str_contains(read_file(&arena, "report.txt"), "\033["));
}

/* A report that cannot be written takes no other one away. */
static void
a_failure_leaves_the_old_report(void **state)
{
	static const char *const arguments[] = { "--no-config", "-f", "html",
		"-o", "report.txt", INPUT, NULL };
	struct rlimit before, small;
	struct captured captured;
	struct str old;

	(void)state;
	old = read_file(&arena, "report.txt");
	assert_true(old.len > 0);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){ 4096, before.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	captured = capture(&arena, arguments, (struct str){ 0 }, NULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_int_equal(captured.status, EXIT_TROUBLE);
	assert_string_equal(
		captured.err.ptr, "agentlint: report.txt: File too large\n");
	assert_true(str_equal(read_file(&arena, "report.txt"), old));
}

static void
assert_spared(const char *option, const char *path, const char *why)
{
	const char *const arguments[] = { "--no-config", "--select", "host-pid",
		option, path, "tree", NULL };
	struct captured captured =
		capture(&arena, arguments, (struct str){ 0 }, NULL);

	assert_int_equal(captured.status, EXIT_TROUBLE);
	assert_int_equal(captured.out.len, 0);
	assert_string_equal(captured.err.ptr,
		arena_printf(&arena, "agentlint: %s: not overwritten: %s\n",
			path, why)
			.ptr);
}

static void
no_input_is_overwritten(void **state)
{
	static const char why[] = "it is one of the files that are linted";
	static const char *const again[] = { "--no-config", "-f", "json", "-o",
		"tree/report.json", "tree", NULL };
	static const char *const onto_config[] = { "-c", "known", "-o",
		"./known", "tree", NULL };

	(void)state;
	assert_int_equal(mkdir("tree", 0777), 0);
	write_file("tree/a.yaml", STR("kind: Pod\n"));
	write_file("known", STR("# nobody's\n\nkeep: this\n"));
	assert_int_equal(symlink("tree/a.yaml", "link"), 0);
	assert_spared("-o", "tree/a.yaml", why);
	assert_spared("--write-baseline", "./tree/a.yaml", why);
	assert_spared("-o", "link", why);
	write_file("tree/b.json", STR("{\"Kind\": \"Pod\"}\n"));
	assert_spared("-o", "tree/b.json", why);
	remove("tree/b.json");
	assert_spared("--write-baseline", "known", "it is no baseline");
	assert_true(str_is(read_file(&arena, "tree/a.yaml"), "kind: Pod\n"));
	write_file("known", STR("rules: {}\n"));
	assert_string_equal(
		capture(&arena, onto_config, (struct str){ 0 }, NULL).err.ptr,
		"agentlint: ./known: not overwritten: it is the "
		"configuration\n");
	/* A report in the folder is no input that anybody would miss. */
	for (int i = 0; i < 2; i++)
		assert_int_equal(
			capture(&arena, again, (struct str){ 0 }, NULL).err.len,
			0);
	remove("tree/a.yaml");
	remove("tree/report.json");
	remove("tree");
	remove("link");
	remove("known");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_format_goes_where_it_was_asked_for),
		cmocka_unit_test(a_file_is_coloured_only_when_told_to),
		cmocka_unit_test(a_failure_leaves_the_old_report),
		cmocka_unit_test(no_input_is_overwritten),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
