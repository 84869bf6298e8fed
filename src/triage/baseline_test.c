/* SPDX-License-Identifier: Apache-2.0 */
/* Baselines that are read, and what is said of those that are not. The way
 * there and back is a whole run. */
#define _XOPEN_SOURCE 700 /* mkstemp */
#include "testing.h"

#include <unistd.h>

#include "triage/baseline.h"

#define ONE "0123456789abcdef"
#define TWO "fedcba9876543210"

static struct arena arena;
static char path[] = "/tmp/agentlint-baseline-XXXXXX";

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
write_file(const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static bool
load(struct baseline *baseline, const char *text, struct error *error)
{
	write_file(text);
	return baseline_load(baseline, &arena, path, error);
}

static void
reads_fingerprints(void **state)
{
	struct baseline baseline;
	struct error error;

	(void)state;
	assert_true(load(&baseline,
		"# comment\n\n  \n"
		"a b.yaml rule - - " TWO "\n" ONE " \r\n",
		&error));
	assert_int_equal(baseline.count, 2);
	assert_true(str_is(baseline.entries[0].fingerprint, ONE));
	assert_true(str_is(baseline.entries[1].fingerprint, TWO));
	assert_true(load(&baseline, "", &error));
	assert_int_equal(baseline.count, 0);
}

static void
refuses_what_is_none(void **state)
{
	static const char *const lines[] = { "x", "0123456789abcdeF",
		"a 0123456789abcde", "a0123456789abcdef", ONE " a" };
	struct baseline baseline;
	struct error error;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct str text =
			arena_printf(&arena, "%s\n%s\n", ONE, lines[i]);

		assert_false(load(&baseline, text.ptr, &error));
		assert_true(str_ends(str_of(error.text),
			":2:1: the line ends with no fingerprint"));
	}
	assert_false(
		baseline_load(&baseline, &arena, "/dev/null/baseline", &error));
	assert_string_equal(error.text, "/dev/null/baseline: Not a directory");
	assert_false(baseline_load(&baseline, &arena, "/", &error));
}

static const char *const files =
	AGENTLINT_SOURCE_DIR "/testdata/cli/several-findings";

static struct captured
lint(const char *option)
{
	const char *const arguments[] = { option, path, "-q", files, NULL };

	return capture(&arena, arguments, (struct str){ 0 }, NULL);
}

static void
excuses_what_it_has_written(void **state)
{
	struct captured captured;
	struct str text;

	(void)state;
	write_file("it is no baseline\n");
	captured = lint("--write-baseline");
	assert_int_equal(captured.status, EXIT_TROUBLE);
	write_file("");
	captured = lint("--write-baseline");
	assert_int_equal(captured.status, 0);
	assert_int_equal(captured.out.len, 0);
	assert_true(str_contains(captured.err,
		arena_printf(&arena, " written to %s; ", path).ptr));
	text = read_file(&arena, path);
	captured = lint("--baseline");
	assert_string_equal(captured.out.ptr, "");
	assert_int_equal(captured.status, 0);

	/* Without the last line of it, one finding is back. */
	do
		text = str_head(text, text.len - 1);
	while (text.len > 0 && !str_ends(text, "\n"));
	write_file(arena_copy(&arena, text.ptr, text.len));
	captured = lint("--baseline");
	assert_int_equal(captured.status, 1);
	assert_int_equal(str_find(captured.out, '\n') + 1, captured.out.len);
}

static void
loses_what_is_found_no_longer(void **state)
{
	static const char *const file =
		AGENTLINT_SOURCE_DIR "/testdata/cli/baseline/pod.yaml";
	const char *const arguments[] = { "--prune-baseline", "--baseline",
		path, "--select", "host-pid,host-ipc", file, NULL };
	struct captured captured;

	(void)state;
	write_file(arena_printf(&arena,
		"# Head\n\n"
		"%s host-pid default/Pod/coder spec.hostPID 7acc9565df331db5\r\n"
		"# Of the second\n"
		"%s host-ipc default/Pod/coder spec.hostIPC " ONE "\n"
		"# Of the third\n\n"
		"%s host-network default/Pod/coder spec.hostNetwork " TWO
		"\n# Tail",
		file, file, file)
			   .ptr);
	captured = capture(&arena, arguments, (struct str){ 0 }, NULL);
	assert_int_equal(captured.status, 1);
	assert_string_equal(captured.err.ptr,
		arena_printf(
			&arena, "agentlint: 1 entry removed from %s\n", path)
			.ptr);
	assert_true(str_contains(captured.out, "(1 ignored by the baseline)"));
	assert_string_equal(read_file(&arena, path).ptr,
		arena_printf(&arena,
			"# Head\n\n"
			"# Of the third\n\n"
			"%s host-network default/Pod/coder spec.hostNetwork " TWO
			"\n"
			"%s host-pid default/Pod/coder spec.hostPID "
			"7acc9565df331db5\n"
			"# Tail",
			file, file)
			.ptr);
	captured = capture(&arena, arguments, (struct str){ 0 }, NULL);
	assert_string_equal(captured.err.ptr,
		arena_printf(
			&arena, "agentlint: 0 entries removed from %s\n", path)
			.ptr);
}

static void
says_what_it_cannot_write(void **state)
{
	const char *const arguments[] = { "--write-baseline", "/dev/null/b",
		files, NULL };
	struct captured captured =
		capture(&arena, arguments, (struct str){ 0 }, NULL);

	(void)state;
	assert_int_equal(captured.status, 2);
	assert_string_equal(
		captured.err.ptr, "agentlint: /dev/null/b: Not a directory\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(reads_fingerprints, release),
		cmocka_unit_test_teardown(refuses_what_is_none, release),
		cmocka_unit_test_teardown(excuses_what_it_has_written, release),
		cmocka_unit_test_teardown(
			loses_what_is_found_no_longer, release),
		cmocka_unit_test_teardown(says_what_it_cannot_write, release),
	};
	int failed = close(mkstemp(path)) != 0;

	failed |= cmocka_run_group_tests(tests, NULL, NULL);
	remove(path);
	return failed;
}
