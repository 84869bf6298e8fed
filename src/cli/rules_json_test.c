/* SPDX-License-Identifier: Apache-2.0 */
/* A rule with all that a rule can have, and one that is left out. */
#include "testing.h"

#include <jansson.h>

#include "cli/rules_json.h"

static const char *const former[] = { "old", "older", NULL };

static const struct reference references[] = {
	{ "PSS", "Host Namespaces" },
	{ "URL", "https://page.example/new" },
	{ NULL, NULL },
};

static const struct rule renamed = {
	.id = "new",
	.aliases = former,
	.module = MODULE_MANIFEST,
	.severity = SEVERITY_NOTE,
	.summary = "A summary",
	.why = "Because.",
	.fix = "do it",
	.bad = "bad: 1\n",
	.good = "good: 1\n",
	.references = references,
	.since = "0.2.0",
};

static const struct rule_choice choices[] = {
	{ .rule = &renamed, .severity = SEVERITY_NOTE },
	{ .rule = &renamed, .off = true },
	{ .rule = NULL },
};

static const char *
text_of(const json_t *rule, const char *key)
{
	return json_string_value(json_object_get(rule, key));
}

static const char *
item(const json_t *rule, const char *key, size_t index)
{
	return json_string_value(
		json_array_get(json_object_get(rule, key), index));
}

static void
tells_all_of_a_rule(void **state)
{
	struct arena arena = { 0 };
	FILE *file = tmpfile();
	struct str printed;
	json_t *document, *rules, *rule, *reference;

	(void)state;
	assert_non_null(file);
	rules_json(file, &arena, choices);
	printed = take_stream(&arena, file);
	document = json_loadb(printed.ptr, printed.len, 0, NULL);
	rules = json_object_get(document, "rules");
	assert_int_equal(json_array_size(rules), 1);
	rule = json_array_get(rules, 0);
	assert_string_equal(text_of(rule, "id"), "new");
	assert_string_equal(text_of(rule, "module"), "manifest");
	assert_string_equal(text_of(rule, "severity"), "note");
	assert_string_equal(text_of(rule, "fix"), "do it");
	assert_string_equal(text_of(rule, "bad"), "bad: 1\n");
	assert_string_equal(
		text_of(rule, "helpUri"), "https://page.example/new");
	assert_string_equal(item(rule, "deprecatedIds", 0), "old");
	assert_string_equal(item(rule, "deprecatedIds", 1), "older");
	reference = json_array_get(json_object_get(rule, "references"), 0);
	assert_string_equal(text_of(reference, "catalogue"), "PSS");
	json_decref(document);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_all_of_a_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
