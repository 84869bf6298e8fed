/* SPDX-License-Identifier: Apache-2.0 */
/* Memory that is given back all at once. The only file that calls free. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include <agentlint/str.h>

struct block;

/* Zero-initialised is empty and ready. One thread at a time. */
struct arena {
	struct block *blocks;
	size_t next_size; /* bytes of the next block; 0 means the least */
};

/* SIZE zeroed bytes, aligned for any object, that live until the arena is
 * released; never NULL. Memory that runs out ends the process with exit
 * status 2 and one line on standard error. */
void *arena_alloc(struct arena *arena, size_t size);

/* COUNT objects of SIZE bytes; a product that overflows counts as memory that
 * runs out. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Gives back all but the first SIZE of the ASKED bytes at ITEMS, if nothing was
 * allocated since: for what turns out smaller than it might have been. */
void arena_trim(struct arena *arena, void *items, size_t size, size_t asked);

/* A copy of the bytes of S, terminated by a NUL that is not counted. */
struct str arena_str(struct arena *arena, struct str s);

/* A copy of the bytes of S, neither terminated nor aligned: for many small
 * ones. */
struct str arena_text(struct arena *arena, struct str s);

/* A terminated copy of LEN bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);

/* What printf would write; terminated. */
__attribute__((format(printf, 2, 3))) struct str arena_printf(
	struct arena *arena, const char *format, ...);
__attribute__((format(printf, 2, 0))) struct str arena_vprintf(
	struct arena *arena, const char *format, va_list arguments);

/* Moves an array of COUNT objects of SIZE bytes into one twice as large when
 * *CAPACITY is used up; returns the array to use. Starts from NULL and 0. */
void *arena_grow(struct arena *arena, void *array, size_t count,
	size_t *capacity, size_t size);

/* Gives all memory back; the arena is empty and ready again. */
void arena_release(struct arena *arena);

/* Ends the process as arena_alloc does: for libraries that report a failed
 * allocation of their own. */
_Noreturn void arena_out_of_memory(void);

/* Lets the N-th allocation from now on fail, for tests; 0 lets none fail. */
void arena_fail_after(size_t n);

#endif
