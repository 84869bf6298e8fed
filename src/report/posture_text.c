/* SPDX-License-Identifier: Apache-2.0 */
/* The posture for people: a block for each agent. */
#include "report/posture_text.h"

#include "base/visible.h"
#include "base/wrap.h"
#include "load/source.h"
#include "posture/glance.h"
#include "report/summary.h"

/* Columns. */
enum { WIDTH = 100, NAME = 18, STATE = 9 };
enum { BECAUSE_SHOWN = 2 };

struct page {
	FILE *out;
	const struct report *report;
	struct arena *arena; /* of one block */
};

static const enum paint paints[LAYER_STATE_COUNT] = {
	[LAYER_HELD] = PAINT_HELP,
	[LAYER_UNKNOWN] = PAINT_NOTE,
	[LAYER_WEAK] = PAINT_WARNING,
	[LAYER_MISSING] = PAINT_ERROR,
};

static const char *const symbols[LAYER_STATE_COUNT] = {
	[LAYER_HELD] = "\xE2\x9C\x93 ", /* U+2713 */
	[LAYER_UNKNOWN] = "? ",
	[LAYER_WEAK] = "~ ",
	[LAYER_MISSING] = "\xE2\x9C\x97 ", /* U+2717 */
};

static void
put_painted(const struct page *page, enum paint paint, const char *text)
{
	paint_on(page->out, page->report->style, paint);
	fputs(text, page->out);
	paint_off(page->out, page->report->style, paint);
}

/* Prints spaces after what takes USED columns of WIDTH, at least one. */
static void
pad(FILE *out, size_t used, size_t width)
{
	do
		putc(' ', out);
	while (++used < width);
}

/* The start of a row: its mark, where symbols are shown, and its name. Returns
 * the columns that it takes. */
static size_t
put_name(const struct page *page, const char *mark, enum paint paint,
	const char *name)
{
	bool marked = page->report->style.symbols;

	fputs("    ", page->out);
	if (marked)
		put_painted(page, paint, mark);
	fputs(name, page->out);
	pad(page->out, str_of(name).len, NAME);
	return (marked ? 6 : 4) + NAME;
}

static struct str
place_text(struct arena *arena, struct place place)
{
	return arena_printf(arena, "%.*s:%u", STR_ARG(place.source->path),
		place.span.start.line);
}

/* The first findings that say so, and how many more there are. */
static struct str
because_text(struct arena *arena, const struct layer *layer)
{
	struct str text = STR("");

	for (size_t i = 0; i < layer->count && i < BECAUSE_SHOWN; i++) {
		const struct finding *finding = layer->because[i];
		struct str place = place_text(arena, finding->place);

		text = arena_printf(arena, "%.*s%s%s (%.*s)", STR_ARG(text),
			i ? ", " : "", finding->rule->id, STR_ARG(place));
	}
	if (layer->count > BECAUSE_SHOWN)
		text = arena_printf(arena, "%.*s and %zu more", STR_ARG(text),
			layer->count - BECAUSE_SHOWN);
	return visible_str(arena, text);
}

static void
put_layer(const struct page *page, const struct layer *layer, const char *name)
{
	const char *state = layer_state_name(layer->state);
	enum paint paint = paints[layer->state];
	size_t used = put_name(page, symbols[layer->state], paint, name);

	put_painted(page, paint, state);
	if (!layer->count) {
		putc('\n', page->out);
		return;
	}
	pad(page->out, str_of(state).len, STATE);
	used += STATE;
	wrap(page->out, because_text(page->arena, layer), WIDTH, used, used);
}

static void
put_glance(const struct page *page, const struct glance *glance,
	enum target target)
{
	static const enum paint truths[] = {
		[TRUTH_NO] = PAINT_HELP,
		[TRUTH_MAYBE] = PAINT_NOTE,
		[TRUTH_YES] = PAINT_NONE,
	};
	size_t used = put_name(page, "  ", PAINT_NONE, target_name(target));
	struct str text = glance->text;

	if (glance->truth == TRUTH_MAYBE)
		text = arena_printf(
			page->arena, "unknown: %.*s", STR_ARG(text));
	if (glance->place.source)
		text = arena_printf(page->arena, "%.*s (%.*s)", STR_ARG(text),
			STR_ARG(place_text(page->arena, glance->place)));
	else if (glance->truth == TRUTH_YES)
		text = arena_printf(page->arena, "%.*s (no policy forbids it)",
			STR_ARG(text));
	paint_on(page->out, page->report->style, truths[glance->truth]);
	wrap(page->out, visible_str(page->arena, text), WIDTH, used, used);
	paint_off(page->out, page->report->style, truths[glance->truth]);
}

static void
put_workload(const struct page *page, const struct workload *workload)
{
	struct glance glances[TARGET_COUNT];
	FILE *out = page->out;

	paint_on(out, page->report->style, PAINT_BOLD);
	visible_print(out, workload->id);
	paint_off(out, page->report->style, PAINT_BOLD);
	fputs("  ", out);
	visible_print(out,
		place_text(page->arena, node_place(workload->object->root)));
	if (workload->context.len) {
		fputs("  in context ", out);
		visible_print(out, workload->context);
	}
	fputs("\n  layers\n", out);
	LAYER_EACH(m)
		put_layer(page, &workload->layers[m], module_name(m));
	glances_of(glances, page->arena, workload);
	for (enum target t = 0; t < TARGET_COUNT; t++) {
		if (t == TARGET_INTERNET)
			fputs("  reaches\n", out);
		else if (t == TARGET_CALLERS)
			fputs("  is reached by\n", out);
		put_glance(page, &glances[t], t);
	}
	putc('\n', out);
}

/* How many agents hold each layer. */
static void
put_sums(const struct page *page, const struct posture *posture)
{
	static const char before[] = "layers held: ";
	struct str text = STR("");

	LAYER_EACH(m) {
		size_t held = 0;

		for (size_t i = 0; i < posture->count; i++)
			held += posture->workloads[i].agent &&
				posture->workloads[i].layers[m].state ==
					LAYER_HELD;
		text = arena_printf(page->arena, "%.*s%s%s %zu", STR_ARG(text),
			m ? ", " : "", module_name(m), held);
	}
	text = arena_printf(page->arena, "%.*s of %zu agent%s", STR_ARG(text),
		posture->agent_count, posture->agent_count == 1 ? "" : "s");
	fputs(before, page->out);
	wrap(page->out, text, WIDTH, str_of(before).len, str_of(before).len);
	arena_release(page->arena);
}

bool
posture_write_text(FILE *out, const struct report *report)
{
	const struct posture *posture = report->posture;
	struct arena arena = { 0 };
	struct page page = { out, report, &arena };

	for (size_t i = 0; i < posture->count; i++) {
		if (!posture->workloads[i].agent)
			continue;
		put_workload(&page, &posture->workloads[i]);
		arena_release(&arena);
	}
	put_sums(&page, posture);
	if (!report->quiet)
		summary_inputs(out, report);
	return !ferror(out);
}
