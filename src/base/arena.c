/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks that double in size; everything is given back at once. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_BLOCK_EACH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BLOCK_EACH 1
#endif
#endif
#ifndef ONE_BLOCK_EACH
#define ONE_BLOCK_EACH 0
#endif

/* Under AddressSanitizer every object gets a block of its own, so that a step
 * past its end is seen. */
enum {
	BLOCK_LEAST = ONE_BLOCK_EACH ? 1 : 1024,
	BLOCK_MOST = ONE_BLOCK_EACH ? 1 : 1 << 22,
	LIKELY_TEXT = ONE_BLOCK_EACH ? 1 : 160, /* most messages fit */
	FIRST_BYTES = 64, /* of an array that grows: most stay small */
};

struct block {
	struct block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) char bytes[];
};

static size_t allocations_left; /* 0: no failure is asked for */

void
arena_fail_after(size_t n)
{
	allocations_left = n;
}

void
arena_out_of_memory(void)
{
	fputs("agentlint: out of memory\n", stderr);
	exit(2);
}

static void
count_allocation(void)
{
	if (allocations_left && !--allocations_left)
		arena_out_of_memory();
}

static struct block *
block_new(size_t size)
{
	struct block *block;

	if (size > SIZE_MAX - sizeof(*block))
		arena_out_of_memory();
	block = calloc(1, sizeof(*block) + size);
	if (!block)
		arena_out_of_memory();
	block->size = size;
	return block;
}

/* A block for at least SIZE bytes becomes the current one; an object larger
 * than a block gets one of its own behind it, so that no room is lost. */
static struct block *
arena_block(struct arena *arena, size_t size)
{
	struct block *block;

	if (arena->next_size < BLOCK_LEAST)
		arena->next_size = BLOCK_LEAST;
	block = block_new(size > arena->next_size ? size : arena->next_size);
	if (size > arena->next_size && arena->blocks) {
		block->next = arena->blocks->next;
		arena->blocks->next = block;
		return block;
	}
	block->next = arena->blocks;
	arena->blocks = block;
	if (arena->next_size < BLOCK_MOST)
		arena->next_size *= 2;
	return block;
}

/* SIZE bytes from the next multiple of ALIGN on. */
static void *
take(struct arena *arena, size_t size, size_t align)
{
	struct block *block = arena->blocks;
	size_t start;

	count_allocation();
	if (size > SIZE_MAX / 2)
		arena_out_of_memory();
	start = block ? (block->used + align - 1) / align * align : 0;
	if (!block || start > block->size || block->size - start < size) {
		block = arena_block(arena, size);
		start = 0;
	}
	block->used = start + size;
	return block->bytes + start;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	return take(arena, size ? size : 1, alignof(max_align_t));
}

struct str
arena_text(struct arena *arena, struct str s)
{
	char *copy = take(arena, s.len ? s.len : 1, 1);

	if (s.len)
		memcpy(copy, s.ptr, s.len);
	return (struct str){ copy, s.len };
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		arena_out_of_memory();
	return arena_alloc(arena, count * size);
}

/* Whether the SIZE bytes at ITEMS are what BLOCK gave last. */
static bool
is_last(const struct block *block, const void *items, size_t size)
{
	return block &&
	       (const char *)items + size == block->bytes + block->used;
}

void
arena_trim(struct arena *arena, void *items, size_t size, size_t asked)
{
	if (size >= asked || !is_last(arena->blocks, items, asked))
		return;
	memset((char *)items + size, 0, asked - size);
	arena->blocks->used -= asked - size;
}

char *
arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_alloc(arena, len + 1);

	if (len)
		memcpy(copy, bytes, len);
	return copy;
}

struct str
arena_str(struct arena *arena, struct str s)
{
	return (struct str){ arena_copy(arena, s.ptr, s.len), s.len };
}

struct str
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	struct str text;

	va_start(arguments, format);
	text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

struct str
arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	char *text = arena_alloc(arena, LIKELY_TEXT);
	va_list again;
	int len;

	va_copy(again, arguments);
	len = vsnprintf(text, LIKELY_TEXT, format, again);
	va_end(again);
	if (len < 0)
		arena_out_of_memory();
	arena_trim(arena, text, len < LIKELY_TEXT ? (size_t)len + 1 : 0,
		LIKELY_TEXT);
	if (len >= LIKELY_TEXT) {
		text = arena_alloc(arena, (size_t)len + 1);
		vsnprintf(text, (size_t)len + 1, format, arguments);
	}
	return (struct str){ text, (size_t)len };
}

void *
arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity,
	size_t size)
{
	void *larger;

	if (count < *capacity)
		return array;
	if (count && is_last(arena->blocks, array, count * size) &&
		arena->blocks->size - arena->blocks->used >= count * size) {
		arena->blocks->used += count * size;
		*capacity *= 2;
		return array;
	}
	*capacity = *capacity ? *capacity * 2 : 1 + FIRST_BYTES / size;
	larger = arena_array(arena, *capacity, size);
	if (count)
		memcpy(larger, array, count * size);
	return larger;
}

void
arena_release(struct arena *arena)
{
	struct block *block = arena->blocks;

	while (block) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
	*arena = (struct arena){ 0 };
}
