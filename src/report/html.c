/* SPDX-License-Identifier: Apache-2.0 */
/* One page for people, to keep or to pass on: it needs no script, loads
 * nothing, and its policy lets nothing else than its own style in. */
#include "report/html.h"

#include "report/summary.h"
#include "report/xml.h"
#include "version.h"

size_t
html_shown(const struct report *report)
{
	const size_t *shown = report->count.shown;

	return shown[SEVERITY_ERROR] + shown[SEVERITY_WARNING] +
	       shown[SEVERITY_NOTE];
}

void
html_place(struct html *html, struct place place)
{
	fputs("<p class=\"place\"><code>", html->out);
	xml_print(html->out, place.source->path);
	fprintf(html->out, ":%u:%u</code></p>\n", place.span.start.line,
		place.span.start.column);
}

/* What the page comes to, in a line. */
static void
print_result(const struct html *html)
{
	size_t agents = html->report->posture->agent_count;

	if (html->posture_only)
		fprintf(html->out, "posture of %zu agent%s", agents,
			agents == 1 ? "" : "s");
	else
		summary_findings(html->out, html->report);
}

static void
print_head(const struct html *html)
{
	fprintf(html->out,
		"<!DOCTYPE html>\n"
		"<html lang=\"en\">\n"
		"<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\""
		"default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
		"form-action 'none'\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n"
		"<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n"
		"<meta name=\"color-scheme\" content=\"light dark\">\n"
		"<meta name=\"generator\" content=\"agentlint %s\">\n"
		"<title>agentlint: ",
		html_style_hash, AGENTLINT_VERSION);
	print_result(html);
	fprintf(html->out, "</title>\n<style>%s</style>\n</head>\n",
		html_style);
}

static void
print_header(const struct html *html)
{
	fputs("<body>\n"
	      "<a class=\"skip\" href=\"#main\">Skip to the report</a>\n"
	      "<header class=\"top\">\n"
	      "<p class=\"brand\">agentlint</p>\n"
	      "<h1>",
		html->out);
	print_result(html);
	fputs("</h1>\n<p class=\"summary\">", html->out);
	if (!html->posture_only)
		summary_hidden(html->out, html->report, "", ". ");
	summary_inputs(html->out, html->report);
	fputs("</p>\n</header>\n", html->out);
}

static void
print_contents(const struct html *html)
{
	fputs("<nav aria-label=\"Parts of the report\">\n<ul>\n", html->out);
	if (html->agents.count)
		fputs("<li><a href=\"#posture\">Posture</a></li>\n"
		      "<li><a href=\"#reach\">Reach</a></li>\n",
			html->out);
	if (!html->posture_only)
		fputs("<li><a href=\"#findings\">Findings</a></li>\n",
			html->out);
	if (html_shown(html->report))
		fputs("<li><a href=\"#rules\">Rules</a></li>\n", html->out);
	fputs("</ul>\n</nav>\n", html->out);
}

/* A page that lacks something must say so before all else. */
static void
print_trouble(const struct html *html)
{
	const struct report *report = html->report;

	if (!report->trouble)
		return;
	fputs("<section class=\"trouble\" aria-labelledby=\"trouble\">\n"
	      "<h2 id=\"trouble\">Incomplete</h2>\n"
	      "<p>Something could not be read or parsed. What stands there "
	      "was not judged, and may matter for all the rest.</p>\n",
		html->out);
	if (report->count.unreadable)
		fputs("<ul>\n", html->out);
	for (size_t i = 0; i < report->source_count; i++) {
		const struct source *source = report->sources[i];

		if (source->role != SOURCE_UNREADABLE)
			continue;
		fputs("<li>", html->out);
		xml_print(html->out, str_of(source->error.text));
		fputs("</li>\n", html->out);
	}
	if (report->count.unreadable)
		fputs("</ul>\n", html->out);
	fputs("</section>\n", html->out);
}

static void
print_footer(const struct html *html)
{
	fprintf(html->out,
		"<footer>\n<p>agentlint %s read manifests, never a cluster. "
		"This page loads nothing and sends nothing anywhere.</p>\n"
		"</footer>\n</body>\n</html>\n",
		AGENTLINT_VERSION);
}

static void
print_main(struct html *html)
{
	fputs("<main id=\"main\" tabindex=\"-1\">\n", html->out);
	print_trouble(html);
	if (html->agents.count) {
		html_posture(html);
		html_reach(html);
	}
	if (!html->posture_only) {
		html_findings(html);
		html_rules(html);
	}
	fputs("</main>\n", html->out);
}

static bool
print_page(FILE *out, const struct report *report, bool posture_only)
{
	struct arena arena = { 0 };
	struct html html = {
		.out = out,
		.report = report,
		.posture_only = posture_only,
		.agents = html_agents_of(&arena, report->posture),
	};

	print_head(&html);
	print_header(&html);
	print_contents(&html);
	print_main(&html);
	print_footer(&html);
	arena_release(&html.scratch);
	arena_release(&arena);
	return !ferror(out);
}

static bool
write_html(FILE *out, const struct report *report)
{
	return print_page(out, report, false);
}

static bool
write_html_posture(FILE *out, const struct report *report)
{
	return print_page(out, report, true);
}

const struct reporter reporter_html = {
	.name = "html",
	.help = "one page for people, to keep or to pass on",
	.write = write_html,
	.identifies = true,
	.write_posture = write_html_posture,
	.with_posture = true,
	.for_people = true,
};
