/* SPDX-License-Identifier: Apache-2.0 */
/* For tests: graphs of YAML text, which live until release() takes them. */
#ifndef GRAPH_TESTING_GRAPH_H
#define GRAPH_TESTING_GRAPH_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "graph/build.h"
#include "load/parse.h"

static struct arena arena;
static struct source *sources[16];
static size_t source_count;

static void
add_file(const char *path, const char *text)
{
	struct source *source = arena_alloc(&arena, sizeof(*source));

	source_set_text(source, str_of(path), str_of(text));
	parse_source(source, &limits_default);
	assert_int_equal(source->problem_count, 0);
	sources[source_count++] = source;
}

static const struct graph *
graph_of(const char *text)
{
	add_file("t.yaml", text);
	return graph_build(&arena,
		(const struct source *const *)&sources[source_count - 1], 1,
		(struct str){ 0 }, STR("default"));
}

static int
release(void **state)
{
	(void)state;
	for (size_t i = 0; i < source_count; i++)
		arena_release(&sources[i]->arena);
	source_count = 0;
	arena_release(&arena);
	return 0;
}

#endif
