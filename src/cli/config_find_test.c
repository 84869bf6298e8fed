/* SPDX-License-Identifier: Apache-2.0 */
/* Where the configuration is looked for, in which order, in a folder that the
 * test makes: repo/ is a git repository, plain/ is none. Also which files its
 * patterns then mean. */
#define _XOPEN_SOURCE 700 /* mkdtemp, realpath, nftw */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/config.h"
#include "cli/scope.h"

static char root[PATH_MAX];
static const char *variable_name, *variable_value;
static const char *home;

static const char *
environment(const char *name)
{
	if (variable_name && !strcmp(name, variable_name))
		return variable_value;
	return home && !strcmp(name, "HOME") ? home : NULL;
}

static void
make_folder(const char *path)
{
	assert_int_equal(mkdir(path, 0777), 0);
}

static void
make_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int
set_up(void **state)
{
	char template[] = "/tmp/agentlint-test-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(template));
	assert_non_null(realpath(template, root));
	assert_int_equal(chdir(root), 0);
	make_folder("repo");
	make_folder("repo/.git");
	make_folder("repo/a");
	make_folder("repo/a/b");
	make_file("repo/a/b/x.yaml", "");
	make_folder("plain");
	make_folder("plain/c");
	make_folder("plain/c/d");
	make_folder("home");
	make_folder("home/.config");
	make_folder("home/.config/agentlint");
	return 0;
}

static int
remove_one(const char *path, const struct stat *status, int type,
	struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	return remove(path);
}

static int
tear_down(void **state)
{
	(void)state;
	variable_name = NULL;
	home = NULL;
	assert_int_equal(chdir("/"), 0);
	return nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

struct loaded {
	struct arena arena;
	struct config config;
	struct error error;
	bool good;
};

static void
load(struct loaded *loaded, const char *explicit, const char *path)
{
	struct str item = str_of(path);
	struct str_list paths = { &item, path ? 1 : 0 };

	*loaded = (struct loaded){ 0 };
	loaded->good = config_load(&loaded->config, &loaded->arena, explicit,
		&paths, environment, &loaded->error);
}

/* Linting PATH finds the file EXPECTED; "" is none. */
static void
expect(const char *path, const char *expected)
{
	struct loaded loaded;

	load(&loaded, NULL, path);
	if (!loaded.good)
		fail_msg("'%s': %s", path, loaded.error.text);
	if (!str_is(loaded.config.path, expected))
		fail_msg("'%s' gives '%.*s', not '%s'", path,
			STR_ARG(loaded.config.path), expected);
	arena_release(&loaded.arena);
}

static void
looks_upward_in_a_repository(void **state)
{
	(void)state;
	expect("repo/a/b", "");
	make_file(".agentlint.yaml", "");
	expect("repo/a/b", ""); /* above the repository */
	make_file("repo/.agentlint.yaml", "");
	expect("repo/a/b", "repo/.agentlint.yaml");
	expect("repo/a/b/x.yaml", "repo/.agentlint.yaml");
	expect("repo", "repo/.agentlint.yaml");
	expect("repo/a/../a/b/", "repo/.agentlint.yaml");
	make_file("repo/a/.agentlint.yml", "");
	expect("repo/a/b", "repo/a/.agentlint.yml");
	make_file("repo/a/.agentlint.yaml", "");
	expect("repo/a/b", "repo/a/.agentlint.yaml");
	expect("repo", "repo/.agentlint.yaml");
}

/* NAME below the folder that the test has made. */
static const char *
absolute(const char *name)
{
	static char path[PATH_MAX + 100];

	snprintf(path, sizeof(path), "%s/%s", root, name);
	return path;
}

static void
shows_paths_from_the_current_folder(void **state)
{
	(void)state;
	make_file("repo/.agentlint.yaml", "");
	expect(absolute("repo/a"), "repo/.agentlint.yaml");
	assert_int_equal(chdir("repo/a"), 0);
	expect(".", absolute("repo/.agentlint.yaml"));
	expect("-", absolute("repo/.agentlint.yaml"));
	expect("not-there", absolute("repo/.agentlint.yaml"));
	expect(NULL, absolute("repo/.agentlint.yaml"));
	make_file(".agentlint.yaml", "");
	expect("b", ".agentlint.yaml");
}

/* Without a repository nobody's folders but the current one and those below
 * it are asked: /tmp/.agentlint.yaml could be anybody's. */
static void
stays_below_the_current_folder(void **state)
{
	(void)state;
	make_file("plain/.agentlint.yaml", "");
	expect("plain/c/d", "plain/.agentlint.yaml");
	assert_int_equal(chdir("plain/c"), 0);
	expect("d", "");
	make_file("d/.agentlint.yaml", "");
	expect("d", "d/.agentlint.yaml");
	assert_int_equal(chdir("../../repo"), 0);
	expect("../plain/c", "");
	expect("../plain", absolute("plain/.agentlint.yaml"));
}

static void
asks_the_environment_next(void **state)
{
	(void)state;
	home = "home";
	expect("plain", "");
	make_file("home/.config/agentlint/config.yaml", "");
	expect("plain", "home/.config/agentlint/config.yaml");
	make_folder("home/agentlint");
	make_file("home/agentlint/config.yaml", "");
	variable_name = "XDG_CONFIG_HOME";
	variable_value = "home";
	expect("plain", "home/agentlint/config.yaml");
	variable_value = "";
	expect("plain", "home/.config/agentlint/config.yaml");
	make_file("env.yaml", "");
	variable_name = "AGENTLINT_CONFIG";
	variable_value = "env.yaml";
	expect("plain", "env.yaml");
	make_file("plain/.agentlint.yaml", "");
	expect("plain", "plain/.agentlint.yaml");
}

static void
takes_what_it_is_told(void **state)
{
	struct loaded loaded;

	(void)state;
	make_file("repo/.agentlint.yaml", "baseline: a\n");
	make_file("plain/conf", "baseline: sub/b\n");
	load(&loaded, "plain/conf", "repo");
	assert_true(loaded.good);
	assert_true(str_is(loaded.config.path, "plain/conf"));
	assert_true(str_is(loaded.config.baseline, "plain/sub/b"));
	assert_true(str_is(loaded.config.root, absolute("plain")));
	arena_release(&loaded.arena);
	make_file("plain/conf", "baseline: /b\n");
	load(&loaded, "plain/conf", "repo");
	assert_true(loaded.good);
	assert_true(str_is(loaded.config.baseline, "/b"));
	arena_release(&loaded.arena);
}

static void
expect_error(const char *explicit, const char *text)
{
	struct loaded loaded;

	load(&loaded, explicit, "repo");
	assert_false(loaded.good);
	assert_string_equal(loaded.error.text, text);
	arena_release(&loaded.arena);
}

static void
says_what_it_cannot_read(void **state)
{
	char *large = calloc(1, (1 << 20) + 2);

	(void)state;
	expect_error("none.yaml", "none.yaml: No such file or directory");
	expect_error("plain", "plain: Is a directory");
	variable_name = "AGENTLINT_CONFIG";
	variable_value = "gone.yaml";
	expect_error(NULL, "gone.yaml: No such file or directory");
	memset(large, '#', (1 << 20) + 1);
	make_file("large.yaml", large);
	free(large);
	expect_error("large.yaml", "large.yaml: larger than 1048576 bytes");
	make_file("repo/.agentlint.yaml", "\nexlude: []\n");
	expect_error(NULL, "repo/.agentlint.yaml:2:1: unknown key 'exlude'; "
			   "did you mean 'exclude'?");
	assert_int_equal(remove("repo/.agentlint.yaml"), 0);
	assert_int_equal(symlink("nowhere", "repo/.agentlint.yaml"), 0);
	expect_error(NULL, "repo/.agentlint.yaml: No such file or directory");
}

static const struct str_list nothing;

static bool
excludes(const struct scope *scope, const char *path)
{
	return scope_excludes(scope, path).len > 0;
}

static void
excludes_from_its_own_folder(void **state)
{
	struct loaded loaded;
	struct scope scope;

	(void)state;
	make_file("repo/.agentlint.yaml", "exclude: [/a/b, '*.json']\n");
	load(&loaded, NULL, "repo/a");
	scope = scope_of(&loaded.config, &nothing, &loaded.arena);
	assert_true(excludes(&scope, "repo/a/b"));
	assert_true(excludes(&scope, "repo/a/b/x.yaml"));
	assert_true(excludes(&scope, "./repo//a/b/x.yaml"));
	assert_false(excludes(&scope, "repo/a/x.yaml"));
	assert_true(excludes(&scope, "repo/a/x.json"));
	assert_true(excludes(&scope, absolute("repo/a/b")));
	assert_false(excludes(&scope, "plain/x.json")); /* not below */
	assert_false(excludes(&scope, "b"));
	assert_false(excludes(&scope, "/b"));
	assert_false(excludes(&scope, "gone/b"));
	assert_int_equal(chdir("repo/a"), 0);
	scope = scope_of(&loaded.config, &nothing, &loaded.arena);
	assert_true(excludes(&scope, "b/x.yaml"));
	assert_true(excludes(&scope, "b"));
	assert_true(excludes(&scope, "../a/b/x.yaml"));
	arena_release(&loaded.arena);
}

/* Patterns of the command line count from the current folder. */
static void
excludes_from_here(void **state)
{
	const struct str patterns[] = { STR("/a/b"), STR("*.json") };
	const struct str_list exclude = { patterns, 2 };
	struct loaded loaded;
	struct scope scope;

	(void)state;
	make_file("repo/.agentlint.yaml", "exclude: [x.yaml]\n");
	load(&loaded, NULL, "repo/a");
	assert_int_equal(chdir("repo"), 0);
	scope = scope_of(&loaded.config, &exclude, &loaded.arena);
	assert_true(str_is(
		scope_excludes(&scope, "a/b/x.yaml"), "'/a/b' of --exclude"));
	assert_true(str_is(scope_excludes(&scope, "a/x.yaml"),
		"'x.yaml' of repo/.agentlint.yaml"));
	assert_true(excludes(&scope, "a/x.json"));
	assert_false(excludes(&scope, "a/y.yaml"));
	assert_true(excludes(&scope, "../plain/x.json"));
	assert_false(excludes(&scope, "../plain/a/b"));
	arena_release(&loaded.arena);
}

static void
knows_contexts(void **state)
{
	struct loaded loaded;
	struct scope scope;

	(void)state;
	make_file("repo/.agentlint.yaml", "contexts: ['*', a/b/, ./a]\n");
	load(&loaded, NULL, "repo");
	scope = scope_of(&loaded.config, &nothing, &loaded.arena);
	assert_true(str_is(scope_context(&scope, "repo/a/b/x.yaml"), "a/b"));
	assert_true(str_is(scope_context(&scope, "repo/a/x.yaml"), "a"));
	assert_true(str_is(scope_context(&scope, "plain/c/x.yaml"), ""));
	arena_release(&loaded.arena);
}

/* No configuration: nothing is excluded, and all is one context. */
static void
needs_no_configuration(void **state)
{
	struct arena arena = { 0 };
	const struct config none = { 0 };
	struct scope scope = scope_of(&none, &nothing, &arena);

	(void)state;
	assert_false(excludes(&scope, "repo"));
	assert_int_equal(scope_context(&scope, "repo/a/x.yaml").len, 0);
	arena_release(&arena);
}

#define TEST(name_) cmocka_unit_test_setup_teardown(name_, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(looks_upward_in_a_repository),
		TEST(shows_paths_from_the_current_folder),
		TEST(stays_below_the_current_folder),
		TEST(asks_the_environment_next),
		TEST(takes_what_it_is_told),
		TEST(says_what_it_cannot_read),
		TEST(excludes_from_its_own_folder),
		TEST(excludes_from_here),
		TEST(knows_contexts),
		TEST(needs_no_configuration),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
