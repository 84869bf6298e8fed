/* SPDX-License-Identifier: Apache-2.0 */
/* The worst come first: a fleet of agents has no room on one page. */
#include "report/html.h"

#include <stdlib.h>

#include "report/xml.h"

enum { MOST_AGENTS = 100 };

static size_t
count_layers(const struct workload *workload, enum layer_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < LAYER_COUNT; i++)
		count += workload->layers[i].state == state;
	return count;
}

static int
compare(const void *left, const void *right)
{
	const struct workload *a = *(const struct workload *const *)left;
	const struct workload *b = *(const struct workload *const *)right;

	for (size_t i = LAYER_STATE_COUNT; i-- > 0;) {
		size_t x = count_layers(a, (enum layer_state)i);
		size_t y = count_layers(b, (enum layer_state)i);

		if (x != y)
			return x > y ? -1 : 1;
	}
	return (a > b) - (a < b);
}

void
html_context(const struct html *html, const struct workload *workload)
{
	if (!workload->context.len)
		return;
	fputs("<span class=\"context\">in context ", html->out);
	xml_print(html->out, workload->context);
	fputs("</span> ", html->out);
}

struct html_agents
html_agents_of(struct arena *arena, const struct posture *posture)
{
	struct html_agents agents = {
		.items = arena_array(
			arena, posture->count + 1, sizeof(*agents.items)),
	};
	size_t count = 0;

	for (size_t i = 0; i < posture->count; i++)
		if (posture->workloads[i].agent)
			agents.items[count++] = &posture->workloads[i];
	if (count)
		qsort(agents.items, count, sizeof(*agents.items), compare);
	agents.count = count < MOST_AGENTS ? count : MOST_AGENTS;
	agents.left_out = count - agents.count;
	return agents;
}
