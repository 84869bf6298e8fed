/* SPDX-License-Identifier: Apache-2.0 */
/* Checkstyle's XML, which most review tools read. */
#include "load/source.h"
#include "report/path.h"
#include "report/report.h"
#include "report/xml.h"

static const char *
severity_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "info";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_ERROR:
		return "error";
	}
	return "error";
}

static void
open_file(FILE *out, struct str path)
{
	struct arena scratch = { 0 };

	fputs("<file", out);
	xml_attribute(out, "name", path_from_here(&scratch, path));
	fputs(">\n", out);
	arena_release(&scratch);
}

static void
print_finding(FILE *out, const struct finding *finding)
{
	struct mark start = finding->place.span.start;

	fputs("<error", out);
	xml_number(out, "line", start.line);
	xml_number(out, "column", start.column);
	xml_attribute(out, "severity", str_of(severity_of(finding->severity)));
	fputs(" message=\"", out);
	xml_print(out, finding->message);
	fputs("; help: ", out);
	xml_print(out, finding->help);
	fputs("\" source=\"agentlint.", out);
	xml_print(out, str_of(finding->rule->id));
	fputs("\"/>\n", out);
}

static void
print_unreadable(FILE *out, const struct source *source)
{
	open_file(out, source->path);
	fputs("<error line=\"1\" severity=\"error\"", out);
	xml_attribute(out, "message", str_of(source->error.text));
	fputs(" source=\"agentlint.unreadable\"/>\n</file>\n", out);
}

/* Findings are sorted by path, so those of a file stand together. */
static bool
write_checkstyle(FILE *out, const struct report *report)
{
	const struct source *open = NULL;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<checkstyle version=\"4.3\">\n",
		out);
	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];
		const struct source *source = finding->place.source;

		if (finding->state != FINDING_SHOWN)
			continue;
		if (source != open) {
			fputs(open ? "</file>\n" : "", out);
			open_file(out, source->path);
			open = source;
		}
		print_finding(out, finding);
	}
	fputs(open ? "</file>\n" : "", out);
	for (size_t i = 0; i < report->source_count; i++)
		if (report->sources[i]->role == SOURCE_UNREADABLE)
			print_unreadable(out, report->sources[i]);
	fputs("</checkstyle>\n", out);
	return !ferror(out);
}

const struct reporter reporter_checkstyle = {
	.name = "checkstyle",
	.help = "Checkstyle's XML, for review tools",
	.write = write_checkstyle,
};
