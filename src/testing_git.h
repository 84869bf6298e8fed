/* SPDX-License-Identifier: Apache-2.0 */
/* Repositories for tests: each test has a folder of its own and is in an empty
 * repository there, with no configuration of git but its own. */
#ifndef TESTING_GIT_H
#define TESTING_GIT_H

#include "testing.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct arena arena;
static char folder[64];

/* Runs SCRIPT in a shell that stops at the first failure. */
static inline void
shell(const char *script)
{
	struct str command = arena_printf(&arena, "set -e; %s", script);
	int status = system(command.ptr);

	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("shell: %s", script);
}

static inline void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static inline int
set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/agentlint-git-XXXXXX");
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	shell("git init -q -b main repo; cd repo;"
	      "git config user.name nobody; git config user.email nobody@localhost");
	assert_int_equal(chdir("repo"), 0);
	return 0;
}

static inline int
tear_down(void **state)
{
	(void)state;
	assert_int_equal(chdir("/"), 0);
	shell(arena_printf(&arena, "rm -rf %s", folder).ptr);
	unsetenv("GIT_DIR");
	unsetenv("GIT_INDEX_FILE");
	unsetenv("GIT_EXTERNAL_DIFF");
	arena_release(&arena);
	return 0;
}

#define TEST(name_) cmocka_unit_test_setup_teardown(name_, set_up, tear_down)

/* Whether there is a git to test with; says so when there is none. */
static inline bool
prepare_git(void)
{
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	if (system("git --version >/dev/null 2>&1") == 0)
		return true;
	puts("git is missing: nothing is tested");
	return false;
}

#endif
