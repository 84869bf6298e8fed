/* SPDX-License-Identifier: Apache-2.0 */
/* Each agent's reach twice: as a picture, and in words. */
#include "report/html.h"

#include "report/xml.h"

enum { MOST_OPEN = 4 }; /* agents whose reach is unfolded from the start */

const char *
html_truth_name(enum truth truth)
{
	static const char *const names[] = {
		[TRUTH_NO] = "closed",
		[TRUTH_MAYBE] = "unknown",
		[TRUTH_YES] = "open",
	};

	return names[truth];
}

static void
print_row(FILE *out, const struct glance *glance, enum target target)
{
	const char *answer = html_truth_name(glance->truth);

	fprintf(out,
		"<tr><th scope=\"row\">%s</th>"
		"<td><span class=\"state %s\">%s</span></td><td>",
		target_name(target), answer, answer);
	if (glance->truth != TRUTH_NO)
		xml_print(out, glance->text);
	fputs("</td><td>", out);
	if (glance->place.source) {
		fputs("<code>", out);
		xml_print(out, glance->place.source->path);
		fprintf(out, ":%u</code>", glance->place.span.start.line);
	} else if (glance->truth == TRUTH_YES) {
		fputs("no policy forbids it", out);
	}
	fputs("</td></tr>\n", out);
}

static void
print_words(FILE *out, const struct glance *glances, const char *caption,
	enum target first, enum target end)
{
	fprintf(out,
		"<table>\n<caption>%s</caption>\n"
		"<thead><tr><th scope=\"col\">What</th>"
		"<th scope=\"col\">Answer</th><th scope=\"col\">How far</th>"
		"<th scope=\"col\">Decided by</th></tr></thead>\n<tbody>\n",
		caption);
	for (enum target target = first; target < end; target++)
		print_row(out, &glances[target], target);
	fputs("</tbody>\n</table>\n", out);
}

static void
print_names(FILE *out, const struct glance *glances, enum truth truth,
	const char *phrase)
{
	const char *before = phrase;

	for (enum target target = TARGET_INTERNET; target < TARGET_CALLERS;
		target++) {
		if (glances[target].truth != truth)
			continue;
		fprintf(out, "%s%s%s", before == phrase ? "<span>" : "", before,
			target_name(target));
		before = ", ";
	}
	if (before != phrase)
		fputs("</span> ", out);
}

/* What stays in sight when the rest is folded away. */
static void
print_gist(FILE *out, const struct glance *glances)
{
	fputs("<span class=\"ways\">", out);
	print_names(out, glances, TRUTH_YES, "Can reach: ");
	print_names(out, glances, TRUTH_MAYBE, "Perhaps: ");
	print_names(out, glances, TRUTH_NO, "Cannot reach: ");
	fputs("</span>", out);
}

static void
print_agent(struct html *html, size_t index)
{
	const struct workload *agent = html->agents.items[index];
	struct glance glances[TARGET_COUNT];
	FILE *out = html->out;

	glances_of(glances, &html->scratch, agent);
	fprintf(out,
		"<details class=\"agent\" id=\"agent-%zu\"%s>\n<summary><h3>",
		index + 1, html->agents.count <= MOST_OPEN ? " open" : "");
	xml_print(out, agent->id);
	fputs("</h3> ", out);
	html_context(html, agent);
	print_gist(out, glances);
	fputs("</summary>\n<div class=\"reach\">\n", out);
	html_picture(html, agent->id, glances);
	fputs("<div>\n", out);
	print_words(
		out, glances, "It can reach", TARGET_INTERNET, TARGET_CALLERS);
	print_words(out, glances, "It can be reached by", TARGET_CALLERS,
		TARGET_COUNT);
	fputs("</div>\n</div>\n</details>\n", out);
	arena_release(&html->scratch);
}

void
html_reach(struct html *html)
{
	fputs("<section aria-labelledby=\"reach\">\n"
	      "<h2 id=\"reach\">Reach</h2>\n"
	      "<p>What each agent could connect to if it were hostile, and "
	      "who could connect to it, by all network policies of the input "
	      "together.</p>\n",
		html->out);
	for (size_t i = 0; i < html->agents.count; i++)
		print_agent(html, i);
	fputs("</section>\n", html->out);
}
