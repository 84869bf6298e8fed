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

static inline struct str
take_stream(struct arena *arena, char *bytes, size_t len)
{
	struct str text = arena_str(arena, (struct str){ bytes, len });

	free(bytes);
	return text;
}

/* Runs agentlint with ARGUMENTS (ends with NULL, without the program's name)
 * and INPUT as its standard input. */
static inline struct captured
capture(struct arena *arena, const char *const *arguments, struct str input,
	const char *(*environment)(const char *name))
{
	char *argv[MOST_ARGUMENTS] = { (char *)"agentlint" };
	char *out = NULL, *err = NULL;
	size_t out_len = 0, err_len = 0;
	struct captured captured;
	struct streams streams = { .getenv = environment };
	int argc = 1;

	for (; arguments[argc - 1]; argc++) {
		assert_true(argc < MOST_ARGUMENTS - 1);
		argv[argc] = (char *)arguments[argc - 1];
	}
	streams.in = tmpfile();
	assert_non_null(streams.in);
	fwrite(input.ptr ? input.ptr : "", 1, input.len, streams.in);
	rewind(streams.in);
	streams.out = open_memstream(&out, &out_len);
	streams.err = open_memstream(&err, &err_len);
	captured.status = run(argc, argv, &streams);
	fclose(streams.in);
	fclose(streams.out);
	fclose(streams.err);
	captured.out = take_stream(arena, out, out_len);
	captured.err = take_stream(arena, err, err_len);
	return captured;
}

/* The whole file, terminated; ptr is NULL when there is none. */
static inline struct str
read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t len = 0;
	FILE *memory;
	int c;

	if (!file)
		return (struct str){ 0 };
	memory = open_memstream(&bytes, &len);
	while ((c = getc(file)) != EOF)
		putc(c, memory);
	fclose(memory);
	fclose(file);
	return take_stream(arena, bytes, len);
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
