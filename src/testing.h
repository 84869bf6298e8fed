/* SPDX-License-Identifier: Apache-2.0 */
/* What the walkers of testdata/ share: runs whose output is kept, and files
 * that hold what is expected. UPDATE=1 in the environment rewrites them. */
#ifndef TESTING_H
#define TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "run.h"

enum { MOST_ARGUMENTS = 64 };

struct captured {
	int status;
	struct str out;
	struct str err;
};

/* Ends a test that has nothing to test. */
static inline void
give_up(const char *why, const char *what)
{
	fprintf(stderr, "%s %s\n", why, what);
	exit(EXIT_FAILURE);
}

/* All that was written to, or stands in, FILE, which is closed. */
static inline struct str
take_stream(struct arena *arena, FILE *file)
{
	size_t capacity = 0, len = 0;
	char *bytes = NULL;
	int c;

	rewind(file);
	while ((c = getc(file)) != EOF) {
		bytes = arena_grow(arena, bytes, len, &capacity, 1);
		bytes[len++] = (char)c;
	}
	fclose(file);
	return arena_str(arena, (struct str){ bytes, len });
}

/* Runs agentlint with ARGUMENTS (ends with NULL, without the program's name)
 * and INPUT as its standard input. */
static inline struct captured
capture(struct arena *arena, const char *const *arguments, struct str input,
	const char *(*environment)(const char *name))
{
	char *argv[MOST_ARGUMENTS] = { (char *)"agentlint" };
	struct captured captured;
	struct streams streams = { .getenv = environment };
	int argc = 1;

	/* Whether this tree is a repository is not to matter. */
	setenv("GIT_CEILING_DIRECTORIES", AGENTLINT_SOURCE_DIR, 0);
	for (; arguments[argc - 1]; argc++) {
		assert_true(argc < MOST_ARGUMENTS - 1);
		argv[argc] = (char *)arguments[argc - 1];
	}
	streams.in = tmpfile();
	streams.out = tmpfile();
	streams.err = tmpfile();
	assert_true(streams.in && streams.out && streams.err);
	fwrite(input.ptr ? input.ptr : "", 1, input.len, streams.in);
	rewind(streams.in);
	captured.status = run(argc, argv, &streams);
	fclose(streams.in);
	captured.out = take_stream(arena, streams.out);
	captured.err = take_stream(arena, streams.err);
	return captured;
}

/* The whole file, terminated; ptr is NULL when there is none. */
static inline struct str
read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");

	return file ? take_stream(arena, file) : (struct str){ 0 };
}

/* Writes "N ms" where a summary says how long the run took. */
static inline struct str
without_time(struct arena *arena, struct str text)
{
	char *copy = arena_copy(arena, text.ptr, text.len);
	char *unit = copy;

	while ((unit = strstr(unit, " ms\n"))) {
		char *start = unit;

		while (start > copy && start[-1] >= '0' && start[-1] <= '9')
			start--;
		if (start < unit) {
			*start = 'N';
			memmove(start + 1, unit, strlen(unit) + 1);
			unit = start + 1;
		}
		unit++;
	}
	return (struct str){ copy, strlen(copy) };
}

/* Asserts that the file at PATH holds TEXT, or writes it there. An empty TEXT
 * may have no file. */
static inline void
expect_file(struct arena *arena, const char *path, struct str text)
{
	struct str expected = read_file(arena, path);

	if (getenv("UPDATE")) {
		FILE *file;

		if (!text.len) {
			remove(path);
			return;
		}
		file = fopen(path, "wb");
		assert_non_null(file);
		fwrite(text.ptr, 1, text.len, file);
		fclose(file);
		return;
	}
	if (!expected.ptr && text.len)
		fail_msg("%s is missing; UPDATE=1 writes it", path);
	if (!str_equal(expected, text))
		fail_msg("%s differs; what the run printed:\n%.*s", path,
			STR_ARG(text));
}

#endif
