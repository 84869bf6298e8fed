/* SPDX-License-Identifier: Apache-2.0 */
/* The arena: zeroed, aligned, and one line and status 2 when memory ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"

static void
is_zeroed_and_aligned(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t size = 0; size < 9000; size += 37) {
		char *memory = arena_alloc(&arena, size);

		assert_int_equal((uintptr_t)memory % sizeof(void *), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xff, size);
	}
	arena_release(&arena);
	assert_null(arena.blocks);
}

static void
grows_arrays(void **state)
{
	struct arena arena = { 0 };
	size_t capacity = 0;
	int *numbers = NULL;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		numbers = arena_grow(&arena, numbers, (size_t)i, &capacity,
			sizeof(*numbers));
		numbers[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	arena_release(&arena);
}

static void
prints(void **state)
{
	struct arena arena = { 0 };
	struct str text = arena_printf(&arena, "%s-%d", "line", 7);

	(void)state;
	assert_true(str_is(text, "line-7"));
	assert_int_equal(text.ptr[text.len], '\0');
	arena_release(&arena);
}

/* Runs ACT in a child with standard error into TEXT; returns its status. */
static int
in_child(void (*act)(void), char *text, size_t size)
{
	int ends[2];
	int status;
	ssize_t len;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		act();
		_exit(0);
	}
	close(ends[1]);
	len = read(ends[0], text, size - 1);
	close(ends[0]);
	text[len < 0 ? 0 : len] = '\0';
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
third_fails(void)
{
	static struct arena arena;

	arena_fail_after(3);
	for (int i = 0; i < 3; i++)
		arena_alloc(&arena, 1);
}

static void
product_overflows(void)
{
	static struct arena arena;

	arena_array(&arena, SIZE_MAX / 2, 4);
}

static void
ends_in_one_line(void **state)
{
	char text[200];

	(void)state;
	assert_int_equal(in_child(third_fails, text, sizeof(text)), 2);
	assert_string_equal(text, "agentlint: out of memory\n");
	assert_int_equal(in_child(product_overflows, text, sizeof(text)), 2);
	assert_string_equal(text, "agentlint: out of memory\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_zeroed_and_aligned),
		cmocka_unit_test(grows_arrays),
		cmocka_unit_test(prints),
		cmocka_unit_test(ends_in_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
