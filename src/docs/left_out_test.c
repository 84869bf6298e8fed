/* SPDX-License-Identifier: Apache-2.0 */
/* What is left out is told once, and is no rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "docs/left_out.h"
#include "judge/judge.h"

static void
is_no_rule(void **state)
{
	(void)state;
	for (const struct left_out *entry = left_out; entry->id; entry++) {
		const struct left_out *other = entry + 1;

		print_message("%s\n", entry->id);
		if (rule_find((struct str){ entry->id, strlen(entry->id) }))
			fail_msg("%s is a rule, and said to be left out",
				entry->id);
		for (; other->id; other++)
			assert_string_not_equal(entry->id, other->id);
	}
}

/* What is quoted in a reason is a rule. */
static void
leans_on_rules(const char *text)
{
	bool opens = true;

	for (; *text; opens = *text++ == ' ') {
		size_t len = strcspn(text + 1, "'");

		if (*text == '\'' && opens &&
			!rule_find((struct str){ text + 1, len }))
			fail_msg("no rule is called %.*s", (int)len, text + 1);
	}
}

static void
is_whole(void **state)
{
	(void)state;
	assert_non_null(left_out->id);
	for (const struct left_out *entry = left_out; entry->id; entry++) {
		size_t length = strlen(entry->why);

		print_message("%s\n", entry->id);
		assert_int_equal(
			strspn(entry->id,
				"abcdefghijklmnopqrstuvwxyz0123456789-"),
			strlen(entry->id));
		assert_true(strlen(entry->what) && length);
		assert_int_not_equal(entry->what[strlen(entry->what) - 1], '.');
		assert_int_equal(entry->why[length - 1], '.');
		leans_on_rules(entry->why);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_no_rule),
		cmocka_unit_test(is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
