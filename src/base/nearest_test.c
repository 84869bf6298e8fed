/* SPDX-License-Identifier: Apache-2.0 */
/* What counts as near, and what does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <agentlint/nearest.h>

static const char *const names[] = {
	"format",
	"no-config",
	"config",
	"namespace",
	"allowPrivilegeEscalation",
	"runAsUser",
	"runAsGroup",
	"runAsNonRoot",
	"q",
	"json",
	"jsonl",
	NULL,
};

static const struct {
	const char *word, *found;
} cases[] = {
	{ "fromat", "format" },  /* swapped */
	{ "formt", "format" },   /* dropped */
	{ "formaat", "format" }, /* added */
	{ "farmat", "format" },  /* changed */
	{ "FORMAT", "format" },  /* case alone */
	{ "formta", "format" },
	{ "noconfig", "no-config" },
	{ "confg", "config" },
	{ "name-space", "namespace" },
	{ "allowPrivilegedEscalation", "allowPrivilegeEscalation" },
	{ "allowprivilegeescalation", "allowPrivilegeEscalation" },
	{ "runAsuser", "runAsUser" },
	{ "readOnlyRootFilesystem", "" },
	{ "jsno", "json" },
	{ "jsonl", "jsonl" },
	{ "json", "json" }, /* nearer than jsonl */
	{ "", "" },
	{ "x", "" }, /* one letter is near no other one */
	{ "xml", "" },
	{ "ab", "" },
	{ "namespac\xc3\xa9", "namespace" },
};

static void
finds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str found = nearest_of(str_of(cases[i].word), names);

		if (!str_is(found, cases[i].found))
			fail_msg("'%s' gives '%.*s'", cases[i].word,
				STR_ARG(found));
	}
}

static void
takes_the_first_of_equals(void **state)
{
	const char *const equals[] = { "abcdex", "abcdey", NULL };

	(void)state;
	assert_true(str_is(nearest_of(STR("abcdez"), equals), "abcdex"));
}

static size_t
nearest_length(const char *text, size_t word, size_t name)
{
	struct nearest nearest = nearest_to((struct str){ text, word });

	nearest_offer(&nearest, (struct str){ text, name });
	return nearest.found.len;
}

static void
long_words_are_near_nothing(void **state)
{
	char text[66];

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = 'a';
	assert_int_equal(nearest_length(text, 66, 65), 0);
	assert_int_equal(nearest_length(text, 64, 65), 0);
	assert_int_equal(nearest_length(text, 65, 64), 0);
	assert_int_equal(nearest_length(text, 63, 64), 64);
	assert_int_equal(nearest_length(text, 0, 1), 0);
}

static void
nothing_is_near_nothing(void **state)
{
	const char *const none[] = { NULL };

	(void)state;
	assert_int_equal(nearest_of(STR("word"), none).len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(takes_the_first_of_equals),
		cmocka_unit_test(long_words_are_near_nothing),
		cmocka_unit_test(nothing_is_near_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
