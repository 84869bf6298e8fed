/* SPDX-License-Identifier: Apache-2.0 */
/* Asks git for trees, differences and blobs; nothing is checked out. */
#include "load/revision.h"

#include <stdlib.h>
#include <string.h>

#include "load/git.h"
#include "load/paths.h"

enum { MOST_PATTERNS = 8 };

struct question {
	struct arena *arena;
	const char *root;
	const char *name; /* of the revision, for messages */
};

static enum git_answer
ask(const struct question *question, const char *const *arguments,
	struct str *output, struct error *error)
{
	const struct git_question plain = { .folder = question->root,
		.arguments = arguments };

	return git_ask(&plain, question->arena, output, error);
}

static bool
is_shallow(const struct question *question)
{
	static const char *const arguments[] = { "rev-parse",
		"--is-shallow-repository", NULL };
	struct error error;
	struct str output;

	return ask(question, arguments, &output, &error) == GIT_SAYS &&
	       str_is(str_trim(output), "true");
}

static const char *
shallow_words(const struct question *question)
{
	return is_shallow(question)
		       ? " in this shallow clone; fetch more of its history"
		       : "";
}

static bool
unknown_error(const struct question *question, struct error *error)
{
	return error_set(error, "git knows no revision '%s'%s", question->name,
		shallow_words(question));
}

/* The id of the tree of the revision NAME; an empty one is none. */
static enum git_answer
find_tree(const struct question *question, const char *name, struct str *id,
	struct error *error)
{
	struct str tree = arena_printf(question->arena, "%s^{tree}", name);
	const char *const arguments[] = { "rev-parse", "--verify", "--quiet",
		"--end-of-options", tree.ptr, NULL };
	enum git_answer answer = ask(question, arguments, id, error);

	*id = arena_str(question->arena, str_trim(*id));
	return answer;
}

/* HEAD names a branch that has no commit. */
static bool
is_unborn(const struct question *question)
{
	static const char *const symbolic[] = { "symbolic-ref", "--quiet",
		"HEAD", NULL };
	static const char *const commit[] = { "rev-parse", "--verify",
		"--quiet", "HEAD", NULL };
	struct error error;
	struct str output;

	return ask(question, symbolic, &output, &error) == GIT_SAYS &&
	       ask(question, commit, &output, &error) == GIT_SAYS_NO;
}

/* The commit that the two sides of "A...B" have in common. */
static bool
find_fork(const struct question *question, const char *dots, struct str *id,
	struct error *error)
{
	struct str from = arena_str(
		question->arena, (struct str){ question->name,
					 (size_t)(dots - question->name) });
	const char *to = dots[3] ? dots + 3 : "HEAD";
	const char *const arguments[] = { "merge-base", from.ptr, to, NULL };
	struct str tree;
	enum git_answer answer = find_tree(question, from.ptr, &tree, error);

	if (answer == GIT_SAYS)
		answer = find_tree(question, to, &tree, error);
	if (answer == GIT_SAYS_NO)
		return unknown_error(question, error);
	if (answer == GIT_SAYS)
		answer = ask(question, arguments, id, error);
	if (answer == GIT_SAYS_NO)
		return error_set(error, "'%s' have no commit in common%s",
			question->name, shallow_words(question));
	*id = arena_str(question->arena, str_trim(*id));
	return answer == GIT_SAYS;
}

/* The tree to compare with; empty: there was nothing. */
static bool
resolve(const struct question *question, struct str *tree, struct error *error)
{
	const char *name = question->name ? question->name : "HEAD";
	const char *dots = strstr(name, "...");
	enum git_answer answer;

	*tree = (struct str){ 0 };
	if (dots) {
		if (!find_fork(question, dots, tree, error))
			return false;
		name = tree->ptr;
	}
	answer = find_tree(question, name, tree, error);
	if (answer != GIT_SAYS_NO)
		return answer == GIT_SAYS;
	if (question->name)
		return unknown_error(question, error);
	return is_unborn(question);
}

static enum tree_kind
kind_of(struct str mode)
{
	if (str_is(mode, "160000"))
		return TREE_SUBMODULE;
	return str_starts(mode, "100") ? TREE_FILE : TREE_OTHER;
}

static int
compare_entries(const void *left, const void *right)
{
	const struct tree_entry *a = left;
	const struct tree_entry *b = right;

	return str_compare(a->path, b->path);
}

/* "100644 blob 1234\tpath" and a NUL, again and again. */
static bool
read_tree(struct revision *revision, const struct question *question,
	struct str tree, struct error *error)
{
	const char *const arguments[] = { "ls-tree", "-r", "-z", "--full-tree",
		tree.ptr, NULL };
	size_t capacity = 0;
	struct str output;

	if (ask(question, arguments, &output, error) != GIT_SAYS)
		return false;
	while (output.len) {
		struct str path = str_cut(&output, '\0');
		struct str id = str_cut(&path, '\t');
		struct str mode = str_cut(&id, ' ');

		str_cut(&id, ' ');
		revision->entries = arena_grow(question->arena,
			revision->entries, revision->entry_count, &capacity,
			sizeof(*revision->entries));
		revision->entries[revision->entry_count++] =
			(struct tree_entry){ path, id, kind_of(mode) };
	}
	if (revision->entry_count)
		qsort(revision->entries, revision->entry_count,
			sizeof(*revision->entries), compare_entries);
	return true;
}

/* diff-index, unlike diff, does not ask the configuration how to differ. A
 * large file that is no manifest is not to be printed. */
static const char *const *
diff_arguments(
	struct arena *arena, struct str tree, const struct str_list *others)
{
	static const char *const first[] = { "diff-index", "-z", "--raw", "-p",
		"-U0", "--no-ext-diff", "--no-textconv", "--no-color",
		"--find-renames", "--ignore-submodules=all", "--text",
		"--src-prefix=a/", "--dst-prefix=b/" };
	size_t count = sizeof(first) / sizeof(*first);
	const char **arguments;

	arguments = arena_array(arena, count + others->count + MOST_PATTERNS,
		sizeof(*arguments));
	memcpy(arguments, first, sizeof(first));
	arguments[count++] = tree.ptr;
	arguments[count++] = "--";
	for (size_t i = 0; manifest_endings[i]; i++)
		arguments[count++] =
			arena_printf(arena, "*%s", manifest_endings[i]).ptr;
	for (size_t i = 0; i < others->count; i++)
		arguments[count++] = arena_printf(
			arena, ":(literal)%.*s", STR_ARG(others->items[i]))
					     .ptr;
	return arguments;
}

static bool
read_diff(struct revision *revision, const struct question *question,
	struct str tree, const struct str_list *others, struct error *error)
{
	const struct git_question whole = { question->root,
		diff_arguments(question->arena, tree, others), { 0 }, true };
	struct str output;

	return git_ask(&whole, question->arena, &output, error) == GIT_SAYS &&
	       diff_parse(&revision->diff, question->arena, output, error);
}

bool
revision_read(struct revision *revision, struct arena *arena, struct str root,
	const char *name, const struct str_list *others, struct error *error)
{
	struct question question = { arena, root.ptr, name };
	struct str tree;

	*revision = (struct revision){ .root = root };
	if (!resolve(&question, &tree, error))
		return false;
	return !tree.len ||
	       (read_tree(revision, &question, tree, error) &&
		       read_diff(revision, &question, tree, others, error));
}

const struct tree_entry *
revision_find(const struct revision *revision, struct str path)
{
	const struct tree_entry key = { .path = path };

	return revision->entry_count
		       ? bsearch(&key, revision->entries, revision->entry_count,
				 sizeof(*revision->entries), compare_entries)
		       : NULL;
}

/* "1234 blob 12\n" and 12 bytes, with a line break behind them. */
static bool
cut_blob(struct str *output, struct str *text)
{
	struct str line = str_cut(output, '\n');
	struct str size = { 0 };
	size_t len = 0;

	str_cut(&line, ' ');
	if (!str_is(str_cut(&line, ' '), "blob"))
		return false;
	for (size = line; size.len; size = str_from(size, 1))
		len = len * 10 + (size_t)(size.ptr[0] - '0');
	*text = str_head(*output, len);
	*output = str_from(*output, len + 1);
	return true;
}

bool
revision_read_blobs(const struct revision *revision, struct arena *arena,
	const struct str *ids, size_t count, struct str *texts,
	struct error *error)
{
	static const char *const arguments[] = { "cat-file", "--batch", NULL };
	struct git_question question = { .folder = revision->root.ptr,
		.arguments = arguments };
	size_t len = 0;
	char *input;
	struct str output;

	for (size_t i = 0; i < count; i++)
		len += ids[i].len + 1;
	input = arena_alloc(arena, len + 1);
	question.input = (struct str){ input, len };
	for (size_t i = 0; i < count; i++) {
		memcpy(input, ids[i].ptr, ids[i].len);
		input[ids[i].len] = '\n';
		input += ids[i].len + 1;
	}
	if (count && git_ask(&question, arena, &output, error) != GIT_SAYS)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!cut_blob(&output, &texts[i]))
			return error_set(error,
				"git: the object %.*s is missing in this "
				"clone; fetch it first",
				STR_ARG(ids[i]));
	return true;
}
