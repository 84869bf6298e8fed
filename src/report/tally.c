/* SPDX-License-Identifier: Apache-2.0 */
/* Goes over findings, files and objects once. */
#include "report/tally.h"

#include "graph/build.h"
#include "load/source.h"

static void
tally_finding(struct counts *counts, const struct finding *finding)
{
	switch (finding->state) {
	case FINDING_SHOWN:
		counts->shown[finding->severity]++;
		counts->fixable +=
			finding->edit_count > 0 && finding->fix_is_safe;
		break;
	case FINDING_HIDDEN:
		counts->hidden[finding->severity]++;
		break;
	case FINDING_IGNORED:
		counts->ignored++;
		counts->ignored_by[finding->excuse->by]++;
		break;
	case FINDING_IN_CONTEXT:
		counts->in_context++;
		break;
	case FINDING_UNCHANGED:
		counts->unchanged++;
		break;
	}
}

void
tally_findings(struct counts *counts, const struct verdict *verdict,
	enum severity min_severity)
{
	for (size_t i = 0; i < verdict->count; i++) {
		struct finding *finding = verdict->findings[i];

		if (finding->state == FINDING_SHOWN &&
			finding->severity < min_severity)
			finding->state = FINDING_HIDDEN;
		tally_finding(counts, finding);
	}
}

static void
tally_source(struct counts *counts, const struct source *source)
{
	counts->context += source->context;
	switch (source->role) {
	case SOURCE_MANIFESTS:
		counts->files++;
		break;
	case SOURCE_TEMPLATE:
		counts->templates++;
		break;
	case SOURCE_PATCH:
		counts->patches++;
		break;
	case SOURCE_UNREADABLE:
		counts->unreadable++;
		break;
	}
}

/* Objects of one file stand side by side in one graph. */
static size_t
files_with_objects(const struct graph *graph)
{
	const struct source *last = NULL;
	size_t count = 0;

	for (size_t i = 0; i < graph->object_count; i++) {
		const struct source *source =
			node_source(graph->objects[i].root);

		count += source != last;
		last = source;
	}
	return count;
}

void
tally_input(struct counts *counts, const struct source *const *sources,
	size_t source_count, const struct graph *const *graphs,
	size_t graph_count)
{
	for (size_t i = 0; i < source_count; i++)
		tally_source(counts, sources[i]);
	counts->no_object = counts->files;
	for (size_t i = 0; i < graph_count; i++) {
		const struct graph *graph = graphs[i];

		counts->no_object -= files_with_objects(graph);
		counts->objects += graph->object_count;
		counts->pods += graph->pod_count;
		for (size_t j = 0; j < graph->pod_count; j++)
			counts->agents += graph->pods[j].agent;
	}
}
