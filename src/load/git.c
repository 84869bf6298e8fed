/* SPDX-License-Identifier: Apache-2.0 */
/* Starts git with everything switched off that a repository could have it
 * start in turn. */
#include "load/git.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/process.h"

extern char **environ;

/* Before the command: these beat what any file says. */
static const char *const guards[] = {
	"git",
	"--no-pager",
	"--no-optional-locks",
	"--no-replace-objects",
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.hooksPath=/dev/null",
	"-c",
	"core.quotePath=true",
	"-c",
	"safe.bareRepository=explicit",
	NULL,
};

/* A missing object is missing, and nobody is asked anything. */
static const char *const settings[] = {
	"LC_ALL=C",
	"GIT_NO_LAZY_FETCH=1",
	"GIT_ALLOW_PROTOCOL=none",
	"GIT_TERMINAL_PROMPT=0",
	"GIT_ATTR_NOSYSTEM=1",
	NULL,
};

/* Of git's own variables, those that say where its configuration stands and
 * where repositories may be; the rest would be about another folder than the
 * one asked about, or have git write. */
static const char *const kept[] = {
	"GIT_CEILING_DIRECTORIES=",
	"GIT_CONFIG_COUNT=",
	"GIT_CONFIG_GLOBAL=",
	"GIT_CONFIG_KEY_",
	"GIT_CONFIG_NOSYSTEM=",
	"GIT_CONFIG_PARAMETERS=",
	"GIT_CONFIG_SYSTEM=",
	"GIT_CONFIG_VALUE_",
	"GIT_DISCOVERY_ACROSS_FILESYSTEM=",
	"GIT_EXEC_PATH=",
	NULL,
};

struct list {
	struct arena *arena;
	const char **items;
	size_t count;
	size_t capacity;
};

static void
put(struct list *list, const char *item)
{
	list->items = arena_grow(list->arena, list->items, list->count,
		&list->capacity, sizeof(*list->items));
	list->items[list->count++] = item;
}

static bool
is_kept(const char *variable)
{
	struct str text = str_of(variable);

	if (str_starts(text, "LC_ALL="))
		return false;
	if (!str_starts(text, "GIT_"))
		return true;
	for (size_t i = 0; kept[i]; i++)
		if (str_starts(text, kept[i]))
			return true;
	return false;
}

/* The index that a hook is about, when it is about the repository of FOLDER:
 * the current folder's, from which the index's name may count; else empty. */
static struct str
hook_index(struct arena *arena, const char *folder)
{
	const char *index = getenv("GIT_INDEX_FILE");
	struct str here, root;

	if (!index || !*index)
		return (struct str){ 0 };
	here = path_real(arena, ".");
	root = git_root(arena, here);
	if (!root.len ||
		!str_equal(root, git_root(arena, path_real(arena, folder))))
		return (struct str){ 0 };
	return index[0] == '/' ? str_of(index) : path_join(arena, here, index);
}

static void
put_index(struct list *list, const char *folder)
{
	struct str index = hook_index(list->arena, folder);

	if (index.len)
		put(list, arena_printf(list->arena, "GIT_INDEX_FILE=%.*s",
				  STR_ARG(index))
				  .ptr);
}

/* Sets each of KEYS to nothing. Unlike with -c, a key may hold a '='. */
static void
put_blanks(struct list *list, const struct str_list *keys)
{
	const char *given = getenv("GIT_CONFIG_COUNT");
	unsigned long first = given ? strtoul(given, NULL, 10) : 0;
	struct arena *arena = list->arena;

	if (!keys->count)
		return;
	for (size_t i = 0; i < keys->count; i++) {
		put(list, arena_printf(arena, "GIT_CONFIG_KEY_%zu=%.*s",
				  first + i, STR_ARG(keys->items[i]))
				  .ptr);
		put(list,
			arena_printf(arena, "GIT_CONFIG_VALUE_%zu=", first + i)
				.ptr);
	}
	put(list,
		arena_printf(arena, "GIT_CONFIG_COUNT=%zu", first + keys->count)
			.ptr);
}

static const char *const *
environment(struct arena *arena, const char *folder,
	const struct str_list *blank_keys)
{
	struct list list = { .arena = arena };

	for (char **variable = environ; *variable; variable++)
		if (is_kept(*variable) &&
			(!blank_keys->count || !str_starts(str_of(*variable),
						       "GIT_CONFIG_COUNT=")))
			put(&list, *variable);
	for (size_t i = 0; settings[i]; i++)
		put(&list, settings[i]);
	put_index(&list, folder);
	put_blanks(&list, blank_keys);
	put(&list, NULL);
	return list.items;
}

/* The first line of what git wrote, without its "fatal: ". */
static struct str
first_line(struct str text)
{
	static const char *const levels[] = {
		"fatal: ", "error: ", "warning: "
	};
	struct str line = str_cut(&text, '\n');

	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		if (str_starts(line, levels[i]))
			return str_from(line, strlen(levels[i]));
	return line;
}

static const char *const *
command_line(struct arena *arena, const struct git_question *question)
{
	struct list list = { .arena = arena };

	for (size_t i = 0; guards[i]; i++)
		put(&list, guards[i]);
	put(&list, "-C");
	put(&list, question->folder);
	for (size_t i = 0; question->arguments[i]; i++)
		put(&list, question->arguments[i]);
	put(&list, NULL);
	return list.items;
}

static enum git_answer
ask_without(const struct str_list *blank_keys,
	const struct git_question *question, struct arena *arena,
	struct str *output, struct error *error)
{
	struct process process = { command_line(arena, question),
		environment(arena, question->folder, blank_keys),
		question->input };
	struct process_end end;

	*output = (struct str){ 0 };
	if (!process_run(&process, arena, &end, error))
		return GIT_ABSENT;
	*output = end.output;
	if (end.status == 0)
		return GIT_SAYS;
	if (!end.errors.len) {
		error_set(error, "git: exit status %d", end.status);
		return GIT_SAYS_NO;
	}
	error_set(error, "git: %.*s", STR_ARG(first_line(end.errors)));
	return str_starts(end.errors, "fatal: not a git repository")
		       ? GIT_ABSENT
		       : GIT_REFUSES;
}

/* What TEXT holds, each piece with a NUL at its end. */
static struct str *
records(struct arena *arena, struct str text, size_t *count)
{
	struct str *items = NULL;
	size_t capacity = 0;

	for (*count = 0; text.len; ++*count) {
		items = arena_grow(
			arena, items, *count, &capacity, sizeof(*items));
		items[*count] = str_cut(&text, '\0');
	}
	return items;
}

/* git has a file of the working tree rewritten before it compares it, by what
 * the attributes name and the configuration defines: every such definition is
 * to be empty, which means none. */
static enum git_answer
filter_keys(const struct git_question *question, struct arena *arena,
	struct str_list *keys, struct error *error)
{
	static const char *const arguments[] = { "config", "-z", "--name-only",
		"--list", NULL };
	const struct git_question list = { question->folder, arguments, { 0 },
		false };
	struct str *names;
	struct str output;
	size_t count;
	enum git_answer answer =
		ask_without(keys, &list, arena, &output, error);

	if (answer != GIT_SAYS)
		return answer;
	names = records(arena, output, &count);
	keys->items = names;
	for (size_t i = 0; i < count; i++)
		if (str_starts(names[i], "filter."))
			names[keys->count++] = names[i];
	return GIT_SAYS;
}

enum git_answer
git_ask(const struct git_question *question, struct arena *arena,
	struct str *output, struct error *error)
{
	struct str_list blank_keys = { 0 };
	enum git_answer answer = GIT_SAYS;

	if (question->reads_files)
		answer = filter_keys(question, arena, &blank_keys, error);
	if (answer != GIT_SAYS)
		return answer;
	return ask_without(&blank_keys, question, arena, output, error);
}

/* Whether GIT_CEILING_DIRECTORIES keeps the search from entering FOLDER. */
static bool
is_ceiling(struct str folder)
{
	struct str list = str_of(getenv("GIT_CEILING_DIRECTORIES"));

	while (list.len)
		if (str_equal(str_cut(&list, ':'), folder))
			return true;
	return false;
}

struct str
git_root(struct arena *arena, struct str folder)
{
	while (folder.len) {
		if (path_exists(path_join(arena, folder, ".git").ptr))
			return folder;
		if (folder.len == 1)
			break;
		folder = path_parent(folder);
		if (is_ceiling(folder))
			break;
	}
	return (struct str){ 0 };
}

static int
compare(const void *left, const void *right)
{
	const struct str *a = left;
	const struct str *b = right;

	return str_compare(*a, *b);
}

enum git_answer
git_files(const char *folder, struct arena *arena, struct str_list *files,
	struct error *error)
{
	static const char *const all[] = { "ls-files", "-z", "--cached",
		"--others", "--exclude-standard", NULL };
	static const char *const cached[] = { "ls-files", "-z", "--cached",
		NULL };
	const struct git_question question = { folder,
		hook_index(arena, folder).len ? cached : all, { 0 }, false };
	struct str *paths;
	struct str output;
	enum git_answer answer = git_ask(&question, arena, &output, error);

	if (answer != GIT_SAYS)
		return answer;
	paths = records(arena, output, &files->count);
	if (files->count)
		qsort(paths, files->count, sizeof(*paths), compare);
	files->items = paths;
	return GIT_SAYS;
}

bool
git_ignores_folder(const char *folder, struct arena *arena)
{
	static const char *const arguments[] = { "check-ignore", "-q", "--",
		".", NULL };
	const struct git_question question = { folder, arguments, { 0 },
		false };
	struct error error;
	struct str output;

	return git_ask(&question, arena, &output, &error) == GIT_SAYS;
}
