/* SPDX-License-Identifier: Apache-2.0 */
/* For tests: runs as shards, their reports as files of a folder, and what
 * merging them gives. */
#ifndef MERGE_TESTING_SHARDS_H
#define MERGE_TESTING_SHARDS_H

#include "testing.h"

#include <dirent.h>
#include <unistd.h>

enum { MOST_SHARDS = 5, MOST_PATHS = 4 };

static struct arena arena;
static char folder[] = "/tmp/agentlint-merge-XXXXXX";

/* What one command printed in both formats. */
struct printed {
	struct str json, sarif;
	int status;
};

static inline const char *
in_folder(const char *name)
{
	return arena_printf(&arena, "%s/%s", folder, name).ptr;
}

static inline void
write_file(const char *name, struct str text)
{
	FILE *file = fopen(in_folder(name), "wb");

	assert_non_null(file);
	fwrite(text.len ? text.ptr : "", 1, text.len, file);
	assert_int_equal(fclose(file), 0);
}

/* Lints PATHS as one shard, or as all with NULL. */
static inline struct printed
lint(const char *const *paths, const char *shard)
{
	const char *arguments[MOST_ARGUMENTS] = { "--no-config",
		"--min-severity", "note", "-f", "json", "-o",
		in_folder("out.json"), "-f", "sarif", "-o",
		in_folder("out.sarif") };
	size_t count = 11;
	struct captured captured;

	if (shard) {
		arguments[count++] = "--shard";
		arguments[count++] = shard;
	}
	for (size_t i = 0; paths[i]; i++)
		arguments[count++] = paths[i];
	captured = capture(&arena, arguments, (struct str){ 0 }, NULL);
	return (struct printed){ read_file(&arena, in_folder("out.json")),
		read_file(&arena, in_folder("out.sarif")), captured.status };
}

/* "1.json" ... "COUNT.json" in reverse: nothing is to hang on their order. */
static inline struct captured
merge(size_t count, const char *format)
{
	const char *arguments[MOST_ARGUMENTS] = { "--merge" };

	for (size_t i = 0; i < count; i++)
		arguments[i + 1] = in_folder(
			arena_printf(&arena, "%zu.%s", count - i, format).ptr);
	return capture(&arena, arguments, (struct str){ 0 }, NULL);
}

static inline void
assert_same(struct str got, struct str wanted, const char *what, size_t count)
{
	size_t i = 0;

	if (str_equal(got, wanted))
		return;
	while (i < got.len && i < wanted.len && got.ptr[i] == wanted.ptr[i])
		i++;
	i = i > 300 ? i - 300 : 0;
	fail_msg("%s of %zu shards differs:\n%.600s\nis not\n%.600s", what,
		count, str_from(got, i).ptr, str_from(wanted, i).ptr);
}

/* Returns in how many of COUNT shards there are findings. */
static inline size_t
check_shards(
	const char *const *paths, const struct printed *whole, size_t count)
{
	struct captured json, sarif;
	size_t busy = 0;

	for (size_t i = 1; i <= count; i++) {
		struct str shard = arena_printf(&arena, "%zu/%zu", i, count);
		struct printed part = lint(paths, shard.ptr);

		assert_int_equal(part.status == 2, whole->status == 2);
		busy += str_contains(part.json, "\"rule\":");
		write_file(arena_printf(&arena, "%zu.json", i).ptr, part.json);
		write_file(
			arena_printf(&arena, "%zu.sarif", i).ptr, part.sarif);
	}
	json = merge(count, "json");
	sarif = merge(count, "sarif");
	assert_same(json.out, whole->json, "JSON", count);
	assert_same(sarif.out, whole->sarif, "SARIF", count);
	assert_int_equal(json.status, whole->status);
	assert_int_equal(sarif.status, whole->status);
	assert_int_equal(json.err.len + sarif.err.len, 0);
	return busy;
}

static inline int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static inline int
remove_folder(void **state)
{
	DIR *open = opendir(folder);
	struct dirent *entry;

	(void)state;
	while (open && (entry = readdir(open)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			remove(in_folder(entry->d_name));
	closedir(open);
	arena_release(&arena);
	return rmdir(folder);
}

#endif
