/* SPDX-License-Identifier: Apache-2.0 */
/* Whole runs in real repositories: which files are read there. Each test has a
 * folder of its own, with a configuration of git of its own. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "testing_git.h"

#include "base/path.h"

/* Runs agentlint without a configuration and with what FIRST and SECOND say. */
static struct captured
lint(const char *first, const char *second)
{
	const char *const arguments[] = { "--no-config", first, second, NULL };

	return capture(&arena, arguments, (struct str){ 0 }, NULL);
}

static void
expect_files(const char *path, const char *expected)
{
	struct captured captured = lint("--show-files", path);

	assert_string_equal(captured.err.ptr, "");
	assert_string_equal(captured.out.ptr, expected);
	assert_int_equal(captured.status, 0);
}

static void
reads_what_git_tracks_or_would(void **state)
{
	(void)state;
	shell("mkdir -p deploy build/out new;"
	      "echo 'build/' >.gitignore; echo '*.tmp.yaml' >deploy/.gitignore;"
	      "echo 'a: 1' | tee deploy/a.yaml deploy/b.tmp.yaml"
	      "  build/out/c.yaml build/forced.yaml new/d.yaml >notes.txt;"
	      "git add deploy/a.yaml; git add -f build/forced.yaml");
	expect_files(".",
		"skip  .git/: hidden\n"
		"skip  .gitignore: hidden\n"
		"read  build/forced.yaml\n"
		"skip  build/out/: ignored by git: 'build/' of .gitignore:1\n"
		"skip  deploy/.gitignore: hidden\n"
		"read  deploy/a.yaml\n"
		"skip  deploy/b.tmp.yaml: ignored by git: '*.tmp.yaml' of deploy/.gitignore:1\n"
		"read  new/d.yaml\n"
		"skip  notes.txt: no YAML or JSON by its name\n");
	/* Tracked, but gone. */
	shell("rm deploy/a.yaml");
	expect_files("deploy/",
		"skip  deploy/.gitignore: hidden\n"
		"skip  deploy/b.tmp.yaml: ignored by git: '*.tmp.yaml' of deploy/.gitignore:1\n");
	/* Named, so read. */
	expect_files("build/out/c.yaml", "read  build/out/c.yaml\n");
	expect_files("build/out", "read  build/out/c.yaml\n");
	shell("echo 'a: 1' >deploy/a.yaml");
	assert_int_equal(chdir("deploy"), 0);
	expect_files("../new", "read  ../new/d.yaml\n");
	expect_files("..",
		"skip  ../.git/: hidden\n"
		"skip  ../.gitignore: hidden\n"
		"read  ../build/forced.yaml\n"
		"skip  ../build/out/: ignored by git: 'build/' of .gitignore:1\n"
		"skip  ../deploy/.gitignore: hidden\n"
		"read  ../deploy/a.yaml\n"
		"skip  ../deploy/b.tmp.yaml: ignored by git: '*.tmp.yaml' of deploy/.gitignore:1\n"
		"read  ../new/d.yaml\n"
		"skip  ../notes.txt: no YAML or JSON by its name\n");
}

static void
can_be_told_to_read_all(void **state)
{
	struct captured captured;

	(void)state;
	shell("echo '*.yaml' >.gitignore; echo 'a: 1' >a.yaml");
	captured = lint("--no-gitignore", "--show-files");
	assert_string_equal(captured.out.ptr,
		"skip  .git/: hidden\nskip  .gitignore: hidden\n"
		"read  a.yaml\n");
	captured = lint("-q", ".");
	assert_int_equal(captured.status, EXIT_NO_INPUT);
}

/* A name that begins another one is not the folder of it. */
static void
reads_strange_names(void **state)
{
	static const char *const names[] = { "a b.yaml", "-q.yaml",
		"line\nbreak.yaml", "\"quoted\".yaml", "\xC3\xBC.yaml",
		"back\\slash.yaml", "tab\t.yaml", "a.yaml", "dir/x.yaml",
		"dir.d/x.yaml", "dir-/x.yaml" };
	struct captured captured;

	(void)state;
	shell("mkdir dir dir.d dir-");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		write_file(names[i], "a: 1\n");
	write_file("ignored.yaml", "a: 1\n");
	write_file(".gitignore", "ignored.yaml\n");
	captured = lint("--show-files", ".");
	assert_string_equal(captured.out.ptr,
		"read  \"quoted\".yaml\nread  -q.yaml\n"
		"skip  .git/: hidden\nskip  .gitignore: hidden\n"
		"read  a b.yaml\n"
		"read  a.yaml\nread  back\\slash.yaml\nread  dir-/x.yaml\n"
		"read  dir.d/x.yaml\nread  dir/x.yaml\n"
		"skip  ignored.yaml: ignored by git: 'ignored.yaml' of .gitignore:1\n"
		"read  line\\nbreak.yaml\nread  tab\\t.yaml\n"
		"read  \xC3\xBC.yaml\n");
}

/* Each repository knows its own files. */
static void
asks_repositories_within(void **state)
{
	(void)state;
	shell("git init -q -b main ../other; cd ../other;"
	      "git config user.name nobody; git config user.email n@localhost;"
	      "echo 'b: 1' >b.yaml; git add .; git commit -qm 1; cd ../repo;"
	      "git -c protocol.file.allow=always submodule --quiet add"
	      "  ../other sub; git commit -qm 1;"
	      "echo 'no.yaml' >sub/.gitignore; mkdir empty;"
	      "echo 'c: 1' | tee sub/c.yaml >sub/no.yaml;"
	      "git init -q clone; echo 'd: 1' | tee clone/d.yaml >clone/no.yaml;"
	      "echo no.yaml >clone/.git/info/exclude;"
	      "git init -q ignored; echo 'e: 1' >ignored/e.yaml;"
	      "echo ignored >.git/info/exclude");
	expect_files(".",
		"skip  .git/: hidden\nskip  .gitmodules: hidden\n"
		"skip  clone/.git/: hidden\nread  clone/d.yaml\n"
		"skip  clone/no.yaml: ignored by git: 'no.yaml' of .git/info/exclude:1\n"
		"skip  empty/: has nothing in it that git would track\n"
		"skip  ignored/: ignored by git: 'ignored' of .git/info/exclude:1\n"
		"skip  sub/.git: hidden\nskip  sub/.gitignore: hidden\n"
		"read  sub/b.yaml\n"
		"read  sub/c.yaml\nskip  sub/no.yaml: ignored by git: 'no.yaml' of .gitignore:1\n");
	/* A folder of repositories that is none itself. */
	assert_int_equal(chdir("clone"), 0);
	shell("rm -rf ../.git");
	expect_files("..",
		"skip  ../.gitmodules: hidden\n"
		"skip  ../clone/.git/: hidden\nread  ../clone/d.yaml\n"
		"skip  ../clone/no.yaml: ignored by git: 'no.yaml' of .git/info/exclude:1\n"
		"skip  ../ignored/.git/: hidden\nread  ../ignored/e.yaml\n"
		"skip  ../sub/.git: hidden\nskip  ../sub/.gitignore: hidden\n"
		"read  ../sub/b.yaml\n"
		"read  ../sub/c.yaml\nread  ../sub/no.yaml\n");
}

static void
knows_worktrees(void **state)
{
	(void)state;
	shell("echo 'a: 1' >a.yaml; git add .; git commit -qm 1;"
	      "git worktree add -q ../tree; cd ../tree;"
	      "echo '*.no.yaml' >.gitignore; echo 'b: 1' >b.no.yaml");
	expect_files("../tree",
		"skip  ../tree/.git: hidden\nskip  ../tree/.gitignore: hidden\n"
		"read  ../tree/a.yaml\n"
		"skip  ../tree/b.no.yaml: ignored by git: '*.no.yaml' of .gitignore:1\n");
}

/* Hooks run with variables that say where the repository and its index are. */
static void
works_in_hooks(void **state)
{
	(void)state;
	shell("mkdir sub; echo 'a: 1' | tee a.yaml >sub/no.yaml;"
	      "echo no.yaml >.gitignore; git add a.yaml; git add -f sub/no.yaml;"
	      "cp .git/index .git/other; git rm -q --cached sub/no.yaml");
	setenv("GIT_DIR", ".git", 1);
	expect_files("sub",
		"skip  sub/no.yaml: ignored by git: 'no.yaml' of .gitignore:1\n");
	setenv("GIT_INDEX_FILE", ".git/other", 1);
	write_file("new.yaml", "a: 1\n");
	expect_files("sub", "read  sub/no.yaml\n");
	expect_files(".", "skip  .git/: hidden\nskip  .gitignore: hidden\n"
			  "read  a.yaml\nskip  new.yaml: not in git's index\n"
			  "read  sub/no.yaml\n");
}

static void
does_without_git(void **state)
{
	const char *path = getenv("PATH");
	struct captured captured;

	(void)state;
	shell("echo a.yaml >.gitignore; echo 'a: 1' >a.yaml");
	setenv("PATH", "/nowhere", 1);
	captured = lint("-v", ".");
	setenv("PATH", path, 1);
	assert_string_equal(captured.err.ptr,
		"agentlint: .: every manifest is read: "
		"git: No such file or directory\n");
	assert_int_equal(captured.status, 0);
	assert_true(str_contains(captured.out, "1 file"));
	shell("rm -rf .git; mkdir .git");
	captured = lint("-v", ".");
	assert_string_equal(captured.err.ptr,
		"agentlint: .: every manifest is read: git: not a git "
		"repository (or any of the parent directories): .git\n");
	shell("rmdir .git");
	captured = lint("-v", ".");
	assert_string_equal(captured.err.ptr,
		"agentlint: .: every manifest is read: in no git repository\n");
	captured = lint("-q", ".");
	assert_string_equal(captured.err.ptr, "");
	assert_int_equal(captured.status, 0);
}

/* git refuses what belongs to another user: that is said, and no failure. */
static void
says_when_git_refuses(void **state)
{
	struct captured captured;

	(void)state;
	write_file("a.yaml", "a: 1\n");
	write_file(".git/config", "[core\n");
	captured = lint("-q", ".");
	assert_true(str_starts(captured.err,
		"agentlint: .: every manifest is read: git: bad config line 1 "
		"in file "));
	assert_int_equal(captured.status, 0);
	if (geteuid() != 0)
		return;
	write_file(".git/config", "");
	assert_int_equal(chown(".git", 4711, 4711), 0);
	assert_int_equal(chown(".", 4711, 4711), 0);
	captured = lint("-q", ".");
	assert_true(str_starts(captured.err,
		"agentlint: .: every manifest is read: git: detected dubious "
		"ownership in repository at '"));
	assert_int_equal(captured.status, 0);
}

/* A repository that would like to run something at every step. */
static void
runs_nothing_of_a_repository(void **state)
{
	struct captured captured;

	(void)state;
	shell("printf '#!/bin/sh\\ntouch %s/ran\\ncat\\n' \"$(pwd)\" >../evil;"
	      "chmod +x ../evil; echo 'a: 1' >a.yaml; git add .;"
	      "git commit -qm 1;"
	      "for hook in post-index-change pre-commit post-checkout;"
	      "do cp ../evil .git/hooks/$hook; done;"
	      "git config core.fsmonitor \"$(pwd)/../evil\";"
	      "git config core.pager \"$(pwd)/../evil\";"
	      "git config pager.ls-files true;"
	      "git config alias.ls-files '!../evil'; echo 'a: 2' >a.yaml");
	captured = lint("-q", ".");
	assert_string_equal(captured.err.ptr, "");
	assert_false(path_exists("ran"));
	/* The trap works. */
	shell("git status >/dev/null 2>&1");
	assert_true(path_exists("ran"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_what_git_tracks_or_would),
		TEST(can_be_told_to_read_all),
		TEST(reads_strange_names),
		TEST(asks_repositories_within),
		TEST(knows_worktrees),
		TEST(works_in_hooks),
		TEST(does_without_git),
		TEST(says_when_git_refuses),
		TEST(runs_nothing_of_a_repository),
	};

	if (!prepare_git())
		return 0;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
