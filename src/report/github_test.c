/* SPDX-License-Identifier: Apache-2.0 */
/* No manifest and no path gets a workflow command of its own. */
#include "report/testing_sample.h"

static struct sample sample;

static int
release(void **state)
{
	(void)state;
	sample_release(&sample);
	return 0;
}

static void
one_line_for_each_finding(void **state)
{
	struct source *source = sample_source(
		&sample, "deploy/a.yaml", "spec:\n  hostPID: true\n");
	struct finding *finding =
		sample_finding(&sample, "privileged-container",
			sample_place(source, 2, 12, 4), "the message");

	(void)state;
	finding_relate(finding, sample_place(source, 1, 1, 4), "the label");
	finding->unknown = STR("who knows");
	assert_true(str_is(sample_print(&sample, "github"),
		"::error title=privileged-container,file=deploy/a.yaml,line=2,"
		"endLine=2,col=12,endColumn=16::the message"
		"%0Adeploy/a.yaml:1:1: the label"
		"%0Aunknown: who knows%0Ahelp: mend it\n"));
}

static void
columns_only_within_a_line(void **state)
{
	struct source *source =
		sample_source(&sample, "a.yaml", "spec:\n  a: 1\n");
	struct place place = { source, { { 1, 1 }, { 2, 7 } } };
	struct finding *finding = sample_finding(
		&sample, "privileged-container", place, "two lines");
	struct str printed;

	(void)state;
	finding->severity = SEVERITY_NOTE;
	printed = sample_print(&sample, "github");
	assert_holds(printed, "::notice title=");
	assert_holds(printed, ",line=1,endLine=2::two lines");
	assert_lacks(printed, "col=");
}

static void
nothing_ends_its_part(void **state)
{
	struct source *source = sample_source(
		&sample, "a,line=9::b%0A\n::set-env name=x::y.yaml", "a: 1\n");
	struct str printed;

	(void)state;
	sample_finding(&sample, "privileged-container",
		sample_place(source, 1, 1, 1),
		"x%0Ay\r\n::add-mask::secret\033[0m");
	printed = sample_print(&sample, "github");
	assert_true(str_is(printed,
		"::error title=privileged-container,"
		"file=a%2Cline=9%3A%3Ab%250A\\n\\x3a%3Aset-env name=x%3A%3Ay.yaml"
		",line=1,endLine=1,col=1,endColumn=2::"
		"x%250Ay\\r\\n\\x3a:add-mask::secret\\x1b[0m%0Ahelp: mend it\n"));
}

static void
unreadable_files_are_errors(void **state)
{
	struct source *source = sample_source(&sample, "gone.yaml", "");

	(void)state;
	source->role = SOURCE_UNREADABLE;
	error_set(&source->error, "gone.yaml: 100%% gone");
	assert_true(str_is(sample_print(&sample, "github"),
		"::error title=unreadable,file=gone.yaml"
		"::gone.yaml: 100%25 gone\n"));
	assert_true(sample_fails(&sample, "github"));
}

static void
silent_without_findings(void **state)
{
	struct source *source = sample_source(&sample, "a.yaml", "a: 1\n");

	(void)state;
	sample_finding(&sample, "privileged-container",
		sample_place(source, 1, 1, 1), "hidden")
		->state = FINDING_HIDDEN;
	assert_int_equal(sample_print(&sample, "github").len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(one_line_for_each_finding, release),
		cmocka_unit_test_teardown(columns_only_within_a_line, release),
		cmocka_unit_test_teardown(nothing_ends_its_part, release),
		cmocka_unit_test_teardown(unreadable_files_are_errors, release),
		cmocka_unit_test_teardown(silent_without_findings, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
