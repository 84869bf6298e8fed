/* SPDX-License-Identifier: Apache-2.0 */
/* What a page holds, and what it never lets through. */
#include "report/html.h"
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
a_finding_tells_its_story(void **state)
{
	struct str page;

	(void)state;
	sample_fill(&sample);
	page = sample_print(&sample, "html");
	assert_holds(page, "<h1>2 findings: 1 error, 1 warning</h1>");
	assert_holds(page, "1 ignored by comments, 1 warning hidden. 3 files");
	assert_holds(page,
		"<details class=\"finding error\""
		" id=\"finding-0123456789abcdef\" open>\n"
		"<summary><h4><span class=\"state error\">error</span> "
		"agent &apos;a&apos; can reach 10.0.0.1</h4>");
	assert_holds(page, "Deployment <code>agents/coder</code>, container "
			   "<code>main</code>, field "
			   "<code>spec.containers[0].ports</code>");
	assert_holds(page, "<pre><span class=\"n\">1</span><span class=\"c\">"
			   "kind: <mark>Pod</mark></span>\n"
			   "<span class=\"n\">...</span>"
			   "<span class=\"c\"></span>\n"
			   "<span class=\"n\">3</span><span class=\"c\">  "
			   "<mark class=\"own\">hostPID</mark>: true # ");
	assert_holds(page, "<span class=\"l own\"><i>  </i><b>here</b></span>");
	assert_holds(page, "<code>net/ü.yaml:1:16</code></p>\n<pre>");
	assert_holds(page, "<b>What to do:</b> mend it</p>");
	assert_holds(page, "<b>Possible fix, to be reviewed:</b>");
	assert_holds(page, "<del>[{}]</del><ins>[]</ins>}</span>");
	assert_lacks(page, "too weak");
	assert_lacks(page, "reviewed<");
	assert_true(sample_fails(&sample, "html"));
}

static void
only_rules_that_occur_are_explained(void **state)
{
	struct str page;

	(void)state;
	sample_fill(&sample);
	page = sample_print(&sample, "html");
	for (size_t i = 0; i < sample.verdict.count; i++) {
		const struct finding *finding = sample.findings[i];
		struct str heading = arena_printf(&sample.arena,
			"<h3 id=\"rule-%s\">", finding->rule->id);

		if (finding->state == FINDING_SHOWN)
			assert_holds(page, heading.ptr);
	}
	assert_lacks(page, arena_printf(&sample.arena, "<h3 id=\"rule-%s\">",
				   sample_rule(MODULE_SECCOMP))
				   .ptr);
}

static void
nothing_hostile_gets_through(void **state)
{
	struct source *source;
	struct finding *finding;
	struct str page;

	(void)state;
	source = sample_source(
		&sample, "<b>&\"'\033.yaml", "a: </pre><script>\xE2\x80\xAE\n");
	finding = sample_finding(&sample, sample_rule(MODULE_MANIFEST),
		sample_place(source, 1, 4, 6), sample_hostile());
	finding->label = finding->help = finding->unknown = finding->message;
	finding_relate(finding, sample_place(source, 1, 10, 8), "%s",
		"</b><img src=x>");
	finding_replace(finding, true, sample_place(source, 1, 4, 6), "<hr>");
	sample.report.count.shown[finding->severity] = 1;
	page = sample_print(&sample, "html");
	assert_holds(page, "&lt;b&gt;&amp;&quot;&apos;\\x1b.yaml");
	assert_holds(page, "<mark class=\"own\">&lt;/pre&gt;</mark>"
			   "<mark>&lt;script&gt;</mark>&lt;U+202E&gt;");
	assert_holds(page, "<b>&lt;/b&gt;&lt;img src=x&gt;</b>");
	assert_holds(page, "<ins>&lt;hr&gt;</ins>");
	assert_holds(page, "<b>Safe fix:</b>");
	assert_lacks(page, "<script");
	assert_lacks(page, "<img");
	assert_lacks(page, "\033");
	assert_lacks(page, "\xE2\x80\xAE");
}

static void
credentials_stay_masked(void **state)
{
	struct source *source =
		sample_source(&sample, "a.yaml", "k: hunter2  # no\n");
	struct str page;

	(void)state;
	sample_finding(&sample, sample_rule(MODULE_CONTAINER),
		sample_place(source, 1, 4, 7), "in plain sight");
	sample_conceal(&sample, sample_place(source, 1, 4, 7));
	sample.report.count.shown[SEVERITY_ERROR] = 1;
	page = sample_print(&sample, "html");
	assert_lacks(page, "hunter2");
	assert_holds(page, "k: <mark class=\"own\">********</mark>  # no");
}

/* Of places on one line, the finding's own is the one that is seen. */
static void
places_may_overlap(void **state)
{
	struct source *source =
		sample_source(&sample, "a.yaml", "ab: cde\nlast:\n");
	struct finding *finding =
		sample_finding(&sample, sample_rule(MODULE_MANIFEST),
			sample_place(source, 1, 5, 2), "x");
	struct str page;

	(void)state;
	finding_relate(finding, sample_place(source, 1, 1, 7), "all");
	finding_relate(finding, sample_place(source, 2, 6, 0), "nothing");
	sample.report.count.shown[SEVERITY_ERROR] = 1;
	page = sample_print(&sample, "html");
	assert_holds(page, "<mark>ab: </mark><mark class=\"own\">cd</mark>"
			   "<mark>e</mark></span>");
	assert_holds(page, "last:<mark> </mark></span>");
}

static void
what_is_put_in_keeps_its_lines(void **state)
{
	struct source *source =
		sample_source(&sample, "a.yaml", "a:\n  b: 1\n");
	struct source *other = sample_source(&sample, "b.yaml", "c: 1\n");
	struct finding *finding =
		sample_finding(&sample, sample_rule(MODULE_MANIFEST),
			sample_place(source, 1, 1, 1), "x");
	struct str page;

	(void)state;
	finding_replace(
		finding, true, sample_place(source, 2, 3, 0), "x: <1>\n  ");
	finding_replace(finding, true, sample_place(other, 1, 1, 1), "d");
	sample.report.count.shown[SEVERITY_ERROR] = 1;
	page = sample_print(&sample, "html");
	assert_holds(page, "<span class=\"c\">  <ins>x: &lt;1&gt;</ins>\n"
			   "  b: 1</span>");
	assert_holds(page, "<code>b.yaml:1:1</code></p>\n<pre><span "
			   "class=\"n\">1</span><span class=\"c\"><del>c</del>"
			   "<ins>d</ins>: 1</span>");
}

static void
many_findings_are_folded(void **state)
{
	struct source *source = sample_source(&sample, "a.yaml", "a: 1\n");
	struct str page;

	(void)state;
	sample_finding(&sample, sample_rule(MODULE_MANIFEST),
		sample_place(source, 1, 1, 1), "grave")
		->severity = SEVERITY_ERROR;
	sample_finding(&sample, sample_rule(MODULE_MANIFEST),
		sample_place(source, 1, 1, 1), "slight")
		->severity = SEVERITY_NOTE;
	sample.report.count.shown[SEVERITY_ERROR] = 1;
	sample.report.count.shown[SEVERITY_NOTE] = 1000;
	page = sample_print(&sample, "html");
	assert_holds(page, "finding error\" id=\"finding-0123456789abcdef\" "
			   "open>");
	assert_holds(page, "finding note\" id=\"finding-0123456789abcdef\">");
}

static void
an_incomplete_report_says_so(void **state)
{
	struct str page;

	(void)state;
	sample_source(&sample, "c.yaml", "")->role = SOURCE_UNREADABLE;
	error_set(&sample.sources[0]->error, "c.yaml: gone & lost");
	assert_lacks(sample_print(&sample, "html"), "Incomplete");
	sample.report.trouble = true;
	sample.report.count.unreadable = 1;
	page = sample_print(&sample, "html");
	assert_holds(page, ">Incomplete</h2>");
	assert_holds(page, "<li>c.yaml: gone &amp; lost</li>");
	assert_holds(page, "<h1>no findings</h1>");
	assert_holds(page, "There is nothing to report.");
	assert_lacks(page, "id=\"rules\"");
}

static void
files_are_listed_when_there_are_several(void **state)
{
	struct source *a = sample_source(&sample, "a.yaml", "a: 1\n");
	struct source *b = sample_source(&sample, "b.yaml", "a: 1\n");
	const char *rule = sample_rule(MODULE_MANIFEST);
	struct str page;

	(void)state;
	sample_finding(&sample, rule, sample_place(a, 1, 1, 1), "one")
		->severity = SEVERITY_NOTE;
	sample.report.count.shown[SEVERITY_NOTE] = 1;
	assert_lacks(sample_print(&sample, "html"), "<table");
	sample_finding(&sample, rule, sample_place(b, 1, 1, 1), "excused")
		->state = FINDING_IGNORED;
	sample_finding(&sample, rule, sample_place(b, 1, 1, 1), "two")
		->severity = SEVERITY_ERROR;
	sample.report.count.shown[SEVERITY_ERROR] = 1;
	page = sample_print(&sample, "html");
	assert_holds(page, "<summary>2 files</summary>");
	assert_holds(page, "<a href=\"#file-2\"><code>b.yaml</code></a></th>"
			   "<td>1</td><td class=\"none\">0</td>"
			   "<td class=\"none\">0</td>");
	assert_lacks(page, "excused");
}

/* The policy of the page knows its style by 256 bits in base64. */
static void
the_style_is_named_by_its_hash(void **state)
{
	struct str page;

	(void)state;
	assert_int_equal(strlen(html_style_hash), 44);
	assert_int_equal(html_style_hash[43], '=');
	assert_null(strstr(html_style, "</"));
	assert_null(strstr(html_style, "url("));
	assert_null(strpbrk(html_style, "\t\r"));
	page = sample_print(&sample, "html");
	assert_holds(page, arena_printf(&sample.arena,
				   "default-src 'none'; style-src 'sha256-%s';",
				   html_style_hash)
				   .ptr);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_finding_tells_its_story, release),
		cmocka_unit_test_teardown(
			only_rules_that_occur_are_explained, release),
		cmocka_unit_test_teardown(
			nothing_hostile_gets_through, release),
		cmocka_unit_test_teardown(credentials_stay_masked, release),
		cmocka_unit_test_teardown(places_may_overlap, release),
		cmocka_unit_test_teardown(
			what_is_put_in_keeps_its_lines, release),
		cmocka_unit_test_teardown(many_findings_are_folded, release),
		cmocka_unit_test_teardown(
			an_incomplete_report_says_so, release),
		cmocka_unit_test_teardown(
			files_are_listed_when_there_are_several, release),
		cmocka_unit_test_teardown(
			the_style_is_named_by_its_hash, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
