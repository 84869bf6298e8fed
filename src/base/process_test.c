/* SPDX-License-Identifier: Apache-2.0 */
/* Programs that write much, read nothing, fail, die or are not there. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/process.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* What SCRIPT, given to a shell with INPUT, ends with. */
static struct process_end
end_of(const char *script, struct str input)
{
	const char *const arguments[] = { "sh", "-c", script, "name", "a b",
		"$(touch never)", NULL };
	const char *const environment[] = { "ONLY=this", NULL };
	const struct process process = { arguments, environment, input };
	struct process_end end;
	struct error error;

	assert_true(process_run(&process, &arena, &end, &error));
	return end;
}

static void
gives_what_was_asked(void **state)
{
	struct process_end end =
		end_of("echo \"$1|$2|$ONLY|$HOME\"; echo wrong >&2; exit 7",
			STR("unread"));

	(void)state;
	assert_int_equal(end.status, 7);
	assert_true(str_is(end.output, "a b|$(touch never)|this|\n"));
	assert_true(str_is(end.errors, "wrong\n"));
}

/* More than any pipe holds, in all three at once. */
static void
keeps_all_pipes_moving(void **state)
{
	enum { MUCH = 3000000 };
	char *bytes = arena_alloc(&arena, MUCH);
	struct process_end end;

	(void)state;
	for (size_t i = 0; i < MUCH; i++)
		bytes[i] = (char)('a' + i % 23);
	end = end_of("tee /dev/stderr", (struct str){ bytes, MUCH });
	assert_int_equal(end.status, 0);
	assert_true(str_equal(end.output, (struct str){ bytes, MUCH }));
	assert_true(str_equal(end.errors, end.output));
	end = end_of("exec <&-; echo deaf", (struct str){ bytes, MUCH });
	assert_int_equal(end.status, 0);
	assert_true(str_is(end.output, "deaf\n"));
}

static void
knows_the_dead(void **state)
{
	struct process_end end = end_of("kill -9 $$", (struct str){ 0 });

	(void)state;
	assert_int_equal(end.status, 128 + SIGKILL);
	assert_int_equal(end.output.len, 0);
}

static void
says_what_is_not_there(void **state)
{
	const char *const arguments[] = { "/nowhere/agentlint", NULL };
	const char *const environment[] = { NULL };
	const struct process process = { arguments, environment, { 0 } };
	struct process_end end;
	struct error error;

	(void)state;
	assert_false(process_run(&process, &arena, &end, &error));
	assert_string_equal(
		error.text, "/nowhere/agentlint: No such file or directory");
}

/* A broken pipe kills the child as it would from a shell, and not us. */
static void
leaves_signals_as_they_were(void **state)
{
	struct sigaction now;
	struct process_end end;

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	end = end_of("(sleep 0; kill -s PIPE $$) ; echo alive", STR(""));
	assert_int_equal(end.status, 128 + SIGPIPE);
	sigaction(SIGPIPE, NULL, &now);
	assert_true(now.sa_handler == SIG_IGN);
	signal(SIGPIPE, SIG_DFL);
	end_of("true", STR(""));
	sigaction(SIGPIPE, NULL, &now);
	assert_true(now.sa_handler == SIG_DFL);
}

/* What the child gets does not depend on what we have. */
static void
needs_no_standard_streams(void **state)
{
	int in = dup(STDIN_FILENO);
	int out = dup(STDOUT_FILENO);
	struct process_end end;

	(void)state;
	close(STDIN_FILENO);
	close(STDOUT_FILENO);
	end = end_of("cat", STR("through"));
	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	close(in);
	close(out);
	assert_true(str_is(end.output, "through"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(gives_what_was_asked, release),
		cmocka_unit_test_teardown(keeps_all_pipes_moving, release),
		cmocka_unit_test_teardown(knows_the_dead, release),
		cmocka_unit_test_teardown(says_what_is_not_there, release),
		cmocka_unit_test_teardown(leaves_signals_as_they_were, release),
		cmocka_unit_test_teardown(needs_no_standard_streams, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
