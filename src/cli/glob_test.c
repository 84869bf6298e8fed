/* SPDX-License-Identifier: Apache-2.0 */
/* What patterns match, case by case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "cli/glob.h"

struct glob_case {
	const char *pattern, *path;
	bool matches;
};

static const struct glob_case whole[] = {
	{ "", "", true },
	{ "", "a", false },
	{ "a", "a", true },
	{ "a", "", false },
	{ "a", "ab", false },
	{ "ab", "a", false },
	{ "*", "", true },
	{ "*", "abc", true },
	{ "*", "a/b", false },
	{ "*.yaml", "a.yaml", true },
	{ "*.yaml", ".yaml", true },
	{ "*.yaml", "a.yml", false },
	{ "*.yaml", "a.yaml.yaml", true },
	{ "a*b*c", "axxbyyc", true },
	{ "a*b*c", "axxbyycz", false },
	{ "a*/b", "axx/b", true },
	{ "a*/b", "ax/x/b", false },
	{ "?", "a", true },
	{ "?", "\xc3\xa9", true }, /* one character of two bytes */
	{ "??", "\xc3\xa9", false },
	{ "?", "\xff", true }, /* no UTF-8 */
	{ "??",
		"\xc3"
		"a",
		true },
	{ "?", "/", false },
	{ "?", "", false },
	{ "[abc]", "b", true },
	{ "[abc]", "d", false },
	{ "[a-c]x", "bx", true },
	{ "[a-c]", "d", false },
	{ "[!a-c]", "d", true },
	{ "[^a-c]", "b", false },
	{ "[]a]", "]", true },
	{ "[]a]", "a", true },
	{ "[!]a]", "]", false },
	{ "[a-]", "-", true },
	{ "[-a]", "-", true },
	{ "[\\]a]", "]", true },
	{ "[\\!]", "!", true },
	{ "[\xc3\xa0-\xc3\xa9]", "\xc3\xa8", true },
	{ "[!a]", "/", false }, /* a class takes no slash */
	{ "[+-0]", "/", false },
	{ "[a", "[a", true }, /* never closed */
	{ "[a", "a", false },
	{ "[", "[", true },
	{ "[]", "[]", true },
	{ "[c-a]", "b", false },
	{ "\\*", "*", true },
	{ "\\*", "a", false },
	{ "\\?", "?", true },
	{ "\\[a]", "[a]", true },
	{ "\\", "\\", true },
	{ "a\\", "a\\", true },
	{ "**", "a", true },
	{ "**", "a/b/c", true },
	{ "**", "", false },
	{ "**/a", "a", true },
	{ "**/a", "x/a", true },
	{ "**/a", "x/y/a", true },
	{ "**/a", "xa", false },
	{ "**/a", "a/b", false },
	{ "a/**", "a/b", true },
	{ "a/**", "a/b/c", true },
	{ "a/**", "a", false },
	{ "a/**", "ab/c", false },
	{ "a/**/b", "a/b", true },
	{ "a/**/b", "a/x/b", true },
	{ "a/**/b", "a/x/y/b", true },
	{ "a/**/b", "a/xb", false },
	{ "a/**/b", "ab", false },
	{ "a/**/b*/c", "a/b1/x/b2/c", true },
	{ "**/*.yaml", "x/y.yaml", true },
	{ "**/*.yaml", "y.yaml", true },
	{ "**/a*/**/c", "x/ab/y/z/c", true },
	{ "**/a*/**/c", "x/ab/y/z/d", false },
	{ "**/**/a", "a", true },
	{ "a**b", "axxb", true }, /* no whole part: a plain star */
	{ "a**b", "a/b", false },
	{ "a**/b", "ax/b", true },
	{ "a**/b", "ax/x/b", false },
	{ "*/b", "a/b", true },
	{ "*/*/b", "a/b", false },
	{ "deploy/*/agent-[0-9]*.y?ml", "deploy/prod/agent-12.yaml", true },
};

static const struct glob_case covered[] = {
	{ "charts", "charts", true },
	{ "charts", "charts/a/b.yaml", true },
	{ "charts", "x/charts/b.yaml", true },
	{ "charts/", "x/charts/b.yaml", true },
	{ "/charts", "charts/b.yaml", true },
	{ "/charts", "x/charts/b.yaml", false },
	{ "./charts", "charts/b.yaml", true },
	{ "./charts/", "charts/b.yaml", true },
	{ "./charts", "x/charts/b.yaml", false },
	{ "./", "a", false },
	{ "x/charts", "x/charts/b.yaml", true },
	{ "x/charts", "y/x/charts/b.yaml", false },
	{ "*.json", "a/b/c.json", true },
	{ "*.json", "a/b/c.yaml", false },
	{ "**/test/*.yaml", "a/test/c.yaml", true },
	{ "a/**", "a/b/c", true },
	{ "a/**", "a", false },
	{ "a", "", false },
	{ "", "a", false },
	{ "/", "a", false },
};

static void
run_cases(const struct glob_case *cases, size_t count,
	bool (*matches)(struct str, struct str))
{
	for (size_t i = 0; i < count; i++) {
		struct str pattern = str_of(cases[i].pattern);
		struct str path = str_of(cases[i].path);

		if (matches(pattern, path) != cases[i].matches)
			fail_msg("'%s' and '%s'", cases[i].pattern,
				cases[i].path);
	}
}

static void
matches_the_whole(void **state)
{
	(void)state;
	run_cases(whole, sizeof(whole) / sizeof(*whole), glob_matches);
}

static void
covers_what_is_below(void **state)
{
	(void)state;
	run_cases(covered, sizeof(covered) / sizeof(*covered), glob_covers);
}

static void
finds_the_prefix(void **state)
{
	(void)state;
	assert_true(str_is(
		glob_prefix(STR("clusters/*"), STR("clusters/prod/a/b.yaml")),
		"clusters/prod"));
	assert_true(str_is(glob_prefix(STR("a/"), STR("a/b")), "a"));
	assert_true(str_is(glob_prefix(STR("./a"), STR("a/b")), "a"));
	assert_true(str_is(glob_prefix(STR("**/x"), STR("a/x/b/x/c")), "a/x"));
	assert_int_equal(glob_prefix(STR("b"), STR("a/b")).len, 0);
	assert_int_equal(glob_prefix(STR("b"), STR("")).len, 0);
}

/* Stars that all but match must not take exponential time. */
static void
ends_in_time(void **state)
{
	char path[4096];
	struct str text = { path, sizeof(path) };

	(void)state;
	memset(path, 'a', sizeof(path));
	assert_false(glob_matches(STR("*a*a*a*a*a*a*a*a*a*a*a*b"), text));
	for (size_t i = 1; i < sizeof(path); i += 2)
		path[i] = '/';
	assert_false(glob_matches(
		STR("**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b"), text));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_the_whole),
		cmocka_unit_test(covers_what_is_below),
		cmocka_unit_test(finds_the_prefix),
		cmocka_unit_test(ends_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
