/* SPDX-License-Identifier: Apache-2.0 */
/* JSON has what the text shows; scripts/check-formats holds it against its
 * schema. */
#include "report/testing_sample.h"

#include <jansson.h>

static struct sample sample;

static int
make(void **state)
{
	(void)state;
	sample_fill(&sample);
	return 0;
}

static int
release(void **state)
{
	(void)state;
	sample_release(&sample);
	return 0;
}

static json_t *
parse(struct str printed)
{
	json_t *document = json_loadb(printed.ptr, printed.len, 0, NULL);

	assert_non_null(document);
	return document;
}

static json_t *
finding_at(const json_t *document, size_t index)
{
	return json_array_get(json_object_get(document, "findings"), index);
}

/* Asserts what is under KEY of VALUE, as jansson prints it. */
static void
assert_member(const json_t *value, const char *key, const char *expected)
{
	const json_t *member = json_object_get(value, key);
	char *printed =
		member ? json_dumps(member, JSON_ENCODE_ANY | JSON_COMPACT)
		       : NULL;

	if (!printed || strcmp(printed, expected) != 0)
		fail_msg("'%s' is %s", key, printed ? printed : "absent");
	free(printed);
}

static void
a_finding_with_everything(void **state)
{
	json_t *document = parse(sample_print(&sample, "json"));
	const json_t *finding = finding_at(document, 0);

	(void)state;
	assert_member(finding, "module", "\"network-policy\"");
	assert_member(finding, "severity", "\"error\"");
	assert_member(finding, "message", "\"agent 'a' can reach 10.0.0.1\"");
	assert_member(finding, "place",
		"{\"path\":\"deploy/a b,c.yaml\",\"line\":3,\"column\":3,"
		"\"endLine\":3,\"endColumn\":10}");
	assert_member(finding, "label", "\"here\"");
	assert_member(finding, "help", "\"mend it\"");
	assert_member(
		finding, "details", "{\"hosts\":[\"10.0.0.1\",\"10.0.0.2\"]}");
	assert_member(finding, "object",
		"{\"group\":\"apps\",\"version\":\"v1\","
		"\"kind\":\"Deployment\",\"namespace\":\"agents\","
		"\"name\":\"coder\",\"container\":\"main\","
		"\"field\":\"spec.containers[0].ports\"}");
	assert_member(finding, "fingerprint", "\"0123456789abcdef\"");
	assert_member(finding, "state", "\"shown\"");
	assert_null(json_object_get(finding, "unknown"));
	assert_null(json_object_get(finding, "excuse"));
	json_decref(document);
}

static void
related_places_and_the_fix(void **state)
{
	json_t *document = parse(sample_print(&sample, "json"));
	const json_t *finding = finding_at(document, 0);
	const json_t *related = json_object_get(finding, "related");
	const json_t *fix = json_object_get(finding, "fix");
	const json_t *edits = json_object_get(fix, "edits");

	(void)state;
	assert_int_equal(json_array_size(related), 2);
	assert_member(json_array_get(related, 0), "label", "\"allowed here\"");
	assert_member(json_array_get(related, 1), "place",
		"{\"path\":\"deploy/a b,c.yaml\",\"line\":1,\"column\":7,"
		"\"endLine\":1,\"endColumn\":10}");
	assert_member(fix, "safe", "false");
	assert_int_equal(json_array_size(edits), 2);
	assert_member(json_array_get(edits, 1), "text", "\"false\"");
	json_decref(document);
}

static void
counts_and_what_went_wrong(void **state)
{
	json_t *document = parse(sample_print(&sample, "json"));

	(void)state;
	assert_member(document, "schemaVersion", "1");
	assert_member(document, "errors", "[\"gone.yaml: permission denied\"]");
	assert_member(document, "summary",
		"{\"shown\":{\"errors\":1,\"warnings\":1,\"notes\":0},"
		"\"hidden\":{\"errors\":0,\"warnings\":1,\"notes\":0},"
		"\"ignored\":1,\"ignoredBy\":{\"comments\":1,"
		"\"annotations\":0,\"configuration\":0,\"baseline\":0},"
		"\"inContext\":0,\"unchanged\":0,\"staleBaselineEntries\":0,"
		"\"unusedIgnoreEntries\":0,\"fixable\":0,"
		"\"files\":2,\"contextFiles\":0,\"filesWithoutObjects\":0,"
		"\"helmTemplates\":0,\"kustomizePatches\":0,\"unreadable\":1,"
		"\"objects\":5,\"workloads\":3,\"agents\":2}");
	json_decref(document);
}

static void
names_are_kept_but_no_terminal_obeys_them(void **state)
{
	struct str printed = sample_print(&sample, "json");
	json_t *document = parse(printed);
	const char *message = json_string_value(
		json_object_get(finding_at(document, 1), "message"));

	(void)state;
	for (size_t i = 0; i < printed.len; i++)
		assert_true(printed.ptr[i] == '\n' ||
			    (printed.ptr[i] >= ' ' && printed.ptr[i] < 0x7F));
	/* What is no UTF-8 cannot be kept: then all is shown escaped. */
	assert_non_null(strstr(message, "\\x1b[2J\\n"));
	assert_non_null(strstr(message, "<U+202E><U+202C>\\xff"));
	json_decref(document);
}

static void
the_excused_is_told_and_the_hidden_absent(void **state)
{
	json_t *document = parse(sample_print(&sample, "json"));

	(void)state;
	assert_int_equal(
		json_array_size(json_object_get(document, "findings")), 3);
	assert_member(finding_at(document, 2), "state", "\"ignored\"");
	assert_member(finding_at(document, 2), "excuse",
		"{\"by\":\"comment\",\"where\":\"net/\xC3\xBC.yaml:1:1\","
		"\"reason\":\"we know\"}");
	json_decref(document);
}

static void
lines_are_the_findings(void **state)
{
	struct str lines = sample_print(&sample, "jsonl");
	json_t *document = parse(sample_print(&sample, "json"));

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		json_t *line = parse(str_cut(&lines, '\n'));

		assert_true(json_equal(line, finding_at(document, i)));
		json_decref(line);
	}
	assert_int_equal(lines.len, 0);
	json_decref(document);
}

static void
a_stream_that_fails_is_noticed(void **state)
{
	(void)state;
	assert_true(sample_fails(&sample, "json"));
	assert_true(sample_fails(&sample, "jsonl"));
	assert_true(sample_fails(&sample, "text"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_with_everything),
		cmocka_unit_test(related_places_and_the_fix),
		cmocka_unit_test(counts_and_what_went_wrong),
		cmocka_unit_test(names_are_kept_but_no_terminal_obeys_them),
		cmocka_unit_test(the_excused_is_told_and_the_hidden_absent),
		cmocka_unit_test(lines_are_the_findings),
		cmocka_unit_test(a_stream_that_fails_is_noticed),
	};

	return cmocka_run_group_tests(tests, make, release);
}
