/* SPDX-License-Identifier: Apache-2.0 */
/* When there are colours, and when links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "report/style.h"

static const char *const *variables; /* name, value, ..., NULL */

static const char *
environment(const char *name)
{
	for (size_t i = 0; variables[i]; i += 2)
		if (!strcmp(variables[i], name))
			return variables[i + 1];
	return NULL;
}

enum { MOST = 7 };

static const struct {
	enum color_mode mode;
	bool terminal;
	const char *variables[MOST];
	bool color;
} table[] = {
	{ COLOR_AUTO, true, { "TERM", "xterm" }, true },
	{ COLOR_AUTO, false, { "TERM", "xterm" }, false },
	{ COLOR_AUTO, true, { "TERM", "dumb" }, false },
	{ COLOR_AUTO, true, { NULL }, false },
	{ COLOR_AUTO, true, { "TERM", "xterm", "CLICOLOR", "0" }, false },
	{ COLOR_AUTO, true, { "TERM", "xterm", "CLICOLOR", "1" }, true },
	{ COLOR_AUTO, false, { "TERM", "xterm", "CLICOLOR", "1" }, false },
	{ COLOR_AUTO, false, { "CLICOLOR", "0", "CLICOLOR_FORCE", "1" }, true },
	{ COLOR_AUTO, true, { "TERM", "xterm", "NO_COLOR", "1" }, false },
	{ COLOR_AUTO, true, { "TERM", "xterm", "NO_COLOR", "" }, true },
	{ COLOR_AUTO, false, { "FORCE_COLOR", "1" }, true },
	{ COLOR_AUTO, false, { "FORCE_COLOR", "0" }, false },
	{ COLOR_AUTO, false, { "CLICOLOR_FORCE", "1" }, true },
	{ COLOR_AUTO, false, { "FORCE_COLOR", "1", "NO_COLOR", "1" }, false },
	{ COLOR_ALWAYS, false, { "NO_COLOR", "1" }, true },
	{ COLOR_NEVER, true, { "TERM", "xterm", "FORCE_COLOR", "1" }, false },
};

static void
colours_as_the_conventions_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		variables = table[i].variables;
		if (style_choose(table[i].mode, table[i].terminal, environment)
				.color != table[i].color)
			fail_msg("row %zu", i);
	}
}

static void
links_only_where_they_are_known(void **state)
{
	static const char *const vte[] = { "TERM", "xterm", "VTE_VERSION",
		"6800", NULL };
	static const char *const old_vte[] = { "TERM", "xterm", "VTE_VERSION",
		"4803", NULL };
	static const char *const wezterm[] = { "TERM", "xterm", "TERM_PROGRAM",
		"WezTerm", NULL };
	static const char *const kitty[] = { "TERM", "xterm", "KITTY_WINDOW_ID",
		"1", NULL };
	static const char *const unknown[] = { "TERM", "xterm", "TERM_PROGRAM",
		"Apple_Terminal", NULL };
	static const char *const plain[] = { "TERM", "xterm", NULL };

	(void)state;
	variables = vte;
	assert_true(style_choose(COLOR_AUTO, true, environment).hyperlinks);
	assert_false(style_choose(COLOR_ALWAYS, false, environment).hyperlinks);
	assert_false(style_choose(COLOR_NEVER, true, environment).hyperlinks);
	variables = wezterm;
	assert_true(style_choose(COLOR_AUTO, true, environment).hyperlinks);
	variables = kitty;
	assert_true(style_choose(COLOR_AUTO, true, environment).hyperlinks);
	variables = unknown;
	assert_false(style_choose(COLOR_AUTO, true, environment).hyperlinks);
	variables = old_vte;
	assert_false(style_choose(COLOR_AUTO, true, environment).hyperlinks);
	variables = plain;
	assert_false(style_choose(COLOR_AUTO, true, environment).hyperlinks);
	assert_false(style_choose(COLOR_AUTO, true, NULL).color);
}

static void
symbols_where_the_locale_is_unicode(void **state)
{
	static const char *const unicode[] = { "LANG", "en_GB.UTF-8", NULL };
	static const char *const c[] = { "LC_ALL", "C", "LANG", "en_GB.UTF-8",
		NULL };
	static const char *const musl[] = { "LC_CTYPE", "C.utf8", NULL };

	(void)state;
	variables = unicode;
	assert_true(style_choose(COLOR_NEVER, true, environment).symbols);
	assert_false(style_choose(COLOR_ALWAYS, false, environment).symbols);
	variables = musl;
	assert_true(style_choose(COLOR_AUTO, true, environment).symbols);
	variables = c;
	assert_false(style_choose(COLOR_AUTO, true, environment).symbols);
	assert_false(style_choose(COLOR_AUTO, true, NULL).symbols);
}

static void
severities_differ_and_plain_is_plain(void **state)
{
	FILE *out = tmpfile();

	(void)state;
	assert_int_not_equal(
		paint_of(SEVERITY_NOTE), paint_of(SEVERITY_WARNING));
	assert_int_not_equal(
		paint_of(SEVERITY_WARNING), paint_of(SEVERITY_ERROR));
	paint_on(out, (struct style){ true, false, false }, PAINT_NONE);
	paint_on(out, (struct style){ false, false, false }, PAINT_ERROR);
	paint_off(out, (struct style){ false, false, false }, PAINT_ERROR);
	link_on(out, (struct style){ true, false, false }, "https://x.example");
	link_on(out, (struct style){ true, true, false }, NULL);
	link_off(out, (struct style){ true, true, false }, NULL);
	assert_int_equal(ftell(out), 0);
	for (enum paint paint = PAINT_BOLD; paint <= PAINT_RULE; paint++) {
		long before = ftell(out);

		paint_on(out, (struct style){ true, false, false }, paint);
		assert_true(ftell(out) > before);
	}
	fclose(out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(colours_as_the_conventions_say),
		cmocka_unit_test(links_only_where_they_are_known),
		cmocka_unit_test(symbols_where_the_locale_is_unicode),
		cmocka_unit_test(severities_differ_and_plain_is_plain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
