/* SPDX-License-Identifier: Apache-2.0 */
/* The matrix of the layers and the reach, as whole runs print them. */
#define _XOPEN_SOURCE 700 /* mkstemp */

#include "report/testing_sample.h"

#include <unistd.h>

#define AGENT(name_, spec_) \
	"apiVersion: v1\nkind: Pod\nmetadata: {name: '" name_ \
	"', namespace: n}\nspec:\n" spec_ \
	"  containers:\n    - name: c\n      image: claude-code:1\n---\n"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The page about INPUT, with OPTION, which may be NULL. */
static struct str
page_of(const char *input, const char *option)
{
	const char *arguments[] = { "--no-config", "-f", "html", "-", option,
		NULL };
	struct captured captured =
		capture(&arena, arguments, str_of(input), NULL);

	assert_int_equal(captured.err.len, 0);
	return captured.out;
}

static size_t
count_of(struct str text, const char *part)
{
	const char *at = text.ptr;
	size_t count = 0;

	for (; (at = strstr(at, part)); at++)
		count++;
	return count;
}

/* The fingerprint of the first finding of that RULE, as the page has it. */
static struct str
anchor_of(struct str page, const char *rule)
{
	const char *title = strstr(page.ptr,
		arena_printf(&arena, "<code>%s</code></span></summary>", rule)
			.ptr);
	const char *found = NULL;

	assert_non_null(title);
	for (const char *at = page.ptr;
		(at = strstr(at, " id=\"finding-")) && at < title; at++)
		found = at;
	assert_non_null(found);
	return str_head(str_of(found + 5), sizeof("finding-") - 1 + 16);
}

static void
a_layer_unfolds_into_its_findings(void **state)
{
	struct str page = page_of(AGENT("a", ""), NULL);
	struct str anchor = anchor_of(page, "no-runtime-class");

	(void)state;
	assert_holds(page, "<span class=\"state missing\">1</span> "
			   "agent with a layer missing");
	assert_holds(page, "<th scope=\"row\"><a href=\"#agent-1\">n/Pod/a"
			   "</a> <code>&lt;stdin&gt;:1</code></th>");
	assert_holds(page,
		arena_printf(&arena,
			"<td><details class=\"layer\"><summary><span "
			"class=\"state missing\">missing</span></summary>\n"
			"<ul>\n<li><a href=\"#%.*s\">no-runtime-class</a>"
			"</li>\n</ul></details></td>",
			STR_ARG(anchor))
			.ptr);
}

static void
what_is_not_reported_is_no_link(void **state)
{
	struct str page = page_of(AGENT("a", ""), "--ignore=no-runtime-class");

	(void)state;
	assert_holds(page, "<li>no-runtime-class, not asked for</li>");
	page = page_of(AGENT("a", "  runtimeClassName: gvisor\n"), NULL);
	assert_holds(page, "<li>runtime-class-judged-by-name, hidden</li>");
}

/* What the user excuses stays what it is. */
static void
what_is_excused_is_missing_all_the_same(void **state)
{
	char path[] = "/tmp/agentlint-XXXXXX";
	int failed = close(mkstemp(path)) != 0;
	const char *option =
		arena_printf(&arena, "--write-baseline=%s", path).ptr;
	struct captured captured = capture(&arena,
		(const char *[]){ "--no-config", "-", option, NULL },
		str_of(AGENT("a", "")), NULL);
	struct str page;

	(void)state;
	assert_false(failed);
	assert_int_equal(captured.status, 0);
	option = arena_printf(&arena, "--baseline=%s", path).ptr;
	page = page_of(AGENT("a", ""), option);
	remove(path);
	assert_holds(page, "<h1>no findings</h1>");
	assert_holds(page, "<span class=\"state missing\">1</span>");
	assert_holds(page, "<li>no-runtime-class, excused</li>");
}

static void
the_worst_agents_come_first(void **state)
{
	struct str page =
		page_of(AGENT("good", "  runtimeClassName: gvisor\n"
				      "  automountServiceAccountToken: false\n")
				AGENT("bad", "  hostPID: true\n"),
			NULL);

	(void)state;
	assert_holds(page, "<a href=\"#agent-1\">n/Pod/bad</a>");
	assert_holds(page, "<a href=\"#agent-2\">n/Pod/good</a>");
	assert_int_equal(count_of(page, "<svg "), 2);
}

static void
a_fleet_is_cut_and_the_page_says_so(void **state)
{
	struct str input = STR("");
	struct str page;

	(void)state;
	for (int i = 0; i < 103; i++)
		input = arena_printf(
			&arena, "%.*s" AGENT("%03d", ""), STR_ARG(input), i);
	page = page_of(input.ptr, NULL);
	assert_int_equal(count_of(page, "<svg "), 100);
	assert_int_equal(
		count_of(page, "<th scope=\"row\"><a href=\"#agent-"), 100);
	assert_holds(page, "The 100 agents with the weakest layers are shown; "
			   "3 more are left out");
	assert_holds(page, "<details class=\"agent\" id=\"agent-1\">");
}

static void
the_reach_is_told_twice(void **state)
{
	struct str page = page_of(
		AGENT("a", "") "apiVersion: networking.k8s.io/v1\n"
			       "kind: NetworkPolicy\n"
			       "metadata: {name: p, namespace: n}\n"
			       "spec:\n"
			       "  podSelector: {}\n"
			       "  policyTypes: [Egress]\n"
			       "  egress:\n"
			       "    - to:\n"
			       "        - ipBlock: {cidr: 169.254.0.0/16}\n",
		NULL);

	(void)state;
	assert_holds(page, "<span>Can reach: metadata</span>");
	assert_holds(page, "<span>Cannot reach: Internet, ");
	assert_holds(page, "<svg role=\"img\" viewBox=");
	assert_holds(page, "aria-label=\"What n/Pod/a can reach");
	assert_holds(page,
		"class=\"name\">Internet</text>"
		"<text x=\"266\" y=\"33\">\xE2\x9C\x93 closed</text>");
	assert_holds(page, "<th scope=\"row\">Internet</th>"
			   "<td><span class=\"state closed\">closed</span></td>"
			   "<td></td><td><code>&lt;stdin&gt;:");
	assert_holds(page, "<th scope=\"row\">metadata</th>"
			   "<td><span class=\"state open\">open</span></td>"
			   "<td>169.254.169.254");
	assert_holds(page, "<td>no policy forbids it</td>");
}

static void
names_are_escaped(void **state)
{
	struct str page = page_of("apiVersion: v1\nkind: Pod\n"
				  "metadata: {name: \"<i>\\u202E&\"}\n"
				  "spec: {containers: [{name: c, image: x}]}\n",
		NULL);

	(void)state;
	assert_holds(page, "default/Pod/&lt;i&gt;&lt;U+202E&gt;&amp;</a>");
	assert_holds(page, "aria-label=\"What default/Pod/&lt;i&gt;");
	assert_lacks(page, "\xE2\x80\xAE");
}

static void
the_posture_alone_links_to_no_finding(void **state)
{
	struct str page = page_of(AGENT("a", ""), "--posture");

	(void)state;
	assert_holds(page, "<title>agentlint: posture of 1 agent</title>");
	assert_holds(page, "<li>no-runtime-class "
			   "<code>&lt;stdin&gt;:4</code></li>");
	assert_lacks(page, "#finding-");
	assert_lacks(page, "id=\"rules\"");
}

static void
without_agents_there_is_no_posture(void **state)
{
	struct str page = page_of("apiVersion: v1\nkind: Namespace\n"
				  "metadata: {name: n}\n",
		NULL);

	(void)state;
	assert_lacks(page, "id=\"posture\"");
	assert_lacks(page, "#reach");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
			a_layer_unfolds_into_its_findings, release),
		cmocka_unit_test_teardown(
			what_is_not_reported_is_no_link, release),
		cmocka_unit_test_teardown(
			what_is_excused_is_missing_all_the_same, release),
		cmocka_unit_test_teardown(the_worst_agents_come_first, release),
		cmocka_unit_test_teardown(
			a_fleet_is_cut_and_the_page_says_so, release),
		cmocka_unit_test_teardown(the_reach_is_told_twice, release),
		cmocka_unit_test_teardown(names_are_escaped, release),
		cmocka_unit_test_teardown(
			the_posture_alone_links_to_no_finding, release),
		cmocka_unit_test_teardown(
			without_agents_there_is_no_posture, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
