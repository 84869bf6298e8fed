/* SPDX-License-Identifier: Apache-2.0 */
/* A row for each agent, a column for each layer; a cell unfolds into the
 * findings that make it what it is. */
#include "report/html.h"

#include <stdlib.h>

#include "report/xml.h"

enum { MOST_BECAUSE = 8 };

static int
compare(const void *wanted, const void *item)
{
	return finding_compare(wanted, *(struct finding *const *)item);
}

/* What the report has of a finding of the posture, or NULL: there all rules
 * are asked, here those that the user wants. */
static const struct finding *
find_reported(const struct html *html, const struct finding *finding)
{
	const struct verdict *verdict = html->report->verdict;
	struct finding *const *found =
		verdict->count
			? bsearch(finding, verdict->findings, verdict->count,
				  sizeof(*verdict->findings), compare)
			: NULL;

	return found ? *found : NULL;
}

/* Why the report does not show what the posture goes by. */
static const char *
why_missing(const struct finding *reported)
{
	static const char *const reasons[] = {
		[FINDING_HIDDEN] = "hidden",
		[FINDING_IGNORED] = "excused",
		[FINDING_IN_CONTEXT] = "in context",
		[FINDING_UNCHANGED] = "on unchanged lines",
	};

	return reported ? reasons[reported->state] : "not asked for";
}

static void
print_reason(const struct html *html, const struct finding *finding)
{
	const struct finding *reported = find_reported(html, finding);
	FILE *out = html->out;

	fputs("<li>", out);
	if (reported && reported->state == FINDING_SHOWN) {
		fprintf(out, "<a href=\"#finding-%.*s\">%s</a>",
			STR_ARG(reported->fingerprint), finding->rule->id);
	} else if (html->posture_only) {
		fprintf(out, "%s <code>", finding->rule->id);
		xml_print(out, finding->place.source->path);
		fprintf(out, ":%u</code>", finding->place.span.start.line);
	} else {
		fprintf(out, "%s, %s", finding->rule->id,
			why_missing(reported));
	}
	fputs("</li>\n", out);
}

static void
print_cell(const struct html *html, const struct layer *layer)
{
	const char *state = layer_state_name(layer->state);
	FILE *out = html->out;

	if (!layer->count) {
		fprintf(out, "<td><span class=\"state %s\">%s</span></td>\n",
			state, state);
		return;
	}
	fprintf(out,
		"<td><details class=\"layer\"><summary>"
		"<span class=\"state %s\">%s</span></summary>\n<ul>\n",
		state, state);
	for (size_t i = 0; i < layer->count && i < MOST_BECAUSE; i++)
		print_reason(html, layer->because[i]);
	if (layer->count > MOST_BECAUSE)
		fprintf(out, "<li>and %zu more</li>\n",
			layer->count - MOST_BECAUSE);
	fputs("</ul></details></td>\n", out);
}

static void
print_row(const struct html *html, size_t index)
{
	const struct workload *agent = html->agents.items[index];
	struct place place = node_place(agent->object->root);
	FILE *out = html->out;

	fprintf(out, "<tr><th scope=\"row\"><a href=\"#agent-%zu\">",
		index + 1);
	xml_print(out, agent->id);
	fputs("</a> ", out);
	html_context(html, agent);
	fputs("<code>", out);
	xml_print(out, place.source->path);
	fprintf(out, ":%u</code></th>\n", place.span.start.line);
	for (size_t i = 0; i < LAYER_COUNT; i++)
		print_cell(html, &agent->layers[i]);
	fputs("</tr>\n", out);
}

/* How many agents stand how, by their worst layer. */
static void
print_tally(const struct html *html)
{
	static const char *const phrases[LAYER_STATE_COUNT] = {
		[LAYER_HELD] = "every layer held",
		[LAYER_UNKNOWN] = "a layer unknown",
		[LAYER_WEAK] = "a layer weak",
		[LAYER_MISSING] = "a layer missing",
	};
	const struct posture *posture = html->report->posture;
	size_t counts[LAYER_STATE_COUNT] = { 0 };

	for (size_t i = 0; i < posture->count; i++)
		if (posture->workloads[i].agent)
			counts[layers_worst(posture->workloads[i].layers)]++;
	fputs("<ul class=\"tally\">\n", html->out);
	for (size_t i = LAYER_STATE_COUNT; i-- > 0;)
		if (counts[i])
			fprintf(html->out,
				"<li><span class=\"state %s\">%zu</span> "
				"agent%s with %s</li>\n",
				layer_state_name((enum layer_state)i),
				counts[i], counts[i] == 1 ? "" : "s",
				phrases[i]);
	fputs("</ul>\n", html->out);
}

static void
print_left_out(const struct html *html)
{
	size_t left_out = html->agents.left_out;

	if (left_out)
		fprintf(html->out,
			"<p>The %zu agents with the weakest layers are shown; "
			"%zu more are left out here and in the reach below. "
			"'agentlint --posture' has all of them.</p>\n",
			html->agents.count, left_out);
}

void
html_posture(struct html *html)
{
	FILE *out = html->out;

	fputs("<section aria-labelledby=\"posture\">\n"
	      "<h2 id=\"posture\">Posture</h2>\n",
		out);
	print_tally(html);
	print_left_out(html);
	fputs("<table class=\"posture\">\n"
	      "<caption>The layers around each agent, in the order in which "
	      "an attack meets them. What is not held unfolds.</caption>\n"
	      "<thead><tr><th scope=\"col\">Agent</th>",
		out);
	for (size_t i = 0; i < LAYER_COUNT; i++)
		fprintf(out, "<th scope=\"col\">%s</th>",
			module_name((enum module)i));
	fputs("</tr></thead>\n<tbody>\n", out);
	for (size_t i = 0; i < html->agents.count; i++)
		print_row(html, i);
	fputs("</tbody>\n</table>\n</section>\n", out);
}
