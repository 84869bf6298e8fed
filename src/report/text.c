/* SPDX-License-Identifier: Apache-2.0 */
/* For people: first line, story, what next. */
#include "report/report.h"

#include "load/source.h"

extern const struct reporter reporter_text;

static void
write_place(FILE *out, struct place place)
{
	fprintf(out, "%.*s:%u:%u", STR_ARG(place.source->path),
		place.span.start.line, place.span.start.column);
}

static void
write_finding(FILE *out, const struct finding *finding)
{
	write_place(out, finding->place);
	fprintf(out, ": %s: %.*s [%s]\n", severity_name(finding->severity),
		STR_ARG(finding->message), finding->rule->id);
	for (size_t i = 0; i < finding->related_count; i++) {
		fputs("  ::: ", out);
		write_place(out, finding->related[i].place);
		fprintf(out, ": %.*s\n", STR_ARG(finding->related[i].label));
	}
	fprintf(out, "   = help: %.*s\n", STR_ARG(finding->help));
}

static bool
write_text(FILE *out, const struct report *report)
{
	for (size_t i = 0; i < report->verdict->count; i++)
		if (report->verdict->findings[i]->state == FINDING_SHOWN)
			write_finding(out, report->verdict->findings[i]);
	return !ferror(out);
}

const struct reporter reporter_text = {
	.name = "text",
	.help = "for people: excerpts and advice",
	.write = write_text,
	.for_people = true,
};
