/* SPDX-License-Identifier: Apache-2.0 */
/* Whole runs in real repositories: what --changed and --new-from-rev report. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "testing_git.h"

#include "base/path.h"

#define POD(name_, labels_) \
	"apiVersion: v1\nkind: Pod\nmetadata:\n  name: " name_ \
	"\n  namespace: agents\n  labels: {" labels_ "}\nspec:\n"
#define CONTAINERS \
	"  containers:\n    - name: main\n" \
	"      image: registry.example/agent:1\n"
#define CODER POD("coder", "app: coder") "  hostPID: true\n" CONTAINERS
#define POLICY \
	"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n" \
	"  name: guard\n  namespace: agents\nspec:\n  podSelector:\n" \
	"    matchLabels: {app: coder}\n  policyTypes: [Ingress, Egress]\n"

#define COMMIT "git add -A; git commit -qm 1"

/* Runs agentlint with a few rules, and with FIRST and SECOND. */
static struct captured
lint(const char *first, const char *second)
{
	const char *const arguments[] = { "--no-config", "--select",
		"host-pid,host-network,no-network-policy,duplicate-key,"
		"yaml-syntax,conflicting-definitions",
		first, second, NULL };

	return capture(&arena, arguments, (struct str){ 0 }, NULL);
}

/* The last line of TEXT, up to the first full stop. */
static const char *
summary(struct str text)
{
	struct str line = { 0 };

	while (text.len)
		line = str_cut(&text, '\n');
	return arena_str(&arena, str_head(line, str_find(line, '.'))).ptr;
}

/* Where TEXT reports findings: "file:line rule" for each. */
static const char *
places(struct str text)
{
	struct str list = STR("");

	while (text.len) {
		struct str line = str_cut(&text, '\n');
		struct str file, number, rule;

		if (!str_ends(line, "]") ||
			(!str_contains(line, ": error: ") &&
				!str_contains(line, ": warning: ")))
			continue;
		file = str_cut(&line, ':');
		number = str_cut(&line, ':');
		str_cut(&line, '[');
		rule = str_cut(&line, ']');
		list = arena_printf(&arena, "%.*s%.*s:%.*s %.*s\n",
			STR_ARG(list), STR_ARG(file), STR_ARG(number),
			STR_ARG(rule));
	}
	return list.ptr;
}

static void
expect_of(const char *option, const char *revision, const char *found,
	const char *counted)
{
	struct captured captured = lint(option, revision);

	assert_string_equal(captured.err.ptr, "");
	assert_string_equal(places(captured.out), found);
	assert_string_equal(summary(captured.out), counted);
	assert_int_equal(captured.status, *found ? EXIT_FINDINGS : EXIT_CLEAN);
}

static void
expect(const char *found, const char *counted)
{
	expect_of("--changed", NULL, found, counted);
}

static void
expect_error(const char *option, const char *argument, const char *error)
{
	struct captured captured = lint(option, argument);

	assert_string_equal(captured.out.ptr, "");
	assert_string_equal(captured.err.ptr, error);
	assert_int_equal(captured.status, EXIT_TROUBLE);
}

static void
reports_changed_lines(void **state)
{
	(void)state;
	write_file("coder.yaml", CODER);
	shell(COMMIT);
	expect("", "no findings (2 on unchanged lines)");
	write_file("coder.yaml",
		POD("coder",
			"app: coder") "  hostPID: true # why?\n" CONTAINERS);
	expect("coder.yaml:8 host-pid\n",
		"1 finding: 1 error (1 on unchanged lines)");
	/* A new finding is new wherever it is. */
	write_file("coder.yaml", CODER "  hostNetwork: true\n");
	expect("coder.yaml:12 host-network\n",
		"1 finding: 1 error (1 on unchanged lines)");
	shell("git checkout -q coder.yaml; touch -d 2001-01-01 coder.yaml");
	expect("", "no findings (2 on unchanged lines)");
}

static void
reports_what_a_removal_exposes(void **state)
{
	(void)state;
	write_file("coder.yaml", CODER);
	write_file("policy.yaml", POLICY);
	shell(COMMIT);
	expect("", "no findings (1 on unchanged lines)");
	shell("rm policy.yaml");
	expect("coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
	shell("git rm -q --cached policy.yaml");
	expect("coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
	/* Part of a file, and no more than a line of it. */
	write_file("policy.yaml", POLICY);
	shell("printf -- '---\\n' >>policy.yaml; cat coder.yaml >>policy.yaml;"
	      "git rm -q --cached coder.yaml; rm coder.yaml;" COMMIT);
	expect("", "no findings (1 on unchanged lines)");
	write_file("policy.yaml", "---\n" CODER);
	expect("policy.yaml:5 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
	/* All that a folder had. */
	shell("git checkout -q policy.yaml; mkdir all; mv policy.yaml all/");
	write_file("coder.yaml", CODER);
	write_file("all/policy.yaml", POLICY);
	shell(COMMIT "; rm -r all; mkdir all");
	expect("coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
}

static void
follows_renames(void **state)
{
	(void)state;
	shell("mkdir one two");
	write_file("one/coder.yaml", CODER "    # a\n    # b\n    # c\n");
	shell(COMMIT "; git mv one/coder.yaml two/coder.yaml");
	expect("", "no findings (2 on unchanged lines)");
	expect_of("--changed", "two/coder.yaml", "",
		"no findings (2 on unchanged lines)");
	shell("sed -i.orig 's/true/true # x/' two/coder.yaml;"
	      "rm two/coder.yaml.orig");
	expect("two/coder.yaml:8 host-pid\n",
		"1 finding: 1 error (1 on unchanged lines)");
	/* To another cluster. */
	shell("git checkout -q two/coder.yaml");
	write_file("one/policy.yaml", POLICY);
	shell("git mv two/coder.yaml one/; " COMMIT);
	expect_of("--changed", "--context-per-dir", "",
		"no findings (1 on unchanged lines)");
	shell("git mv one/policy.yaml two/");
	expect_of("--changed", "--context-per-dir",
		"one/coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
}

static void
takes_new_files_whole(void **state)
{
	(void)state;
	shell("git commit -q --allow-empty -m 1");
	write_file("untracked.yaml", CODER);
	expect("untracked.yaml:4 no-network-policy\nuntracked.yaml:8 host-pid\n",
		"2 findings: 2 errors");
	shell("git add -A; git mv untracked.yaml staged.yaml");
	expect("staged.yaml:4 no-network-policy\nstaged.yaml:8 host-pid\n",
		"2 findings: 2 errors");
	/* git has it, but ignores what it is now. */
	shell("git commit -qm 2; git rm -q --cached staged.yaml;"
	      "echo staged.yaml >.gitignore");
	expect_of("--changed", "staged.yaml",
		"staged.yaml:4 no-network-policy\nstaged.yaml:8 host-pid\n",
		"2 findings: 2 errors");
}

/* A file that is named needs no manifest's name. */
static void
compares_what_is_named(void **state)
{
	(void)state;
	write_file("coder[*].txt", CODER);
	shell(COMMIT "; ln -s 'coder[*].txt' link");
	expect_of("--changed", "coder[*].txt", "",
		"no findings (2 on unchanged lines)");
	write_file("coder[*].txt", CODER "  hostIPC: true\n# x\n");
	expect_of("--changed", "coder[*].txt", "",
		"no findings (2 on unchanged lines)");
	write_file("coder[*].txt", "# x\n" CODER);
	expect_of(
		"--changed", "link", "", "no findings (2 on unchanged lines)");
	write_file("coder[*].txt",
		POD("coder", "app: coder") "  hostPID: true # x\n" CONTAINERS);
	expect_of("--changed", "link", "link:8 host-pid\n",
		"1 finding: 1 error (1 on unchanged lines)");
}

/* The index of a hook is not the repository's own. */
static void
works_in_hooks(void **state)
{
	(void)state;
	shell("git commit -q --allow-empty -m 1; mkdir sub");
	write_file("sub/coder.yaml", CODER);
	shell("git add -A; mv .git/index .git/other; rm -f .git/index;"
	      "git reset -q");
	setenv("GIT_DIR", ".git", 1);
	setenv("GIT_INDEX_FILE", ".git/other", 1);
	expect("sub/coder.yaml:4 no-network-policy\n"
	       "sub/coder.yaml:8 host-pid\n",
		"2 findings: 2 errors");
	/* As "git commit -a" has it. */
	unsetenv("GIT_DIR");
	unsetenv("GIT_INDEX_FILE");
	write_file(".git/hooks/pre-commit",
		"#!/bin/sh\nprintf %s \"$GIT_INDEX_FILE\" >../index\nexec " AGENTLINT_BINARY
		" --changed -q --no-config --select host-pid >../out\n");
	shell("chmod +x .git/hooks/pre-commit; git add -A;"
	      "! git commit -qam 2; grep -q lock ../index;"
	      "grep -q '^sub/coder.yaml:8:' ../out; git commit -nqam 2;"
	      "echo '# x' >>sub/coder.yaml; git commit -qam 3;"
	      "test ! -s ../out");
}

static void
reads_strange_names(void **state)
{
	static const char *const names[] = { "a b.yaml", "-q.yaml",
		"line\nbreak.yaml", "\"quoted\".yaml", "\xC3\xBC.yaml",
		"back\\slash.yaml", "tab\t.yaml" };
	struct captured captured;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		write_file(names[i], "a: 1\n");
	shell(COMMIT);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		write_file(names[i], "a: 1\na: 2\n");
		captured = lint("--changed", NULL);
		assert_string_equal(
			summary(captured.out), "1 finding: 1 warning");
		assert_int_equal(captured.status, EXIT_FINDINGS);
		write_file(names[i], "a: 1\nb: 1\nb: 2\n");
		shell(COMMIT);
		write_file(names[i], "# x\n");
		captured = lint("--changed", NULL);
		assert_string_equal(summary(captured.out), "no findings");
		write_file(names[i], "a: 1\n");
	}
}

static void
works_from_below(void **state)
{
	(void)state;
	shell("mkdir sub");
	write_file("sub/coder.yaml", CODER);
	write_file("policy.yaml", POLICY);
	shell(COMMIT "; rm policy.yaml");
	assert_int_equal(chdir("sub"), 0);
	expect_of("--changed", "..", "../sub/coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
	/* The policy is not in the folder. */
	expect("", "no findings (2 on unchanged lines)");
	expect_of("--changed", "--context=..",
		"coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
}

static void
works_in_worktrees(void **state)
{
	(void)state;
	write_file("coder.yaml", CODER);
	write_file("policy.yaml", POLICY);
	shell(COMMIT "; git worktree add -q ../tree; rm ../tree/policy.yaml");
	expect("", "no findings (1 on unchanged lines)");
	expect_of("--changed", "../tree",
		"../tree/coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
}

/* A submodule is compared with the commit that is recorded for it. */
static void
works_with_submodules(void **state)
{
	(void)state;
	shell("git init -q -b main ../other; cd ../other;"
	      "git config user.name nobody; git config user.email n@localhost");
	write_file("../other/coder.yaml", CODER);
	write_file("../other/policy.yaml", POLICY);
	shell("cd ../other; " COMMIT "; cd ../repo;"
	      "git -c protocol.file.allow=always submodule --quiet add"
	      "  ../other sub; git commit -qm 1; cd sub;"
	      "git config user.name nobody; git config user.email n@localhost");
	expect("", "no findings (1 on unchanged lines)");
	shell("cd sub; git rm -q policy.yaml; git commit -qm 2");
	expect("sub/coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
	expect_of("--changed", "sub", "", "no findings (2 on unchanged lines)");
	shell("git add sub; git commit -qm 2");
	expect("", "no findings (2 on unchanged lines)");
	/* What the repository around it does not know is new. */
	shell("cp -r ../other clone; rm clone/policy.yaml");
	expect("clone/coder.yaml:4 no-network-policy\n"
	       "clone/coder.yaml:8 host-pid\n",
		"2 findings: 2 errors (2 on unchanged lines)");
}

static void
compares_with_any_revision(void **state)
{
	(void)state;
	write_file("coder.yaml", CODER);
	write_file("policy.yaml", POLICY);
	shell(COMMIT "; git tag -a -m 1 first; git rm -q policy.yaml; " COMMIT);
	expect("", "no findings (2 on unchanged lines)");
	expect_of("--new-from-rev", "first", "coder.yaml:4 no-network-policy\n",
		"1 finding: 1 error (1 on unchanged lines)");
	expect_of("--new-from-rev", "HEAD^{tree}", "",
		"no findings (2 on unchanged lines)");
	/* main has gone on; the branch has done nothing. */
	shell("git checkout -q -b branch first; git checkout -q main;"
	      "echo '# x' >>coder.yaml; " COMMIT "; git checkout -q branch");
	expect_of("--new-from-rev", "main...", "",
		"no findings (1 on unchanged lines)");
	expect_of("--new-from-rev", "main...branch", "",
		"no findings (1 on unchanged lines)");
}

static void
reports_all_before_the_first_commit(void **state)
{
	(void)state;
	write_file("coder.yaml", CODER);
	shell("git add -A");
	expect("coder.yaml:4 no-network-policy\ncoder.yaml:8 host-pid\n",
		"2 findings: 2 errors");
	expect_error("--new-from-rev", "HEAD",
		"agentlint: git knows no revision 'HEAD'\n");
}

static void
says_what_it_cannot_compare(void **state)
{
	const char *path = getenv("PATH");

	(void)state;
	write_file("coder.yaml", CODER);
	shell(COMMIT "; git checkout -q --orphan other; git commit -qm 2;"
		     "git clone -q --depth 1 \"file://$(pwd)\" ../shallow");
	expect_error("--new-from-rev", "none",
		"agentlint: git knows no revision 'none'\n");
	expect_error("--new-from-rev", "--all",
		"agentlint: git knows no revision '--all'\n");
	expect_error("--new-from-rev", "none...",
		"agentlint: git knows no revision 'none...'\n");
	expect_error("--new-from-rev", "main...",
		"agentlint: 'main...' have no commit in common\n");
	setenv("PATH", "/nowhere", 1);
	expect_error("--changed", "--no-gitignore",
		"agentlint: git: No such file or directory\n");
	setenv("PATH", path, 1);
	assert_int_equal(chdir("../shallow"), 0);
	expect_error("--new-from-rev", "HEAD~1",
		"agentlint: git knows no revision 'HEAD~1' in this shallow "
		"clone; fetch more of its history\n");
	assert_int_equal(chdir("../repo"), 0);
	shell("rm -rf .git");
	expect_error("--changed", "coder.yaml",
		"agentlint: 'coder.yaml' is in no git repository\n");
}

/* A file that was broken before is no failure of this change. */
static void
knows_when_a_file_broke(void **state)
{
	struct captured captured;

	(void)state;
	write_file("broken.yaml", "a: [\n\n# x\n");
	write_file("coder.yaml", CODER);
	shell(COMMIT);
	expect("", "no findings (3 on unchanged lines)");
	shell("git mv broken.yaml renamed.yaml");
	expect("", "no findings (3 on unchanged lines)");
	write_file("renamed.yaml", "a: [\n\n# y\n");
	captured = lint("--changed", NULL);
	assert_int_equal(captured.status, EXIT_TROUBLE);
	assert_string_equal(summary(captured.out),
		"1 finding: 1 error (2 on unchanged lines)");
	write_file("renamed.yaml", "a: [\n");
	assert_int_equal(lint("--changed", NULL).status, EXIT_TROUBLE);
}

/* Line ends that git does not count lines by. */
static void
reads_other_line_breaks(void **state)
{
	(void)state;
	write_file("cr.yaml", "# 1\r# 2\ra: 1\nb: 1\n");
	write_file("crlf.yaml", "a: 1\r\na: 2\r\nb: 1\r\n");
	shell(COMMIT);
	write_file("cr.yaml", "# 1\r# 2\ra: 1\nb: 1\nb: 2\n");
	write_file("crlf.yaml", "a: 1\r\na: 2\r\nb: 1\r\nb: 2\r\n");
	expect("cr.yaml:5 duplicate-key\ncrlf.yaml:4 duplicate-key\n",
		"2 findings: 2 warnings (1 on unchanged lines)");
}

/* Who makes an excuse needless is told, too: in a file that did not change. */
static void
tells_what_excuses_nothing_any_more(void **state)
{
	static const char all[] = "--select=unused-suppression";

	(void)state;
	write_file("coder.yaml",
		"# agentlint: ignore-file[no-network-policy] soon\n" POD(
			"coder",
			"app: coder") "  # agentlint: ignore[host-pid] so it is\n"
				      "  hostPID: true\n" CONTAINERS);
	shell(COMMIT);
	expect_of("--changed", all, "", "no findings (2 ignored by comments)");
	write_file("policy.yaml", POLICY);
	expect_of("--changed", all, "coder.yaml:1 unused-suppression\n",
		"1 finding: 1 warning (1 ignored by comments)");
	shell(COMMIT);
	expect_of("--changed", all, "",
		"no findings (1 ignored by comments, 1 on unchanged lines)");
}

/* What is left out is left out of every format. */
static void
leaves_out_what_is_not_reported(void **state)
{
	const char *const arguments[] = { "--no-config", "--changed",
		"--select", "host-pid", "-f", "jsonl", NULL };

	(void)state;
	write_file("coder.yaml", CODER);
	shell(COMMIT);
	assert_string_equal(
		capture(&arena, arguments, (struct str){ 0 }, NULL).out.ptr,
		"");
}

/* A repository that would like to run something while it is compared: what a
 * trap runs leaves a file. */
static void
runs_nothing_of_a_repository(void **state)
{
	(void)state;
	write_file("coder.yaml", CODER);
	shell("printf '#!/bin/sh\\ntouch %s/ran\\ncat\\n' \"$(pwd)\" >../evil;"
	      "chmod +x ../evil; " COMMIT ";"
	      "git init -q -b main ../other; cd ../other; touch x;"
	      "git config user.name nobody; git config user.email n@localhost;" COMMIT
	      "; cd ../repo;"
	      "git -c protocol.file.allow=always submodule --quiet add"
	      "  ../other sub; git commit -qm 1;"
	      "evil=\"$(cd ..; pwd)/evil\";"
	      "printf '* filter=a diff=b\\n*.yaml filter=c=d\\n'"
	      "  >.git/info/attributes;"
	      "git config filter.a.clean \"$evil\";"
	      "git config filter.a.required true;"
	      "git config filter.c=d.process \"$evil\";"
	      "git config diff.b.textconv \"$evil\";"
	      "git config diff.b.command \"$evil\";"
	      "git config diff.external \"$evil\";"
	      "git config core.fsmonitor \"$evil\";"
	      "git config core.pager \"$evil\"; git config pager.diff true;"
	      "git config diff.submodule diff;"
	      "git -C sub config core.fsmonitor \"$evil\";"
	      "for hook in post-index-change pre-commit post-checkout;"
	      "do cp ../evil .git/hooks/$hook; done; echo '# x' >sub/x");
	write_file("coder.yaml", CODER "# x\n");
	setenv("GIT_EXTERNAL_DIFF", "../evil", 1);
	expect("", "no findings (2 on unchanged lines)");
	assert_false(path_exists("ran"));
	/* The traps work. */
	shell("git diff >/dev/null 2>&1 || true");
	assert_true(path_exists("ran"));
}

/* An object that is missing is not fetched: fetching runs what the repository
 * says, and talks to whom it says. */
static void
fetches_nothing(void **state)
{
	(void)state;
	write_file("coder.yaml", CODER);
	shell(COMMIT
		"; printf '#!/bin/sh\\ntouch %s/ran\\n' \"$(pwd)\" >../evil;"
		"chmod +x ../evil;"
		"blob=$(git rev-parse HEAD:coder.yaml | "
		"  sed 's|^..|&/|'); rm -f .git/objects/$blob;"
		"git config remote.origin.promisor true;"
		"git config remote.origin.url ssh://localhost/x;"
		"git config core.sshCommand \"$(pwd)/../evil\";"
		"git config protocol.allow always;"
		"git config core.repositoryFormatVersion 1;"
		"git config extensions.partialClone origin");
	write_file("coder.yaml", CODER "# x\n");
	assert_int_equal(lint("--changed", NULL).status, EXIT_TROUBLE);
	assert_false(path_exists("ran"));
	shell("git cat-file -p HEAD:coder.yaml >/dev/null 2>&1 || true");
	assert_true(path_exists("ran"));
}

/* Who takes away what excused a finding is told of it. */
static void
follows_what_is_excused(void **state)
{
	(void)state;
	write_file("coder.yaml",
		"# agentlint: ignore-file[host-pid] the profiler\n" CODER);
	shell(COMMIT);
	expect("", "no findings (1 ignored by comments, 1 on unchanged lines)");
	write_file("coder.yaml", CODER);
	expect("coder.yaml:8 host-pid\n",
		"1 finding: 1 error (1 on unchanged lines)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reports_changed_lines),
		TEST(reports_what_a_removal_exposes),
		TEST(follows_renames),
		TEST(takes_new_files_whole),
		TEST(compares_what_is_named),
		TEST(works_in_hooks),
		TEST(reads_strange_names),
		TEST(works_from_below),
		TEST(works_in_worktrees),
		TEST(works_with_submodules),
		TEST(compares_with_any_revision),
		TEST(reports_all_before_the_first_commit),
		TEST(says_what_it_cannot_compare),
		TEST(knows_when_a_file_broke),
		TEST(reads_other_line_breaks),
		TEST(tells_what_excuses_nothing_any_more),
		TEST(leaves_out_what_is_not_reported),
		TEST(runs_nothing_of_a_repository),
		TEST(fetches_nothing),
		TEST(follows_what_is_excused),
	};

	if (!prepare_git())
		return 0;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
