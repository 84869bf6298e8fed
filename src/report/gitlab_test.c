/* SPDX-License-Identifier: Apache-2.0 */
/* What GitLab's code quality widget reads. */
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

static json_t *
printed(void)
{
	struct str text = sample_print(&sample, "gitlab");
	json_error_t error;
	json_t *value = json_loadb(text.ptr, text.len, 0, &error);

	if (!value)
		fail_msg("%s:\n%.*s", error.text, STR_ARG(text));
	assert_true(json_is_array(value));
	return value;
}

static const char *
member(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void
an_issue_for_each_finding(void **state)
{
	struct source *source =
		sample_source(&sample, "./deploy/a.yaml", "a:\n  b: 1\n");
	struct finding *finding =
		sample_finding(&sample, "privileged-container",
			(struct place){ source, { { 1, 1 }, { 2, 7 } } },
			"the message");
	json_t *issues, *issue, *location, *lines;

	(void)state;
	finding_relate(finding, sample_place(source, 2, 3, 1), "label");
	sample_finding(&sample, "privileged-container",
		sample_place(source, 2, 3, 1), "ignored")
		->state = FINDING_IGNORED;
	issues = printed();
	assert_int_equal(json_array_size(issues), 1);
	issue = json_array_get(issues, 0);
	location = json_object_get(issue, "location");
	lines = json_object_get(location, "lines");
	assert_string_equal(member(issue, "description"), "the message");
	assert_string_equal(
		member(issue, "check_name"), "privileged-container");
	assert_string_equal(member(issue, "fingerprint"), "0123456789abcdef");
	assert_string_equal(member(issue, "severity"), "critical");
	assert_string_equal(member(location, "path"), "deploy/a.yaml");
	assert_int_equal(
		json_integer_value(json_object_get(lines, "begin")), 1);
	assert_int_equal(json_integer_value(json_object_get(lines, "end")), 2);
	json_decref(issues);
}

static void
help_stays_in_its_code_block(void **state)
{
	struct source *source = sample_source(&sample, "a.yaml", "a: 1\n");
	struct finding *finding = sample_finding(&sample,
		"privileged-container", sample_place(source, 1, 1, 1), "m");
	json_t *issues;
	struct str body;

	(void)state;
	finding->help = STR("set 'x\n\n<img src=y>'");
	issues = printed();
	body = str_of(member(
		json_object_get(json_array_get(issues, 0), "content"), "body"));
	assert_holds(body, "\n\n    help: set 'x\\n\\n<img src=y>'\n");
	json_decref(issues);
}

static void
empty_array_without_findings(void **state)
{
	(void)state;
	sample_source(&sample, "a.yaml", "a: 1\n");
	assert_true(str_is(sample_print(&sample, "gitlab"), "[]\n"));
	assert_true(sample_fails(&sample, "gitlab"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(an_issue_for_each_finding, release),
		cmocka_unit_test_teardown(
			help_stays_in_its_code_block, release),
		cmocka_unit_test_teardown(
			empty_array_without_findings, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
