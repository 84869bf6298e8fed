/* SPDX-License-Identifier: Apache-2.0 */
/* Who reaches whom, for Graphviz. */
#include "analysis/network/listing.h"
#include "analysis/network/witness.h"
#include "analysis/workload/secret_mask.h"
#include "base/visible.h"
#include "posture/glance.h"
#include "report/report.h"

/* What is drawn as a node of its own, of those that are no workloads. */
static const enum target places[] = { TARGET_INTERNET, TARGET_PRIVATE,
	TARGET_METADATA, TARGET_API_SERVER, TARGET_NODES };

enum { PLACES = sizeof(places) / sizeof(places[0]) };

/* A double-quoted ID of the DOT language, without credentials in it. */
static void
put_quoted(FILE *out, struct str text)
{
	struct arena scratch = { 0 };

	text = secret_mask(&scratch, text);
	putc('"', out);
	while (text.len) {
		char shown[VISIBLE_MOST];
		size_t used;
		size_t columns;
		size_t len = visible_character(text, shown, &used, &columns);

		for (size_t i = 0; i < len; i++) {
			if (shown[i] == '"' || shown[i] == '\\')
				putc('\\', out);
			putc(shown[i], out);
		}
		text = str_from(text, used);
	}
	putc('"', out);
	arena_release(&scratch);
}

/* The node of a workload or a place; contexts may hold the same names. */
static void
put_node(FILE *out, struct arena *arena, const struct workload *workload,
	struct str name)
{
	struct str context = workload->context;

	put_quoted(out, context.len ? arena_printf(arena, "%.*s: %.*s",
					      STR_ARG(context), STR_ARG(name))
				    : name);
}

/* The gravest of its layers colours it. */
static void
put_agent(FILE *out, struct arena *arena, const struct workload *workload)
{
	static const char *const colors[LAYER_STATE_COUNT] = {
		[LAYER_HELD] = "#2e7d32",
		[LAYER_UNKNOWN] = "#5f6368",
		[LAYER_WEAK] = "#b26a00",
		[LAYER_MISSING] = "#c62828",
	};

	fputs("\t\t", out);
	put_node(out, arena, workload, workload->id);
	fprintf(out, " [style=bold, color=\"%s\"];\n",
		colors[layers_worst(workload->layers)]);
}

/* Agents by namespace: they are sorted so. */
static void
put_agents(FILE *out, struct arena *arena, const struct posture *posture)
{
	const struct object *last = NULL;
	size_t clusters = 0;

	for (size_t i = 0; i < posture->count; i++) {
		const struct workload *workload = &posture->workloads[i];
		const struct object *object = workload->object;

		if (!workload->agent)
			continue;
		if (!last || last->graph != object->graph ||
			!str_equal(last->namespace, object->namespace)) {
			fprintf(out, "%s\tsubgraph cluster_%zu {\n\t\tlabel=",
				last ? "\t}\n" : "", clusters++);
			put_quoted(out, object->namespace);
			fputs(";\n", out);
		}
		put_agent(out, arena, workload);
		last = object;
	}
	if (last)
		fputs("\t}\n", out);
}

/* What is in doubt is dashed, and the tooltip says why. */
static void
put_attributes(FILE *out, struct str text, enum truth truth)
{
	fputs(" [label=", out);
	put_quoted(out, truth == TRUTH_MAYBE ? STR("unknown") : text);
	fputs(", tooltip=", out);
	put_quoted(out, text);
	fputs(truth == TRUTH_MAYBE ? ", style=dashed];\n" : "];\n", out);
}

static void
put_places(FILE *out, struct arena *arena, const struct workload *workload)
{
	struct glance glances[TARGET_COUNT];

	glances_of(glances, arena, workload);
	for (size_t i = 0; i < PLACES; i++) {
		const struct glance *glance = &glances[places[i]];

		if (glance->truth == TRUTH_NO)
			continue;
		putc('\t', out);
		put_node(out, arena, workload, workload->id);
		fputs(" -> ", out);
		put_node(out, arena, workload, str_of(target_name(places[i])));
		put_attributes(out, glance->text, glance->truth);
	}
	if (glances[TARGET_OUTSIDERS].truth == TRUTH_NO)
		return;
	putc('\t', out);
	put_node(out, arena, workload, STR("outside addresses"));
	fputs(" -> ", out);
	put_node(out, arena, workload, workload->id);
	put_attributes(out, glances[TARGET_OUTSIDERS].text,
		glances[TARGET_OUTSIDERS].truth);
}

/* Between two agents the edge is drawn from its start. */
static void
put_workloads(FILE *out, struct arena *arena, const struct workload *workload,
	enum direction direction)
{
	struct listing listing = listing_of(
		arena, workload->inquiry, workload->object, direction);

	for (size_t i = 0; i < listing.workload_count; i++) {
		const struct listed_workload *other = &listing.workloads[i];
		bool out_of_it = direction == DIRECTION_EGRESS;

		if (!out_of_it && object_has_agent(other->object))
			continue;
		putc('\t', out);
		put_node(out, arena, workload,
			out_of_it ? workload->id : other->id);
		fputs(" -> ", out);
		put_node(out, arena, workload,
			out_of_it ? other->id : workload->id);
		put_attributes(
			out, ports_print(arena, other->ports), TRUTH_YES);
	}
}

static bool
write_dot(FILE *out, const struct report *report)
{
	const struct posture *posture = report->posture;
	struct arena arena = { 0 };

	fputs("digraph agentlint {\n\trankdir=LR;\n\tnode [shape=box];\n", out);
	put_agents(out, &arena, posture);
	for (size_t i = 0; i < posture->count; i++) {
		const struct workload *workload = &posture->workloads[i];

		if (!workload->agent)
			continue;
		put_places(out, &arena, workload);
		put_workloads(out, &arena, workload, DIRECTION_EGRESS);
		put_workloads(out, &arena, workload, DIRECTION_INGRESS);
		arena_release(&arena);
	}
	fputs("}\n", out);
	return !ferror(out);
}

const struct reporter reporter_dot = {
	.name = "dot",
	.help = "who reaches whom, for Graphviz; implies '--posture'",
	.write_posture = write_dot,
};
