/* SPDX-License-Identifier: Apache-2.0 */
/* The text of whole findings, and the line that closes it. */
#include "report/testing_sample.h"
#include "report/summary.h"

static struct sample sample;

static int
release(void **state)
{
	(void)state;
	sample_release(&sample);
	return 0;
}

static void
assert_text(struct str printed, const char *expected)
{
	if (!str_is(printed, expected))
		fail_msg("printed:\n%.*s", STR_ARG(printed));
}

static void
a_finding_tells_its_story(void **state)
{
	(void)state;
	sample_fill(&sample);
	sample.verdict.count = 1;
	sample.findings[0]->rule = rule_find(STR("host-pid"));
	assert_text(sample_print(&sample, "text"),
		"deploy/a b,c.yaml:3:3: error: agent 'a' can reach 10.0.0.1 "
		"[host-pid]\n"
		"  |\n"
		"1 | kind: Pod\n"
		"  |       ---\n"
		"...\n"
		"3 |   hostPID: true # 日\n"
		"  |   ^^^^^^^ here\n"
		"  |\n"
		" ::: net/ü.yaml:1:16\n"
		"1 | spec: {egress: [{}]}\n"
		"  |                ---- allowed here\n"
		"  = help: mend it [fix: --unsafe-fixes]\n"
		"\n"
		"2 findings: 1 error, 1 warning (1 ignored by comments, "
		"1 warning hidden). "
		"3 files (1 unreadable), 5 objects, 2 agents of 3 workloads "
		"(--explain-agents says why), "
		"6 ms\n");
}

static void
names_are_shown_not_obeyed(void **state)
{
	struct str printed;

	(void)state;
	sample_fill(&sample);
	printed = sample_print(&sample, "text");
	for (size_t i = 0; i < printed.len; i++)
		assert_true(printed.ptr[i] == '\n' ||
			    (unsigned char)printed.ptr[i] >= ' ');
	assert_holds(printed, "net/ü.yaml:1:1: warning: '\\x1b[2J\\n");
	assert_holds(printed, "<U+202E><U+202C>\\xff' [");
	assert_holds(printed, "  = unknown: '\\x1b[2J");
	assert_holds(printed, "  = help: '\\x1b[2J");
	assert_lacks(printed, "reviewed");
	assert_lacks(printed, "too weak");
}

static void
quiet_is_first_lines_alone(void **state)
{
	(void)state;
	sample_fill(&sample);
	sample.verdict.count = 1;
	sample.report.quiet = true;
	sample.findings[0]->rule = rule_find(STR("host-pid"));
	assert_text(sample_print(&sample, "text"),
		"deploy/a b,c.yaml:3:3: error: agent 'a' can reach 10.0.0.1 "
		"[host-pid]\n");
}

static void
far_places_of_one_file_stand_apart(void **state)
{
	struct source *source = sample_source(
		&sample, "a.yaml", "a: 1\n\n\n\n\n\n\n\n\n\n\n\nb: 2\nc: 3\n");
	struct finding *finding = sample_finding(&sample, "host-pid",
		sample_place(source, 13, 1, 1), "far apart");

	(void)state;
	finding_relate(finding, sample_place(source, 1, 1, 1), "far");
	finding_relate(finding, sample_place(source, 14, 1, 1), "near");
	finding_relate(finding, sample_place(source, 13, 4, 1), "beside");
	sample.report.quiet = false;
	assert_holds(sample_print(&sample, "text"),
		"a.yaml:13:1: error: far apart [host-pid]\n"
		"   |\n"
		"13 | b: 2\n"
		"   | ^\n"
		"   |    - beside\n"
		"14 | c: 3\n"
		"   | - near\n"
		"   |\n"
		"  ::: a.yaml:1:1\n"
		" 1 | a: 1\n"
		"   | - far\n"
		"   = help: mend it\n");
}

static void
secrets_are_masked_beside_others(void **state)
{
	struct source *source =
		sample_source(&sample, "a.yaml", "k: secret  # no\n");
	struct str printed;

	(void)state;
	sample_conceal(&sample, sample_place(source, 1, 4, 6));
	sample_finding(&sample, "host-pid", sample_place(source, 1, 12, 4),
		"a comment");
	printed = sample_print(&sample, "text");
	assert_holds(printed, "1 | k: ********  # no\n"
			      "  |              ^^^^\n");
}

static void
colours_and_links_only_when_asked_for(void **state)
{
	struct str printed;

	(void)state;
	sample_fill(&sample);
	sample.verdict.count = 1;
	sample.findings[0]->rule = rule_find(STR("host-pid"));
	sample.report.style.color = true;
	printed = sample_print(&sample, "text");
	assert_holds(printed, "\033[1;31merror\033[0m: ");
	assert_holds(printed, "\033[34m3 |\033[0m   hostPID");
	assert_holds(printed, "\033[1;31m^^^^^^^ here\033[0m\n");
	assert_holds(printed, "[\033[35mhost-pid\033[0m]\n");
	assert_lacks(printed, "\033]8");
	sample.report.style.hyperlinks = true;
	printed = sample_print(&sample, "text");
	assert_holds(printed, "[\033]8;;https://");
	assert_holds(printed, "\033[0m\033]8;;\033\\]\n");
}

static const struct {
	struct report report;
	const char *line;
} summaries[] = {
	{ { .count = { .files = 1, .objects = 1, .pods = 1, .agents = 1 } },
		"no findings. 1 file, 1 object, 1 agent, 0 ms\n" },
	{ { .count = { .shown = { 1, 2, 1 },
		    .hidden = { 4, 0, 0 },
		    .files = 3,
		    .objects = 2 },
		  .milliseconds = 12.6 },
		"4 findings: 1 error, 2 warnings, 1 note (4 notes hidden). "
		"3 files, 2 objects, 0 agents, 13 ms\n" },
	{ { .count = { .files = 4,
		    .no_object = 2,
		    .templates = 1,
		    .patches = 3,
		    .unreadable = 1,
		    .ignored = 10,
		    .ignored_by = { 1, 2, 3, 4 },
		    .stale = 5,
		    .unused = 6 } },
		"no findings (1 ignored by comments, 2 ignored by annotations, "
		"3 ignored by the configuration, 4 ignored by the baseline, "
		"5 stale baseline entries, 6 unused ignore entries). "
		"9 files (1 unreadable, 2 without "
		"objects, 1 Helm template, 3 kustomize patches), 0 objects, "
		"0 agents, 0 ms\n" },
	{ { .count = { .shown = { 1, 0, 0 },
		    .hidden = { 0, 1, 2 },
		    .files = 1,
		    .objects = 1,
		    .pods = 2,
		    .agents = 0 } },
		"1 finding: 1 note (2 errors hidden, 1 warning hidden). "
		"1 file, 1 object, 0 agents of 2 workloads "
		"(--explain-agents says why), 0 ms\n" },
};

static void
the_summary_leaves_nothing_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(summaries) / sizeof(*summaries); i++) {
		FILE *out = tmpfile();

		summary_print(out, &summaries[i].report);
		assert_text(take_stream(&sample.arena, out), summaries[i].line);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_finding_tells_its_story, release),
		cmocka_unit_test_teardown(names_are_shown_not_obeyed, release),
		cmocka_unit_test_teardown(quiet_is_first_lines_alone, release),
		cmocka_unit_test_teardown(
			far_places_of_one_file_stand_apart, release),
		cmocka_unit_test_teardown(
			secrets_are_masked_beside_others, release),
		cmocka_unit_test_teardown(
			colours_and_links_only_when_asked_for, release),
		cmocka_unit_test_teardown(
			the_summary_leaves_nothing_out, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
