/* SPDX-License-Identifier: Apache-2.0 */
/* What reviewdog reads. */
#include "report/testing_sample.h"

#include <jansson.h>

static struct sample sample;

static int
release(void **state)
{
	(void)state;
	sample_release(&sample);
	return 0;
}

/* The first diagnostic; OWNER is what to give back. */
static json_t *
printed(json_t **owner)
{
	struct str text = sample_print(&sample, "rdjson");
	json_t *value = json_loadb(text.ptr, text.len, 0, NULL);

	if (!value)
		fail_msg("no JSON:\n%.*s", STR_ARG(text));
	*owner = value;
	return json_array_get(json_object_get(value, "diagnostics"), 0);
}

static void
assert_member(const json_t *object, const char *key, const char *expected)
{
	assert_string_equal(
		json_string_value(json_object_get(object, key)), expected);
}

static void
assert_position(const json_t *range, const char *key, int line, int column)
{
	json_t *position = json_object_get(range, key);

	assert_int_equal(
		json_integer_value(json_object_get(position, "line")), line);
	assert_int_equal(
		json_integer_value(json_object_get(position, "column")),
		column);
}

static void
columns_are_bytes(void **state)
{
	struct source *source =
		sample_source(&sample, "a.yaml", "é: \"日本\"\n");
	json_t *owner, *diagnostic, *location, *range;

	(void)state;
	sample_finding(&sample, "privileged-container",
		sample_place(source, 1, 5, 2), "the message")
		->severity = SEVERITY_WARNING;
	diagnostic = printed(&owner);
	location = json_object_get(diagnostic, "location");
	range = json_object_get(location, "range");
	assert_member(diagnostic, "message", "the message\nhelp: mend it");
	assert_member(diagnostic, "severity", "WARNING");
	assert_member(json_object_get(diagnostic, "code"), "value",
		"privileged-container");
	assert_member(location, "path", "a.yaml");
	assert_position(range, "start", 1, 6);
	assert_position(range, "end", 1, 12);
	assert_null(json_object_get(diagnostic, "suggestions"));
	json_decref(owner);
}

static void
one_edit_is_a_suggestion(void **state)
{
	struct source *source = sample_source(&sample, "a.yaml", "a: true\n");
	struct finding *finding = sample_finding(&sample,
		"privileged-container", sample_place(source, 1, 4, 4), "m");
	json_t *owner, *suggestion;

	(void)state;
	finding_replace(finding, true, sample_place(source, 1, 4, 4), "false");
	suggestion = json_array_get(
		json_object_get(printed(&owner), "suggestions"), 0);
	assert_member(suggestion, "text", "false");
	assert_position(json_object_get(suggestion, "range"), "end", 1, 8);
	json_decref(owner);
	finding_replace(finding, true, sample_place(source, 1, 1, 1), "b");
	/* They are out of order. */
	assert_null(json_object_get(printed(&owner), "suggestions"));
	json_decref(owner);
}

static void
edits_of_a_line_become_one(void **state)
{
	struct source *source = sample_source(&sample, "a.yaml", "é: 1ü 2\n");
	struct finding *finding = sample_finding(&sample,
		"privileged-container", sample_place(source, 1, 4, 4), "m");
	json_t *owner, *suggestion;

	(void)state;
	finding_replace(finding, true, sample_place(source, 1, 4, 0), "<");
	finding_replace(finding, true, sample_place(source, 1, 6, 1), ">");
	suggestion = json_array_get(
		json_object_get(printed(&owner), "suggestions"), 0);
	assert_member(suggestion, "text", "<1ü>");
	assert_position(json_object_get(suggestion, "range"), "start", 1, 5);
	assert_position(json_object_get(suggestion, "range"), "end", 1, 9);
	json_decref(owner);
	sample_conceal(&sample, sample_place(source, 1, 5, 1));
	assert_null(json_object_get(printed(&owner), "suggestions"));
	json_decref(owner);
}

static void
nothing_without_findings(void **state)
{
	(void)state;
	assert_true(str_is(sample_print(&sample, "rdjson"),
		"{\"source\":{\"name\":\"agentlint\"},\"diagnostics\":[]}\n"));
	assert_true(sample_fails(&sample, "rdjson"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(columns_are_bytes, release),
		cmocka_unit_test_teardown(one_edit_is_a_suggestion, release),
		cmocka_unit_test_teardown(edits_of_a_line_become_one, release),
		cmocka_unit_test_teardown(nothing_without_findings, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
