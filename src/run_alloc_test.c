/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that runs out at any point of a run: it ends as if nothing had
 * failed, or with exit status 2 and a line that says so. No finding is lost.
 *
 * Every malloc fails once, that of libraries too, where this program can put
 * itself before libc; else (sanitizers) every allocation of an arena. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "run.h"

/* Which allocation of a child fails; with LATER, those after it as well. */
struct failure {
	size_t number; /* 0: none */
	bool later;
};

static struct failure failure;
static atomic_size_t *allocations; /* of the child, seen by the parent */

#if AGENTLINT_REPLACE_MALLOC

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool
fails(void)
{
	size_t number = allocations ? atomic_fetch_add(allocations, 1) + 1 : 0;

	if (!failure.number || number < failure.number ||
		(number > failure.number && !failure.later))
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	return fails() ? NULL : __libc_realloc(old, size);
}

#endif

/* Something to find, two places for it, a document that is broken. */
static char manifest[] = "apiVersion: v1\n"
			 "kind: Pod\n"
			 "metadata:\n"
			 "  name: agent\n"
			 "  labels: &labels {app: agent}\n"
			 "spec:\n"
			 "  hostPID: true\n"
			 "  containers:\n"
			 "  - name: agent\n"
			 "    image: registry.example/agent:latest\n"
			 "---\n"
			 "apiVersion: networking.k8s.io/v1\n"
			 "kind: NetworkPolicy\n"
			 "metadata: {name: agent}\n"
			 "spec:\n"
			 "  podSelector: {matchLabels: {app: agent}}\n"
			 "  policyTypes: [Egress]\n"
			 "  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]\n"
			 "--- ]\n";

static const char config[] = "cluster:\n"
			     "  podCIDRs: [10.0.0.0/8]\n"
			     "rules:\n"
			     "  host-pid: warning\n";

/* What a run ended with and said. */
struct outcome {
	int status;
	char *out;
	char *err;
};

/* The child's side: runs with OUT and ERR, and an allocation that fails. A
 * crash is not to be caught by cmocka. */
static void
run_in_child(const char *format, const char *config_path, FILE *out, FILE *err,
	struct failure fails_at)
{
	const char *const argv[] = { "agentlint", "-j", "1", "-f", format, "-c",
		config_path, "-", NULL };
	const struct streams streams = {
		.in = fmemopen(manifest, sizeof(manifest) - 1, "rb"),
		.out = out,
		.err = err,
	};

	signal(SIGSEGV, SIG_DFL);
	signal(SIGABRT, SIG_DFL);
	dup2(fileno(err), STDERR_FILENO);
	atomic_store(allocations, 0);
	failure = fails_at;
#if !AGENTLINT_REPLACE_MALLOC
	arena_fail_after(failure.number);
#endif
	int status = run(8, (char *const *)argv, &streams);
	failure.number = 0;
	fflush(out);
	fflush(err);
	_exit(status);
}

/* All of FILE, to be freed, without the time that the run took. */
static char *
contents(FILE *file)
{
	char *text;
	size_t len;

	assert_int_equal(fseek(file, 0, SEEK_END), 0);
	len = (size_t)ftell(file);
	rewind(file);
	text = calloc(1, len + 1);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, len, file), len);
	fclose(file);
	if (len > 4 && !strcmp(text + len - 4, " ms\n"))
		*strrchr(text, ',') = '\0';
	return text;
}

static struct outcome
outcome_of(const char *format, const char *config_path, struct failure fails_at)
{
	FILE *out = tmpfile();
	FILE *err = tmpfile();
	struct outcome outcome;
	pid_t child;
	int status;

	assert_true(out && err);
	fflush(NULL);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		run_in_child(format, config_path, out, err, fails_at);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	outcome.status = WEXITSTATUS(status);
	outcome.out = contents(out);
	outcome.err = contents(err);
	return outcome;
}

static void
outcome_free(struct outcome outcome)
{
	free(outcome.out);
	free(outcome.err);
}

static bool
is_same(struct outcome a, struct outcome b)
{
	return a.status == b.status && !strcmp(a.out, b.out) &&
	       !strcmp(a.err, b.err);
}

/* Whether each line is one of ours, and there is one. */
static bool
says_so(struct outcome outcome)
{
	static const char start[] = "agentlint: ";
	const char *line = outcome.err;

	while (line && !strncmp(line, start, sizeof(start) - 1)) {
		line = strchr(line, '\n');
		if (line && !*++line)
			return outcome.status == EXIT_TROUBLE;
	}
	return false;
}

/* Whether the NEXT allocation is past the last of COUNT; where they cannot be
 * counted, whether the run was the SAME as one that nothing fails in. */
static bool
is_over(size_t next, size_t count, bool same)
{
	return AGENTLINT_REPLACE_MALLOC ? next > count : same;
}

/* Fails each STEP-th allocation of a run with FORMAT; returns how many there
 * were. */
static size_t
check_format(
	const char *format, size_t step, const char *config_path, bool later)
{
	struct outcome usual =
		outcome_of(format, config_path, (struct failure){ 0 });
	size_t count = atomic_load(allocations);
	bool over = false;
	size_t n;

	/* The broken document makes it 2; it is among the findings. */
	assert_int_equal(usual.status, EXIT_TROUBLE);
	assert_string_equal(usual.err, "");
	for (n = 1; !over; n += step) {
		struct outcome outcome = outcome_of(
			format, config_path, (struct failure){ n, later });
		bool same = is_same(outcome, usual);

		if (!same && !says_so(outcome))
			fail_msg("%s, allocation %zu%s: status %d, says '%s'",
				format, n, later ? " and later" : "",
				outcome.status, outcome.err);
		outcome_free(outcome);
		over = is_over(n + step, count, same);
	}
	outcome_free(usual);
	return n;
}

static void
test_every_allocation(void **state)
{
	/* SARIF describes every rule, always with the same few calls. */
	static const struct {
		const char *name;
		size_t step;
	} formats[] = { { "text", 1 }, { "json", 1 }, { "sarif", 41 } };
	char path[] = "/tmp/agentlint-XXXXXX";
	int descriptor = mkstemp(path);

	(void)state;
	assert_int_equal(write(descriptor, config, sizeof(config) - 1),
		sizeof(config) - 1);
	close(descriptor);
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		assert_true(check_format(formats[i].name, formats[i].step, path,
				    false) > 100);
		if (AGENTLINT_REPLACE_MALLOC)
			check_format(
				formats[i].name, formats[i].step, path, true);
	}
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_allocation),
	};

	allocations = mmap(NULL, sizeof(*allocations), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (allocations == MAP_FAILED)
		return EXIT_FAILURE;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
