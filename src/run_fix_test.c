/* SPDX-License-Identifier: Apache-2.0 */
/* Whole runs that mend files: every fixture of every rule that offers a fix,
 * and what happens to the file around it. */
#define _DEFAULT_SOURCE /* scandir, mkdtemp */
#include "testing.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "judge/judge.h"
#include "load/parse.h"

#define FIXTURES AGENTLINT_SOURCE_DIR "/testdata/rules"

static struct arena arena;
static char folder[] = "/tmp/agentlint-fix-XXXXXX";
static size_t mended; /* fixtures */

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

static struct captured
mend(const char *rule, const char *option, const char *path)
{
	const char *const arguments[] = { "--no-config", "--select", rule,
		"--min-severity", "note", "--fix", path, option, NULL };

	return capture(&arena, arguments, (struct str){ 0 }, NULL);
}

static size_t
count_documents(struct str text)
{
	struct source source = { 0 };
	size_t count;

	source_set_text(&source, STR("a.yaml"), text);
	parse_source(&source, &limits_default);
	count = source.document_count;
	arena_release(&source.arena);
	return count;
}

/* A fix mends what it is for, breaks nothing, and leaves nothing to do. */
static void
mend_fixture(const char *rule, const char *path)
{
	struct str before = read_file(&arena, path);
	struct captured first, second;
	struct str between, after;

	write_file("a.yaml", before);
	first = mend(rule, "--unsafe-fixes", "a.yaml");
	between = read_file(&arena, "a.yaml");
	if (str_equal(before, between))
		return;
	mended++;
	second = mend(rule, "--unsafe-fixes", "a.yaml");
	after = read_file(&arena, "a.yaml");
	if (!str_starts(second.err, "agentlint: 0 findings mended") ||
		!str_equal(between, after))
		fail_msg("%s: not done after one run:\n%.*s%.*s", path,
			STR_ARG(second.err), STR_ARG(after));
	if (str_contains(second.out, "fix: "))
		fail_msg("%s: still to be mended:\n%.*s", path,
			STR_ARG(second.out));
	assert_int_equal(count_documents(before), count_documents(after));
	assert_true(first.status == second.status);
}

static int
is_manifest(const struct dirent *entry)
{
	return str_ends(str_of(entry->d_name), ".yaml");
}

static const char *
folder_of(const struct rule *rule)
{
	struct str path = arena_printf(&arena, "%s/%s/%s", FIXTURES,
		module_name(rule->module), rule->id);
	char *text = arena_copy(&arena, path.ptr, path.len);

	for (char *c = text + strlen(FIXTURES); *c; c++)
		if (*c == '-')
			*c = '_';
	return text;
}

static void
every_fix_mends(void **state)
{
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; rule_table[i]; i++) {
		const char *fixtures = folder_of(rule_table[i]);
		struct dirent **entries;
		int count = scandir(fixtures, &entries, is_manifest, alphasort);

		for (int j = 0; j < count; j++) {
			struct str path = arena_printf(
				&arena, "%s/%s", fixtures, entries[j]->d_name);

			mend_fixture(rule_table[i]->id, path.ptr);
			free(entries[j]);
			seen++;
		}
		free(entries);
	}
	assert_true(seen > 400 && mended > 25);
	unlink("a.yaml");
}

#define POD(host_pid_) \
	"apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  name: coder\r\n" \
	"spec:\r\n  hostPID: " host_pid_ "\r\n  containers: []\r\n"

static void
expect(const char *path, const char *text)
{
	assert_string_equal(read_file(&arena, path).ptr, text);
}

static void
writes_the_file_as_it_was(void **state)
{
	struct captured captured;
	struct stat now;

	(void)state;
	write_file("a.yaml", STR("\xEF\xBB\xBF" POD("true")));
	assert_int_equal(chmod("a.yaml", 0604), 0);
	assert_int_equal(symlink("a.yaml", "b.yaml"), 0);
	captured = mend("host-pid", "--unsafe-fixes", "b.yaml");
	assert_string_equal(captured.err.ptr, "agentlint: 1 finding mended\n");
	assert_int_equal(captured.status, EXIT_CLEAN);
	expect("a.yaml", "\xEF\xBB\xBF" POD("false"));
	assert_int_equal(lstat("b.yaml", &now), 0);
	assert_true(S_ISLNK(now.st_mode));
	assert_int_equal(stat("a.yaml", &now), 0);
	assert_int_equal(now.st_mode & 0777, 0604);
	unlink("a.yaml");
	unlink("b.yaml");
}

static void
does_only_what_is_asked_for(void **state)
{
	struct captured captured;

	(void)state;
	write_file("a.yaml", STR(POD("true")));
	captured = mend("host-pid", NULL, "a.yaml");
	assert_string_equal(captured.err.ptr,
		"agentlint: 0 findings mended; 1 more has a fix for "
		"'--unsafe-fixes'\n");
	assert_int_equal(captured.status, EXIT_FINDINGS);
	expect("a.yaml", POD("true"));
	unlink("a.yaml");
}

static void
leaves_what_is_no_utf8(void **state)
{
	static const char pod[] = POD("true");
	char bytes[2 * sizeof(pod)] = "\xFE\xFF";
	struct captured captured;

	(void)state;
	for (size_t i = 0; pod[i]; i++) {
		bytes[2 * i + 2] = '\0';
		bytes[2 * i + 3] = pod[i];
	}
	write_file("a.yaml", (struct str){ bytes, sizeof(bytes) });
	captured = mend("host-pid", "--unsafe-fixes", "a.yaml");
	assert_string_equal(captured.err.ptr,
		"agentlint: a.yaml: not mended: it has changed, or is no "
		"UTF-8\nagentlint: 0 findings mended\n");
	assert_int_equal(captured.status, EXIT_TROUBLE);
	assert_true(str_equal(read_file(&arena, "a.yaml"),
		(struct str){ bytes, sizeof(bytes) }));
	unlink("a.yaml");
}

/* What is read once is judged as often as the files. */
static void
keeps_what_standard_input_held(void **state)
{
	static const char *const arguments[] = { "--no-config", "--select",
		"host-pid,no-network-policy", "--fix", "--unsafe-fixes",
		"--context", "-", "a.yaml", "gone.yaml", NULL };
	struct captured captured;

	(void)state;
	write_file("a.yaml", STR(POD("true")));
	captured = capture(&arena, arguments,
		STR("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
		    "metadata: {name: nothing}\n"
		    "spec: {podSelector: {}, policyTypes: [Egress]}\n"),
		NULL);
	assert_string_equal(captured.err.ptr,
		"agentlint: 1 finding mended\n"
		"agentlint: gone.yaml: No such file or directory\n");
	assert_true(str_starts(captured.out, "no findings. "));
	expect("a.yaml", POD("false"));
	unlink("a.yaml");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fix_mends),
		cmocka_unit_test(writes_the_file_as_it_was),
		cmocka_unit_test(does_only_what_is_asked_for),
		cmocka_unit_test(leaves_what_is_no_utf8),
		cmocka_unit_test(keeps_what_standard_input_held),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
