/* SPDX-License-Identifier: Apache-2.0 */
/* Reads to the end; writes beside, then renames. */
#include "base/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"

enum { FIRST_BYTES = 4096 }; /* of what does not say how many it has */

/* How many bytes FILE is said to hold, LIMIT at most. */
static size_t
expected_size(FILE *file, size_t limit)
{
	struct stat status;
	int descriptor = fileno(file);
	size_t size = FIRST_BYTES;

	if (descriptor >= 0 && fstat(descriptor, &status) == 0 &&
		S_ISREG(status.st_mode) && status.st_size > 0)
		size = (size_t)status.st_size;
	return size < limit ? size : limit;
}

struct str
file_rest(struct arena *arena, FILE *file, size_t limit)
{
	size_t capacity = expected_size(file, limit) + 1;
	char *bytes = arena_alloc(arena, capacity);
	size_t len = 0;

	while (true) {
		char *larger;

		len += fread(bytes + len, 1, capacity - len, file);
		if (len < capacity || len > limit)
			return (struct str){ bytes, len };
		larger = arena_array(arena, capacity, 2);
		memcpy(larger, bytes, len);
		bytes = larger;
		capacity *= 2;
	}
}

bool
file_read(struct arena *arena, const char *path, FILE *in, size_t limit,
	struct str *text, struct error *error)
{
	bool is_in = in && !strcmp(path, "-");
	const char *name = is_in ? "standard input" : path;
	FILE *file = is_in ? in : fopen(path, "rb");
	bool good;

	if (!file)
		return error_errno(error, name);
	*text = file_rest(arena, file, limit);
	good = !ferror(file) || error_errno(error, name);
	if (good && text->len > limit)
		good = error_set(
			error, "%s: larger than %zu bytes", name, limit);
	if (!is_in)
		fclose(file);
	return good;
}

bool
file_flush(FILE *file, const char *path, struct error *error)
{
	/* What failed before has left its reason in errno. */
	return (fflush(file) == 0 && !ferror(file)) || error_errno(error, path);
}

bool
file_close(FILE *file, const char *path, struct error *error)
{
	bool written = file_flush(file, path, error);

	if (fclose(file) != 0 && written)
		written = error_errno(error, path);
	return written;
}

/* The permissions that a file at PATH has, or would get. */
static mode_t
mode_of(const struct stat *old)
{
	mode_t mask;

	if (old)
		return old->st_mode & 07777;
	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

/* Opens a new file beside the target; false with errno, and both fields NULL,
 * otherwise. */
static bool
open_beside(struct replacement *replacement, struct arena *arena, mode_t mode)
{
	struct str name = arena_printf(arena, "%s.XXXXXX", replacement->target);
	char *beside = arena_copy(arena, name.ptr, name.len);
	int fd = mkstemp(beside);
	int why;

	if (fd < 0)
		return false;
	if (fchmod(fd, mode) == 0)
		replacement->file = fdopen(fd, "wb");
	if (replacement->file) {
		replacement->beside = beside;
		return true;
	}
	why = errno;
	close(fd);
	unlink(beside);
	errno = why;
	return false;
}

/* Whether another file may take the place of what PATH is, or will be: of no
 * device, nor of what somebody has open (/dev/stdout), nor of a link to what is
 * not there yet, as only the system knows where that is. */
static bool
takes_a_file(const char *path, const struct stat *old)
{
	struct stat link;

	if (str_starts(str_of(path), "/dev/") ||
		str_starts(str_of(path), "/proc/"))
		return false;
	return old ? S_ISREG(old->st_mode)
		   : lstat(path, &link) != 0 || !S_ISLNK(link.st_mode);
}

/* Whether NUMBER says that nothing can be made beside a file, though the file
 * itself may take what is written: not so on a full disk. */
static bool
is_about_the_folder(int number)
{
	return number == EACCES || number == EPERM || number == EROFS ||
	       number == ENAMETOOLONG;
}

bool
replacement_open(struct replacement *replacement, struct arena *arena,
	const char *path, struct error *error)
{
	struct str real = path_real(arena, path);
	struct stat status;
	const struct stat *old = stat(path, &status) == 0 ? &status : NULL;

	*replacement = (struct replacement){
		.path = path,
		.target = real.len ? real.ptr : path,
	};
	if (takes_a_file(path, old)) {
		if (open_beside(replacement, arena, mode_of(old)))
			return true;
		if (!is_about_the_folder(errno))
			return error_errno(error, path);
	}
	replacement->file = fopen(path, "wb");
	return replacement->file || error_errno(error, path);
}

bool
replacement_close(struct replacement *replacement, struct error *error)
{
	const char *path = replacement->path;
	const char *beside = replacement->beside;

	if (!file_close(replacement->file, path, error)) {
		if (beside)
			unlink(beside);
		return false;
	}
	if (!beside || rename(beside, replacement->target) == 0)
		return true;
	error_errno(error, path);
	unlink(beside);
	return false;
}
