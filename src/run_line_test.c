/* SPDX-License-Identifier: Apache-2.0 */
/* A whole file may be one line; who looks for each place from its start will
 * wait for this test. */
#define _DEFAULT_SOURCE /* mkdtemp */
#include "testing.h"

#include <unistd.h>

enum { PODS = 4000, CHARACTERS = 200000 };

#define POD \
	"{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":" \
	"\"agent-%d\"},\"spec\":{\"hostPID\":true,\"hostIPC\":true," \
	"\"hostNetwork\":true,\"containers\":[]}}"

static struct arena arena;
static char folder[] = "/tmp/agentlint-line-XXXXXX";

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
	unlink("a.yaml");
	arena_release(&arena);
	return chdir("/") != 0 || rmdir(folder) != 0;
}

static void
mends_a_long_line(void **state)
{
	static const char *const arguments[] = { "--no-config", "--select",
		"host-pid,host-ipc,host-network", "--fix", "--unsafe-fixes",
		"a.yaml", NULL };
	FILE *file = fopen("a.yaml", "wb");
	struct captured captured;

	(void)state;
	assert_non_null(file);
	fputs("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[", file);
	for (int i = 0; i < PODS; i++)
		fprintf(file, "%s" POD, i ? "," : "", i);
	fputs("]}\n", file);
	assert_int_equal(fclose(file), 0);
	captured = capture(&arena, arguments, (struct str){ 0 }, NULL);
	assert_string_equal(
		captured.err.ptr, "agentlint: 12000 findings mended\n");
	assert_int_equal(captured.status, EXIT_CLEAN);
}

static void
finds_a_template_in_a_long_line(void **state)
{
	static const char *const arguments[] = { "--no-config", "-q", "a.yaml",
		NULL };
	FILE *file = fopen("a.yaml", "wb");
	struct captured captured;

	(void)state;
	assert_non_null(file);
	for (int i = 0; i < CHARACTERS; i++)
		fputs("\xC3\xBC", file);
	fputs(": {{ .Values.x }}\n", file);
	assert_int_equal(fclose(file), 0);
	captured = capture(&arena, arguments, (struct str){ 0 }, NULL);
	assert_true(str_starts(captured.out, "a.yaml:1:200003: warning: "));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mends_a_long_line),
		cmocka_unit_test(finds_a_template_in_a_long_line),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
