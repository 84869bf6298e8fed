/* SPDX-License-Identifier: Apache-2.0 */
/* Selectors against labels, and what is no selector. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "graph/label_query.h"
#include "load/parse.h"

static const char labels_text[] = "app: coder\n"
				  "agents.example/tier: \"1\"\n"
				  "empty: \"\"\n";

enum verdict { NO, YES, BROKEN };

static const struct {
	const char *selector;
	enum verdict verdict;
} cases[] = {
	{ "", YES },
	{ "  ", YES },
	{ "app", YES },
	{ "gone", NO },
	{ "!app", NO },
	{ "!gone", YES },
	{ "! gone", YES },
	{ "app=coder", YES },
	{ "app==coder", YES },
	{ " app = coder ", YES },
	{ "app=other", NO },
	{ "app!=coder", NO },
	{ "app!=other", YES },
	{ "gone!=other", YES },
	{ "gone=other", NO },
	{ "empty=", YES },
	{ "app=", NO },
	{ "empty", YES },
	{ "agents.example/tier=1", YES },
	{ "app=coder,agents.example/tier=1", YES },
	{ "app=coder,agents.example/tier=2", NO },
	{ "app=coder, !gone ,empty", YES },
	{ "app in (a, coder)", YES },
	{ "app in (a,b)", NO },
	{ "app in(coder)", YES },
	{ "app notin (a,b)", YES },
	{ "app notin (a,coder)", NO },
	{ "gone notin (a)", YES },
	{ "gone in (a)", NO },
	{ "app in (coder),!gone", YES },
	{ "in", NO },
	{ "in in (a)", NO },
	{ ",", BROKEN },
	{ "app,", BROKEN },
	{ "=a", BROKEN },
	{ "!", BROKEN },
	{ "app=a b", BROKEN },
	{ "app=a=b", BROKEN },
	{ "app in", BROKEN },
	{ "app in a", BROKEN },
	{ "app in (a", BROKEN },
	{ "app (a)", BROKEN },
	{ "app>3", BROKEN },
	{ "app=\"a\"", BROKEN },
};

static const char *const verdict_names[] = { "no", "yes", "broken" };

static void
selects(void **state)
{
	struct source source = { 0 };
	struct arena arena = { 0 };

	(void)state;
	source_set_text(&source, STR("labels.yaml"), str_of(labels_text));
	parse_source(&source, &limits_default);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct label_query query;
		enum verdict verdict = BROKEN;

		if (label_query_parse(
			    &query, &arena, str_of(cases[i].selector)))
			verdict =
				label_query_matches(&query, source.documents[0])
					? YES
					: NO;
		if (verdict != cases[i].verdict)
			fail_msg("'%s': %s", cases[i].selector,
				verdict_names[verdict]);
	}
	arena_release(&arena);
	arena_release(&source.arena);
}

static void
takes_no_labels(void **state)
{
	struct arena arena = { 0 };
	struct label_query query;

	(void)state;
	assert_true(label_query_parse(&query, &arena, STR("!a,b!=c")));
	assert_true(label_query_matches(&query, NULL));
	assert_true(label_query_parse(&query, &arena, STR("a")));
	assert_false(label_query_matches(&query, NULL));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selects),
		cmocka_unit_test(takes_no_labels),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
