/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out at any point of a run ends it with one line and exit
 * status 2, and never as if there were less to find. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "run.h"

static char manifest[] = "apiVersion: v1\n"
			 "kind: Pod\n"
			 "metadata: &metadata\n"
			 "  name: agent\n"
			 "spec:\n"
			 "  hostPID: true\n"
			 "  containers:\n"
			 "  - name: agent\n"
			 "    image: registry.example/agent:latest\n"
			 "---\n"
			 "apiVersion: networking.k8s.io/v1\n"
			 "kind: NetworkPolicy\n"
			 "metadata: {name: agent}\n"
			 "spec: {podSelector: {}, egress: [{}]}\n"
			 "--- ]\n";

/* The child's side: runs with its N-th allocation failing, all it says going
 * to SAID. */
static void
run_in_child(size_t n, FILE *said)
{
	const char *const argv[] = { "agentlint", "--no-config", "-j", "1",
		"-f", "text", "-", NULL };
	struct streams streams = {
		.in = fmemopen(manifest, sizeof(manifest) - 1, "rb"),
		.out = fopen("/dev/null", "wb"),
		.err = said,
	};
	int status;

	dup2(fileno(said), STDERR_FILENO);
	arena_fail_after(n);
	status = run(7, (char *const *)argv, &streams);
	fflush(said);
	_exit(status);
}

/* What the run with the N-th allocation failing ends with, and says. */
static int
status_of_run(size_t n, char *text, size_t size)
{
	FILE *said = tmpfile();
	pid_t child;
	int status;
	size_t len;

	assert_non_null(said);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		run_in_child(n, said);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	rewind(said);
	len = fread(text, 1, size - 1, said);
	text[len] = '\0';
	fclose(said);
	return WEXITSTATUS(status);
}

static void
test_every_allocation(void **state)
{
	char text[4096];
	char usual[4096];
	size_t n = 0;
	int status;

	(void)state;
	/* The broken document makes it 2, so that lines tell the two apart. */
	assert_int_equal(status_of_run(0, usual, sizeof(usual)), EXIT_TROUBLE);
	do {
		status = status_of_run(++n, text, sizeof(text));
		assert_int_equal(status, EXIT_TROUBLE);
	} while (!strcmp(text, "agentlint: out of memory\n"));
	assert_string_equal(text, usual);
	assert_true(n > 50);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_allocation),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
