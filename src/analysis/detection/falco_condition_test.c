/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions: what Falco could not parse, and the macros they lean on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <agentlint/falco.h>

static const char *const whole[] = {
	"evt.type = socket",
	"(a and (b or not c)) and proc.name in (sh, \"a ) b\", 'x')",
	"proc.cmdline contains \"it's (\"",
	"proc.cmdline contains \"a \\\" ( b\"",
	"macro_alone",
	"fd.name startswith /etc\n",
};

static const char *const broken[] = {
	"",
	" \n",
	"(a and b",
	"a and b)",
	"(a and )",
	"a and",
	"a or\n",
	"not",
	"proc.name = \"x",
	"proc.name = 'x\"",
	")(",
};

static void
sees_what_is_broken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
		print_message("%s\n", whole[i]);
		assert_null(falco_condition_problem(str_of(whole[i])));
	}
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
		print_message("%s\n", broken[i]);
		assert_non_null(falco_condition_problem(str_of(broken[i])));
	}
}

static const struct {
	const char *condition, *macros; /* each behind a blank */
} leaning[] = {
	{ "spawned_process and container", " spawned_process container" },
	{ "not (a or b2) and c_3", " a b2 c_3" },
	{ "evt.type=socket and evt.type = connect", "" },
	{ "proc.name in (shell_binaries, x) and m", " m" },
	{ "fd.name startswith /etc or m", " m" },
	{ "proc.aname[2] = sh and fd.sip exists and m", " m" },
	{ "tolower(proc.name) = value and m", " m" },
	{ "val(fd.name) != other", "" },
	{ "proc.pname!=sh and m", " m" },
	{ "proc.cmdline contains \"and x\" and m", " m" },
	{ "proc.cmdline contains 'x", "" },
	{ "fd.num >= 0 and m", " m" },
	{ "fd.snet in (\"10.0.0.0/8\") and not m", " m" },
	{ "x in", " x" },
	{ "", "" },
};

static void
finds_macros(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(leaning) / sizeof(*leaning); i++) {
		struct str condition = str_of(leaning[i].condition), name;
		char found[256] = "";
		size_t len = 0;

		print_message("%s\n", leaning[i].condition);
		while (falco_next_macro(&condition, &name))
			len += (size_t)snprintf(found + len,
				sizeof(found) - len, " %.*s", STR_ARG(name));
		assert_string_equal(found, leaning[i].macros);
	}
}

static const struct {
	const char *condition, *words; /* each behind a blank */
} listing[] = {
	{ "proc.name in (a, b_1,c)", " a b_1 c" },
	{ "x in (a) and y intersects (b) or z pmatch (/c)", " a b /c" },
	{ "x in (\"a\", 'b', c) and m", " c" },
	{ "x in a and not (m or n)", "" },
	{ "x contains \"in (a)\" and y in (b)", " b" },
	{ "x in (a, b", " a b" },
	{ "x in (a, \"b", " a" },
	{ "x in ()", "" },
	{ "in (a)", " a" },
	{ "x in", "" },
	{ "", "" },
};

static void
finds_lists(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(listing) / sizeof(*listing); i++) {
		struct str condition = str_of(listing[i].condition), name;
		bool inside = false;
		char found[256] = "";
		size_t len = 0;

		print_message("%s\n", listing[i].condition);
		while (falco_next_list(&condition, &inside, &name))
			len += (size_t)snprintf(found + len,
				sizeof(found) - len, " %.*s", STR_ARG(name));
		assert_string_equal(found, listing[i].words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_what_is_broken),
		cmocka_unit_test(finds_macros),
		cmocka_unit_test(finds_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
