/* SPDX-License-Identifier: Apache-2.0 */
/* A place is found from wherever the last one was. */
#include "testing.h"

#include "load/lookup.h"

static void
finds_from_everywhere(void **state)
{
	static const struct {
		struct mark mark;
		size_t offset;
		uint32_t column;
	} table[] = {
		{ { 1, 1 }, 0, 1 },
		{ { 1, 2 }, 1, 2 },
		{ { 1, 3 }, 3, 3 },
		{ { 1, 4 }, 6, 4 },
		{ { 1, 5 }, 7, 5 },
		{ { 1, 9 }, 7, 5 },
		{ { 2, 1 }, 0, 1 },
		{ { 3, 2 }, 1, 2 },
		{ { 9, 1 }, 0, 1 },
		{ { 1, 0 }, 0, 1 },
	};
	const size_t count = sizeof(table) / sizeof(*table);
	struct source source = { 0 };
	struct lookup lookup = { 0 };

	(void)state;
	source_set_text(&source, STR("a.yaml"), STR("aü日x\n\nbc"));
	for (size_t i = 0; i < count * count; i++) {
		size_t from = i / count, to = i % count;

		lookup_find(&lookup, &source, table[from].mark);
		lookup_find(&lookup, &source, table[to].mark);
		if (lookup.offset != table[to].offset ||
			lookup.mark.column != table[to].column)
			fail_msg("from row %zu to row %zu", from, to);
		assert_int_equal(
			lookup_offset(&lookup, &source, table[from].mark),
			source_offset(&source, table[from].mark));
	}
	arena_release(&source.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_from_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
