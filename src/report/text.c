/* SPDX-License-Identifier: Apache-2.0 */
/* For people: a first line that editors read, the story with its places, and
 * what next. */
#include <string.h>

#include "base/visible.h"
#include "base/wrap.h"
#include "load/source.h"
#include "report/excerpt.h"
#include "report/posture_text.h"
#include "report/report.h"
#include "report/rule_page.h"
#include "report/summary.h"

enum { WIDTH = 80 }; /* columns of prose */

struct text {
	FILE *out;
	const struct report *report;
	struct excerpt excerpt;
	struct arena *scratch;
};

static void
print_place(FILE *out, struct place place)
{
	visible_print(out, place.source->path);
	fprintf(out, ":%u:%u", place.span.start.line, place.span.start.column);
}

static void
print_first_line(const struct text *text, const struct finding *finding)
{
	struct style style = text->report->style;
	enum paint paint = paint_of(finding->severity);
	const char *url = rule_page(finding->rule);
	FILE *out = text->out;

	paint_on(out, style, PAINT_BOLD);
	print_place(out, finding->place);
	paint_off(out, style, PAINT_BOLD);
	fputs(": ", out);
	if (finding->state == FINDING_IGNORED)
		fputs("ignored ", out);
	paint_on(out, style, paint);
	fputs(severity_name(finding->severity), out);
	paint_off(out, style, paint);
	fputs(": ", out);
	visible_print(out, finding->message);
	fputs(" [", out);
	link_on(out, style, url);
	paint_on(out, style, PAINT_RULE);
	fputs(finding->rule->id, out);
	paint_off(out, style, PAINT_RULE);
	link_off(out, style, url);
	fputs("]\n", out);
}

static int
digits(uint32_t number)
{
	int count = 1;

	for (; number >= 10; number /= 10)
		count++;
	return count;
}

static int
gutter_of(const struct finding *finding)
{
	uint32_t widest = finding->place.span.start.line;

	for (size_t i = 0; i < finding->related_count; i++) {
		uint32_t line = finding->related[i].place.span.start.line;

		widest = line > widest ? line : widest;
	}
	return digits(widest);
}

static void
print_other_place(const struct text *text, struct place place)
{
	struct style style = text->report->style;

	fprintf(text->out, "%*s", text->excerpt.gutter, "");
	paint_on(text->out, style, PAINT_GUTTER);
	fputs(":::", text->out);
	paint_off(text->out, style, PAINT_GUTTER);
	putc(' ', text->out);
	print_place(text->out, place);
	putc('\n', text->out);
}

static void
print_excerpts(struct text *text, const struct finding *finding)
{
	struct underline *underlines = underlines_of(text->scratch, finding);
	size_t count = finding->related_count + 1;

	excerpt_bar(&text->excerpt);
	for (size_t done = 0; done < count;) {
		struct place place = underlines[done].place;
		size_t near =
			underlines_gather(underlines + done, count - done);

		if (done) {
			excerpt_bar(&text->excerpt);
			print_other_place(text, place);
		}
		excerpt_print(&text->excerpt, underlines + done, near);
		done += near;
	}
}

/* "   = help: ...", wrapped under itself; TEXT comes from rules, but may hold
 * names out of manifests. */
static void
print_remark(const struct text *text, const char *word, struct str remark)
{
	size_t indent = (size_t)text->excerpt.gutter + 3;
	struct style style = text->report->style;

	if (!remark.len)
		return;
	fprintf(text->out, "%*s = ", text->excerpt.gutter, "");
	paint_on(text->out, style, PAINT_HELP);
	fputs(word, text->out);
	paint_off(text->out, style, PAINT_HELP);
	fputs(": ", text->out);
	indent += strlen(word) + 2;
	wrap(text->out, visible_str(text->scratch, remark), WIDTH, indent,
		indent);
}

/* With the command that does it, where one can. */
static struct str
help_of(const struct text *text, const struct finding *finding)
{
	if (finding->state != FINDING_SHOWN || !finding->edit_count ||
		finding->edits[0].place.source->piped)
		return finding->help;
	return arena_printf(text->scratch, "%.*s [%s]", STR_ARG(finding->help),
		finding->fix_is_safe ? "safe fix: agentlint --fix"
				     : "fix: --unsafe-fixes");
}

static void
print_excuse(const struct text *text, const struct finding *finding)
{
	const struct excuse *excuse = finding->excuse;

	if (finding->state != FINDING_IGNORED)
		return;
	print_remark(text, "ignored",
		arena_printf(text->scratch, "by the %s at %.*s%s%.*s",
			excuser_name(excuse->by), STR_ARG(excuse->where),
			excuse->reason.len ? ": " : "",
			STR_ARG(excuse->reason)));
}

static void
print_finding(struct text *text, const struct finding *finding)
{
	print_first_line(text, finding);
	if (text->report->quiet)
		return;
	text->excerpt.gutter = gutter_of(finding);
	print_excerpts(text, finding);
	print_excuse(text, finding);
	print_remark(text, "unknown", finding->unknown);
	print_remark(text, "help", help_of(text, finding));
	putc('\n', text->out);
}

static bool
is_printed(const struct report *report, const struct finding *finding)
{
	if (finding->state == FINDING_IGNORED)
		return report->show_ignored &&
		       finding->severity >= report->min_severity;
	return finding->state == FINDING_SHOWN;
}

static bool
write_text(FILE *out, const struct report *report)
{
	struct arena scratch = { 0 };
	struct text text = {
		.out = out,
		.report = report,
		.excerpt = { .out = out,
			.style = report->style,
			.verdict = report->verdict },
		.scratch = &scratch,
	};

	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];

		if (!is_printed(report, finding))
			continue;
		print_finding(&text, finding);
		arena_release(&scratch);
	}
	if (!report->quiet)
		summary_print(out, report);
	return !ferror(out);
}

const struct reporter reporter_text = {
	.name = "text",
	.help = "for people: excerpts and advice",
	.write = write_text,
	.write_posture = posture_write_text,
	.for_people = true,
};
