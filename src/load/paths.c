/* SPDX-License-Identifier: Apache-2.0 */
/* Walks folders; knows which files in them can be manifests. */
#define _DEFAULT_SOURCE /* fts */
#include "load/paths.h"

#include <sys/types.h>
#include <sys/stat.h>

#include <assert.h>
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "load/git.h"

/* One walk through one given folder. Each of its folders has, in fts_pointer,
 * what git tracks of the repository that it is in; NULL: all is read. */
struct walk {
	struct inputs *inputs;
	struct arena *arena;
	const struct path_filter *filter;
};

struct tracked {
	struct str_list files; /* sorted */
	const char *folder;    /* that they count from */
};

static const char not_by_name[] = "no YAML or JSON by its name";
/* "Kustomization" is one of the three names that kustomize looks for. */
const char *const manifest_endings[] = { ".yaml", ".yml", ".json",
	"Kustomization", NULL };

bool
path_is_manifest(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	for (size_t i = 0; manifest_endings[i]; i++)
		if (manifest_endings[i][0] == '.'
				? str_ends(str_of(name), manifest_endings[i])
				: !strcmp(name, manifest_endings[i]))
			return true;
	return false;
}

/* "./deploy/a.yaml" and "deploy/a.yaml" are one file; "./-" is none of
 * standard input. */
static const char *
without_dot(const char *path)
{
	const char *rest = path;

	while (rest[0] == '.' && rest[1] == '/' && rest[2])
		for (rest += 2; rest[0] == '/' && rest[1];)
			rest++;
	return strcmp(rest, "-") ? rest : path;
}

static struct input *
add(const struct walk *walk, const char *path)
{
	struct inputs *inputs = walk->inputs;
	struct input *input;

	path = without_dot(path);
	inputs->items = arena_grow(walk->arena, inputs->items, inputs->count,
		&inputs->capacity, sizeof(*inputs->items));
	input = &inputs->items[inputs->count++];
	*input = (struct input){ .context = walk->filter->for_context };
	input->path = arena_copy(walk->arena, path, strlen(path));
	return input;
}

static void
add_failed(const struct walk *walk, const char *path, int number)
{
	const char *reason = strerror(number);

	add(walk, path)->error =
		arena_copy(walk->arena, reason, strlen(reason));
}

static void
skip(const struct walk *walk, const char *path, bool folder, struct str why,
	const char *git_folder)
{
	struct inputs *inputs = walk->inputs;

	if (!walk->filter->keep_skipped)
		return;
	path = without_dot(path);
	inputs->skipped =
		arena_grow(walk->arena, inputs->skipped, inputs->skipped_count,
			&inputs->skipped_capacity, sizeof(*inputs->skipped));
	inputs->skipped[inputs->skipped_count++] = (struct skipped){
		arena_copy(walk->arena, path, strlen(path)),
		why,
		folder,
		git_folder,
	};
}

static void
remark(const struct walk *walk, const char *folder, bool refused,
	const char *text)
{
	struct inputs *inputs = walk->inputs;

	inputs->remarks =
		arena_grow(walk->arena, inputs->remarks, inputs->remark_count,
			&inputs->remark_capacity, sizeof(*inputs->remarks));
	inputs->remarks[inputs->remark_count++] = (struct remark){
		arena_printf(walk->arena, "%s: every manifest is read: %s",
			folder, text),
		refused,
	};
}

/* What git tracks in FOLDER; NULL when all of it is to be read. */
static struct tracked *
ask_git(const struct walk *walk, const char *folder)
{
	struct tracked *tracked = arena_alloc(walk->arena, sizeof(*tracked));
	struct error error;
	enum git_answer answer;

	if (!git_root(walk->arena, path_real(walk->arena, folder)).len) {
		remark(walk, folder, false, "in no git repository");
		return NULL;
	}
	tracked->folder = arena_copy(walk->arena, folder, strlen(folder));
	answer = git_files(folder, walk->arena, &tracked->files, &error);
	if (answer != GIT_SAYS) {
		remark(walk, folder, answer != GIT_ABSENT, error.text);
		return NULL;
	}
	if (!tracked->files.count && git_ignores_folder(folder, walk->arena)) {
		remark(walk, folder, false, "git ignores it, but it was named");
		return NULL;
	}
	return tracked;
}

static bool
is_folder(const FTSENT *entry)
{
	return entry->fts_info == FTS_D || entry->fts_info == FTS_DNR;
}

/* The number of FILES that sort before PATH. */
static size_t
files_before(const struct str_list *files, struct str path)
{
	size_t low = 0, high = files->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_compare(files->items[middle], path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

enum membership {
	MEMBER_NONE,
	MEMBER_TRACKED,    /* or, of a folder, with tracked files in it */
	MEMBER_REPOSITORY, /* a folder that is a repository of its own */
};

static enum membership
membership_of(
	struct arena *arena, const struct tracked *tracked, const FTSENT *entry)
{
	struct str path =
		str_from(str_of(entry->fts_path), strlen(tracked->folder));
	const struct str_list *files = &tracked->files;
	struct str below;
	size_t at;

	while (str_starts(path, "/"))
		path = str_from(path, 1);
	at = files_before(files, path);
	if (at < files->count && str_equal(files->items[at], path))
		return is_folder(entry) ? MEMBER_REPOSITORY : MEMBER_TRACKED;
	if (!is_folder(entry))
		return MEMBER_NONE;
	below = arena_printf(arena, "%.*s/", STR_ARG(path));
	at = files_before(files, below);
	if (at == files->count || !str_starts(files->items[at], below.ptr))
		return MEMBER_NONE;
	return str_equal(files->items[at], below) ? MEMBER_REPOSITORY
						  : MEMBER_TRACKED;
}

/* Whether git leaves ENTRY out of a folder of which it tracks ABOVE. Lets a
 * folder know whose files it holds: those of the folder above it, or of the
 * repository that it is. */
static bool
is_ignored(const struct walk *walk, FTSENT *entry, const struct tracked *above)
{
	enum membership membership = MEMBER_TRACKED;

	if (!walk->filter->git)
		return false;
	if (above)
		membership = membership_of(walk->arena, above, entry);
	else if (entry->fts_info == FTS_D &&
		 (entry->fts_level == 0 ||
			 path_exists(path_join(
				 walk->arena, str_of(entry->fts_path), ".git")
					     .ptr)))
		membership = MEMBER_REPOSITORY;
	entry->fts_pointer = membership == MEMBER_REPOSITORY
				     ? ask_git(walk, entry->fts_path)
				     : (void *)above;
	return membership == MEMBER_NONE;
}

static bool
is_hidden(const FTSENT *entry)
{
	return entry->fts_level > 0 && entry->fts_name[0] == '.';
}

/* Why the user does not want ENTRY, nor what is below it; or empty. */
static struct str
why_not(const struct walk *walk, FTSENT *entry)
{
	const struct path_filter *filter = walk->filter;
	struct str pattern = { 0 };

	if (is_hidden(entry))
		return STR("hidden");
	if (entry->fts_level > 0 && filter->excluded)
		pattern = filter->excluded(filter->context, entry->fts_path);
	if (pattern.len)
		pattern = arena_printf(
			walk->arena, "excluded by %.*s", STR_ARG(pattern));
	return pattern;
}

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void
visit(const struct walk *walk, FTS *tree, FTSENT *entry)
{
	const struct tracked *tracked;
	struct str why;

	if (entry->fts_info == FTS_DP)
		return;
	tracked = entry->fts_level > 0 ? entry->fts_parent->fts_pointer : NULL;
	why = why_not(walk, entry);
	if (why.len || is_ignored(walk, entry, tracked)) {
		assert(why.len || tracked);
		skip(walk, entry->fts_path, is_folder(entry),
			why.len ? why : STR("ignored by git"),
			why.len ? NULL : tracked->folder);
		fts_set(tree, entry, FTS_SKIP);
		return;
	}
	switch (entry->fts_info) {
	case FTS_F:
		if (path_is_manifest(entry->fts_name))
			add(walk, entry->fts_path);
		else
			skip(walk, entry->fts_path, false, str_of(not_by_name),
				NULL);
		return;
	case FTS_SL:
	case FTS_SLNONE:
		skip(walk, entry->fts_path, false, STR("symbolic link"), NULL);
		return;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		add_failed(walk, entry->fts_path, entry->fts_errno);
		return;
	}
}

/* Remembers the folder by the name that what is found in it begins with. */
static void
add_root(const struct walk *walk, const char *path)
{
	struct inputs *inputs = walk->inputs;
	struct str shown = str_of(without_dot(path));

	inputs->roots =
		arena_grow(walk->arena, inputs->roots, inputs->root_count,
			&inputs->root_capacity, sizeof(*inputs->roots));
	inputs->roots[inputs->root_count++] = (struct input_root){
		str_is(shown, ".") || str_is(shown, "./") ? STR("") : shown,
		path_real(walk->arena, path),
		walk->filter->for_context,
	};
}

static void
add_folder(const struct walk *walk, const char *path)
{
	char *const roots[] = { arena_copy(walk->arena, path, strlen(path)),
		NULL };
	FTSENT *entry;
	FTS *tree;

	add_root(walk, path);
	tree = fts_open(
		roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
	if (!tree) {
		add_failed(walk, path, errno);
		return;
	}
	for (errno = 0; (entry = fts_read(tree)); errno = 0)
		visit(walk, tree, entry);
	if (errno)
		add_failed(walk, path, errno);
	fts_close(tree);
}

void
inputs_add(struct inputs *inputs, struct arena *arena, const char *path,
	const struct path_filter *filter)
{
	const struct walk walk = { inputs, arena, filter };
	bool is_stream = !strcmp(path, "-");
	struct stat status;

	if (!is_stream && stat(path, &status) != 0)
		add_failed(&walk, path, errno);
	else if (!is_stream && S_ISDIR(status.st_mode))
		add_folder(&walk, path);
	else
		add(&walk, path)->named = true;
}

static void
add_listed(const struct walk *walk, const char *path)
{
	const struct path_filter *filter = walk->filter;
	struct str pattern = { 0 };
	struct stat status;

	if (stat(path, &status) != 0) {
		add_failed(walk, path, errno);
		return;
	}
	if (S_ISDIR(status.st_mode)) {
		add_folder(walk, path);
		return;
	}
	if (filter->excluded)
		pattern = filter->excluded(filter->context, path);
	if (pattern.len)
		skip(walk, path, false,
			arena_printf(walk->arena, "excluded by %.*s",
				STR_ARG(pattern)),
			NULL);
	else if (!path_is_manifest(path))
		skip(walk, path, false, str_of(not_by_name), NULL);
	else
		add(walk, path);
}

void
inputs_add_list(struct inputs *inputs, struct arena *arena, struct str list,
	const struct path_filter *filter)
{
	const struct walk walk = { inputs, arena, filter };
	char end = str_find(list, '\0') < list.len ? '\0' : '\n';

	while (list.len) {
		struct str path = str_cut(&list, end);

		if (end == '\n' && str_ends(path, "\r"))
			path.len--;
		if (path.len)
			add_listed(&walk, str_is(path, "-")
						  ? "./-"
						  : arena_str(arena, path).ptr);
	}
}

/* By where it really is; of two the same, what is reported before what is
 * context, and what was named before what was found. */
static int
by_real_path(const void *left, const void *right)
{
	const struct input *a = left;
	const struct input *b = right;
	int order = str_compare(a->real, b->real);

	if (!order)
		order = (int)a->context - (int)b->context;
	if (!order)
		order = (int)b->named - (int)a->named;
	return order ? order : strcmp(a->path, b->path);
}

static int
by_path(const void *left, const void *right)
{
	const struct input *a = left;
	const struct input *b = right;

	return strcmp(a->path, b->path);
}

/* "deploy/a.yaml" is "../deploy/a.yaml" for who stands in a folder beside it;
 * files come folder by folder, so the last one is worth remembering. */
static void
find_real_paths(struct inputs *inputs, struct arena *arena)
{
	struct str last = { 0 };
	struct str real = { 0 };

	for (size_t i = 0; i < inputs->count; i++) {
		struct input *input = &inputs->items[i];
		struct str folder;

		input->real = str_of(input->path);
		if (!strcmp(input->path, "-"))
			continue;
		folder = path_parent(input->real);
		if (!folder.len)
			folder = STR(".");
		if (!last.len || !str_equal(folder, last))
			real = path_real(arena, arena_str(arena, folder).ptr);
		last = folder;
		if (real.len)
			input->real = path_join(
				arena, real, path_name(input->real).ptr);
	}
}

void
inputs_finish(struct inputs *inputs, struct arena *arena)
{
	size_t kept = 0;

	if (!inputs->count)
		return;
	find_real_paths(inputs, arena);
	qsort(inputs->items, inputs->count, sizeof(*inputs->items),
		by_real_path);
	for (size_t i = 0; i < inputs->count; i++)
		if (!kept || !str_equal(inputs->items[kept - 1].real,
				     inputs->items[i].real))
			inputs->items[kept++] = inputs->items[i];
	inputs->count = kept;
	qsort(inputs->items, inputs->count, sizeof(*inputs->items), by_path);
}
