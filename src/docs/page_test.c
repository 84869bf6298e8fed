/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of files are renewed, and roff gets what it needs. */
#include "testing.h"

#include "docs/page.h"
#include "docs/roff.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str
printed(const struct page *page, struct str old, bool *good)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	*good = page_print(file, page, old);
	return take_stream(&arena, file);
}

static void
put_two(FILE *out)
{
	fputs("1\n2\n", out);
}

static void
renews_its_part(void **state)
{
	const struct page page = { "x", "b", put_two };
	static const struct {
		const char *old, *new;
	} cases[] = {
		{ "a\n# begin generated b (how)\nx\n# end generated b\nc\n",
			"a\n# begin generated b (how)\n1\n2\n"
			"# end generated b\nc\n" },
		{ "<!-- begin generated b -->\n<!-- end generated b -->\n",
			"<!-- begin generated b -->\n1\n2\n"
			"<!-- end generated b -->\n" },
		{ "# begin generated bb\n# end generated bb\n", NULL },
		{ "# begin generated b\n", NULL },
		{ "# end generated b\n", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool good;
		struct str new = printed(&page, str_of(cases[i].old), &good);

		assert_int_equal(good, cases[i].new != NULL);
		if (good)
			assert_string_equal(new.ptr, cases[i].new);
	}
}

static void
expect_roff(void (*print)(FILE *, const char *), const char *text,
	const char *expected)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	print(file, text);
	assert_string_equal(take_stream(&arena, file).ptr, expected);
}

static void
escapes_for_roff(void **state)
{
	(void)state;
	expect_roff(roff_prose, "One. Two, e.g. this. Three",
		"One.\nTwo, e.g. this.\nThree\n");
	expect_roff(roff_prose, "'--a' isn't '.b'",
		"\\(oq\\-\\-a\\(cq isn't \\(oq.b\\(cq\n");
	expect_roff(roff_prose, ".x \\", "\\&.x \\e\n");
	expect_roff(roff_prose, "'tis", "\\&'tis\n");
	expect_roff(roff_prose, "the pods' node's", "the pods' node's\n");
	expect_roff(roff_literal, "a:\n  - 'b'\n\n.c\n`\\^~\n",
		".Bd -literal -offset indent\n"
		"a:\n"
		"  \\- \\(aqb\\(aq\n"
		"\n"
		"\\&.c\n"
		"\\(ga\\e\\(ha\\(ti\n"
		".Ed\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(renews_its_part, release),
		cmocka_unit_test_teardown(escapes_for_roff, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
