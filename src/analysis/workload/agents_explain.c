/* SPDX-License-Identifier: Apache-2.0 */
/* What --explain-agents prints. */
#include "analysis/workload/agents.h"

#include "analysis/workload/secret_mask.h"
#include "base/visible.h"
#include "load/source.h"

/* NAME as a manifest gives it, without what it should not hold. */
static void
print_name(FILE *out, struct str name)
{
	struct arena scratch = { 0 };

	visible_print(out, secret_mask(&scratch, name));
	arena_release(&scratch);
}

static void
print_place(FILE *out, struct place place)
{
	if (!place.source)
		return;
	visible_print(out, place.source->path);
	fprintf(out, ":%u:%u: ", place.span.start.line,
		place.span.start.column);
}

static void
explain(FILE *out, const struct pod *pod,
	const struct classification *classification)
{
	const struct object *object = pod->object;

	print_place(out, pod_place(pod));
	visible_print(out, object->kind);
	fputc(' ', out);
	if (object->namespace.len) {
		print_name(out, object->namespace);
		fputc('/', out);
	}
	print_name(out, object->name.len ? object->name : STR("(no name)"));
	fputs(classification->agent ? ": agent: " : ": no agent: ", out);
	print_name(out, str_of(classification->reason));
	fputc('\n', out);
	for (size_t i = 0; i < classification->count; i++) {
		const struct signal *signal = &classification->signals[i];

		fputs("    ", out);
		print_place(out, signal->place);
		print_name(out, signal->text);
		if (signal->points)
			fprintf(out, " (+%d)", signal->points);
		fputc('\n', out);
	}
}

void
agents_explain(FILE *out, const struct graph *graph,
	const struct agents_choice *choice)
{
	struct pod_range pods = graph_pods(graph);
	struct arena arena = { 0 };

	for (; pods.begin != pods.end; pods.begin++) {
		struct classification classification =
			agents_judge(&arena, *pods.begin, choice);

		explain(out, *pods.begin, &classification);
	}
	arena_release(&arena);
}
