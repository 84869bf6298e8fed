/* SPDX-License-Identifier: Apache-2.0 */
/* Cuts and joins paths at '/', and asks the file system about them. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/path.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

struct str
path_real(struct arena *arena, const char *path)
{
	char real[PATH_MAX];

	return arena_str(arena, str_of(realpath(path, real)));
}

struct str
path_parent(struct str path)
{
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	path.len -= path.len > 1;
	return path;
}

struct str
path_name(struct str path)
{
	size_t start = path.len;

	while (start && path.ptr[start - 1] != '/')
		start--;
	return str_from(path, start);
}

struct str
path_join(struct arena *arena, struct str folder, const char *name)
{
	return arena_printf(arena, "%.*s%s%s", STR_ARG(folder),
		!folder.len || str_ends(folder, "/") ? "" : "/", name);
}

bool
path_is_below(struct str path, struct str folder)
{
	if (str_is(folder, "/"))
		return true;
	return folder.len && str_equal(str_head(path, folder.len), folder) &&
	       (path.len == folder.len || path.ptr[folder.len] == '/');
}

struct str
path_from(struct str path, struct str folder)
{
	struct str rest = str_from(path, folder.len);

	while (str_starts(rest, "/"))
		rest = str_from(rest, 1);
	return rest;
}

bool
path_exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

bool
path_is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}
