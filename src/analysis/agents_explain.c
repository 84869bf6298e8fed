/* SPDX-License-Identifier: Apache-2.0 */
/* What --explain-agents prints. */
#include "analysis/agents.h"

#include "load/source.h"

static void
print_place(FILE *out, struct place place)
{
	if (place.source)
		fprintf(out, "%.*s:%u:%u: ", STR_ARG(place.source->path),
			place.span.start.line, place.span.start.column);
}

/* Names come from manifests: control characters would reach the terminal. */
static void
print_text(FILE *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		fputc(c < ' ' || c == 0x7f ? '?' : c, out);
	}
}

static void
explain(FILE *out, const struct pod *pod,
	const struct classification *classification)
{
	const struct object *object = pod->object;

	print_place(out, pod_place(pod));
	print_text(out, object->kind);
	fputc(' ', out);
	if (object->namespace.len) {
		print_text(out, object->namespace);
		fputc('/', out);
	}
	print_text(out, object->name.len ? object->name : STR("(no name)"));
	fputs(classification->agent ? ": agent: " : ": no agent: ", out);
	print_text(out, str_of(classification->reason));
	fputc('\n', out);
	for (size_t i = 0; i < classification->count; i++) {
		const struct signal *signal = &classification->signals[i];

		fputs("    ", out);
		print_place(out, signal->place);
		print_text(out, signal->text);
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
