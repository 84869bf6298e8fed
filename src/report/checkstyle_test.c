/* SPDX-License-Identifier: Apache-2.0 */
/* Well-formed whatever a manifest holds. */
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
findings_stand_in_their_file(void **state)
{
	struct source *a = sample_source(&sample, "a.yaml", "a: 1\n");
	struct source *b = sample_source(&sample, "b.yaml", "b: 1\n");

	(void)state;
	sample_finding(&sample, "privileged-container",
		sample_place(a, 1, 1, 1), "one");
	sample_finding(&sample, "privileged-container",
		sample_place(a, 1, 4, 1), "two")
		->severity = SEVERITY_WARNING;
	sample_finding(&sample, "privileged-container",
		sample_place(b, 1, 1, 1), "three")
		->severity = SEVERITY_NOTE;
	assert_true(str_is(sample_print(&sample, "checkstyle"),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<checkstyle version=\"4.3\">\n"
		"<file name=\"a.yaml\">\n"
		"<error line=\"1\" column=\"1\" severity=\"error\""
		" message=\"one; help: mend it\""
		" source=\"agentlint.privileged-container\"/>\n"
		"<error line=\"1\" column=\"4\" severity=\"warning\""
		" message=\"two; help: mend it\""
		" source=\"agentlint.privileged-container\"/>\n"
		"</file>\n"
		"<file name=\"b.yaml\">\n"
		"<error line=\"1\" column=\"1\" severity=\"info\""
		" message=\"three; help: mend it\""
		" source=\"agentlint.privileged-container\"/>\n"
		"</file>\n"
		"</checkstyle>\n"));
}

static void
text_does_not_become_markup(void **state)
{
	struct source *source =
		sample_source(&sample, "<a>&\"b'\n\xFF.yaml", "a: 1\n");
	struct str printed;

	(void)state;
	sample_finding(&sample, "privileged-container",
		sample_place(source, 1, 1, 1),
		"\"/></file><error x='\x01\xEF\xBF\xBF]]>");
	printed = sample_print(&sample, "checkstyle");
	assert_holds(printed,
		"<file name=\"&lt;a&gt;&amp;&quot;b&apos;\\n\\xff.yaml\">");
	assert_holds(printed, "message=\"&quot;/&gt;&lt;/file&gt;&lt;error "
			      "x=&apos;\\x01&lt;U+FFFF&gt;]]&gt;; help");
}

static void
unreadable_files_are_errors(void **state)
{
	struct source *source = sample_source(&sample, "gone.yaml", "");

	(void)state;
	source->role = SOURCE_UNREADABLE;
	error_set(&source->error, "gone.yaml: gone");
	assert_holds(sample_print(&sample, "checkstyle"),
		"<file name=\"gone.yaml\">\n<error line=\"1\" severity=\"error\""
		" message=\"gone.yaml: gone\" source=\"agentlint.unreadable\"/>\n"
		"</file>\n");
	assert_true(sample_fails(&sample, "checkstyle"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
			findings_stand_in_their_file, release),
		cmocka_unit_test_teardown(text_does_not_become_markup, release),
		cmocka_unit_test_teardown(unreadable_files_are_errors, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
