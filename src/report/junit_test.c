/* SPDX-License-Identifier: Apache-2.0 */
/* One case for each finding, one for each file without any. */
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
findings_fail_and_clean_files_pass(void **state)
{
	struct source *bad;
	struct finding *finding;

	(void)state;
	sample_source(&sample, "a.yaml", "a: 1\n");
	bad = sample_source(&sample, "b.yaml", "b: 1\n");
	finding = sample_finding(&sample, "privileged-container",
		sample_place(bad, 1, 4, 1), "is <bad>");
	finding_relate(finding, sample_place(bad, 1, 1, 1), "here");
	assert_true(str_is(sample_print(&sample, "junit"),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"agentlint\">\n"
		"<testsuite name=\"a.yaml\" tests=\"1\" failures=\"0\""
		" errors=\"0\" skipped=\"0\">\n"
		"<testcase classname=\"a.yaml\" name=\"agentlint\""
		" file=\"a.yaml\"/>\n"
		"</testsuite>\n"
		"<testsuite name=\"b.yaml\" tests=\"1\" failures=\"1\""
		" errors=\"0\" skipped=\"0\">\n"
		"<testcase classname=\"b.yaml\""
		" name=\"privileged-container: is &lt;bad&gt; (1:4)\""
		" file=\"b.yaml\" line=\"1\">\n"
		"<failure type=\"error\" message=\"is &lt;bad&gt;\">\n"
		"b.yaml:1:4: is &lt;bad&gt;\n"
		"b.yaml:1:1: here\n"
		"help: mend it\n"
		"</failure>\n</testcase>\n</testsuite>\n"
		"</testsuites>\n"));
}

static void
hidden_findings_fail_nothing(void **state)
{
	struct source *source = sample_source(&sample, "a.yaml", "a: 1\n");
	struct str printed;

	(void)state;
	sample_finding(&sample, "privileged-container",
		sample_place(source, 1, 1, 1), "hidden")
		->state = FINDING_HIDDEN;
	sample_source(&sample, "b.yaml", "b: 1\n");
	printed = sample_print(&sample, "junit");
	assert_lacks(printed, "<failure");
	assert_lacks(printed, "hidden");
	assert_holds(printed, "name=\"b.yaml\" tests=\"1\" failures=\"0\"");
}

static void
what_was_not_judged_is_skipped(void **state)
{
	struct str printed;

	(void)state;
	sample_source(&sample, "a.yaml", "")->role = SOURCE_TEMPLATE;
	sample_source(&sample, "b.yaml", "")->role = SOURCE_PATCH;
	sample_source(&sample, "c.yaml", "")->role = SOURCE_UNREADABLE;
	error_set(&sample.sources[2]->error, "c.yaml: gone & lost");
	printed = sample_print(&sample, "junit");
	assert_holds(printed, "name=\"a.yaml\" tests=\"1\" failures=\"0\""
			      " errors=\"0\" skipped=\"1\"");
	assert_holds(printed, "<skipped message=\"a Helm template");
	assert_holds(printed, "<skipped message=\"a patch");
	assert_holds(printed, "name=\"c.yaml\" tests=\"1\" failures=\"0\""
			      " errors=\"1\" skipped=\"0\"");
	assert_holds(printed, "<error message=\"c.yaml: gone &amp; lost\"/>");
	sample_finding(&sample, "unrendered-template",
		sample_place(sample.sources[0], 1, 1, 1), "not rendered");
	assert_holds(sample_print(&sample, "junit"),
		"name=\"a.yaml\" tests=\"1\" failures=\"1\""
		" errors=\"0\" skipped=\"0\"");
	assert_true(sample_fails(&sample, "junit"));
}

static void
files_that_are_no_input_have_suites(void **state)
{
	struct source *chart =
		sample_source(&sample, "chart/Chart.yaml", "a: 1");
	struct source *late = sample_source(&sample, "z.yaml", "a: 1");
	struct str printed;

	(void)state;
	sample_finding(&sample, "privileged-container",
		sample_place(chart, 1, 1, 1), "early");
	sample_finding(&sample, "privileged-container",
		sample_place(late, 1, 1, 1), "late");
	sample.report.source_count = 0;
	sample_source(&sample, "m.yaml", "a: 1\n");
	printed = sample_print(&sample, "junit");
	assert_holds(printed, "early (1:1)");
	assert_holds(printed, "name=\"m.yaml\"");
	assert_holds(printed, "late (1:1)");
	arena_release(&chart->arena);
	arena_release(&late->arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
			findings_fail_and_clean_files_pass, release),
		cmocka_unit_test_teardown(
			hidden_findings_fail_nothing, release),
		cmocka_unit_test_teardown(
			what_was_not_judged_is_skipped, release),
		cmocka_unit_test_teardown(
			files_that_are_no_input_have_suites, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
