/* SPDX-License-Identifier: Apache-2.0 */
/* JUnit's XML as CI servers read it: a suite for each file, a failed test for
 * each finding, a passed one for a file without any. */
#include "analysis/network/listing.h"
#include "load/source.h"
#include "report/path.h"
#include "report/report.h"
#include "report/story.h"
#include "report/xml.h"

/* What is left to print: findings and sources are both sorted by path. */
struct junit {
	FILE *out;
	struct arena scratch;
	const struct report *report;
	size_t next; /* of the findings */
};

static const struct finding *
finding_at(const struct junit *junit, size_t index)
{
	const struct verdict *verdict = junit->report->verdict;

	return index < verdict->count ? verdict->findings[index] : NULL;
}

/* Findings from the next one on that are about SOURCE and shown. */
static size_t
count_shown(const struct junit *junit, const struct source *source)
{
	const struct finding *finding;
	size_t shown = 0;

	for (size_t i = junit->next; (finding = finding_at(junit, i)); i++) {
		if (finding->place.source != source)
			break;
		shown += finding->state == FINDING_SHOWN;
	}
	return shown;
}

static void
open_suite(struct junit *junit, const struct source *source, size_t failures)
{
	FILE *out = junit->out;
	size_t tests = failures ? failures : 1;

	fputs("<testsuite", out);
	xml_attribute(
		out, "name", path_from_here(&junit->scratch, source->path));
	xml_number(out, "tests", tests);
	xml_number(out, "failures", failures);
	xml_number(
		out, "errors", !failures && source->role == SOURCE_UNREADABLE);
	xml_number(out, "skipped",
		!failures && (source->role == SOURCE_TEMPLATE ||
				     source->role == SOURCE_PATCH));
	fputs(">\n", out);
}

static void
open_case(struct junit *junit, const struct source *source, struct str name)
{
	struct str path = path_from_here(&junit->scratch, source->path);

	fputs("<testcase", junit->out);
	xml_attribute(junit->out, "classname", path);
	xml_attribute(junit->out, "name", name);
	xml_attribute(junit->out, "file", path);
}

/* CI servers take cases of one name for one case; rule, message, place and what
 * it is about tell findings apart. */
static struct str
name_of(struct junit *junit, const struct finding *finding)
{
	struct mark start = finding->place.span.start;
	struct str about = STR("");

	if (finding->object)
		about = arena_printf(&junit->scratch, ", %.*s",
			STR_ARG(workload_id(&junit->scratch, finding->object)));
	return arena_printf(&junit->scratch, "%s: %.*s (%u:%u%.*s)",
		finding->rule->id, STR_ARG(finding->message), start.line,
		start.column, STR_ARG(about));
}

static void
print_finding(struct junit *junit, const struct finding *finding)
{
	struct mark start = finding->place.span.start;

	open_case(junit, finding->place.source, name_of(junit, finding));
	xml_number(junit->out, "line", start.line);
	fputs(">\n<failure", junit->out);
	xml_attribute(
		junit->out, "type", str_of(severity_name(finding->severity)));
	xml_attribute(junit->out, "message", finding->message);
	fputs(">\n", junit->out);
	xml_print(junit->out, finding->place.source->path);
	fprintf(junit->out, ":%u:%u: ", start.line, start.column);
	xml_lines(junit->out, story_of(&junit->scratch, finding));
	fputs("</failure>\n</testcase>\n", junit->out);
}

/* The one case of a file without findings. */
static void
print_source(struct junit *junit, const struct source *source)
{
	open_case(junit, source, STR("agentlint"));
	switch (source->role) {
	case SOURCE_MANIFESTS:
		fputs("/>\n", junit->out);
		return;
	case SOURCE_TEMPLATE:
		fputs("><skipped message=\"a Helm template that is not "
		      "rendered\"/>",
			junit->out);
		break;
	case SOURCE_PATCH:
		fputs("><skipped message=\"a patch of a kustomization\"/>",
			junit->out);
		break;
	case SOURCE_UNREADABLE:
		fputs("><error", junit->out);
		xml_attribute(
			junit->out, "message", str_of(source->error.text));
		fputs("/>", junit->out);
		break;
	}
	fputs("</testcase>\n", junit->out);
}

static void
print_suite(struct junit *junit, const struct source *source)
{
	size_t shown = count_shown(junit, source);
	const struct finding *finding;

	open_suite(junit, source, shown);
	if (!shown)
		print_source(junit, source);
	for (; (finding = finding_at(junit, junit->next)); junit->next++) {
		if (finding->place.source != source)
			break;
		if (finding->state == FINDING_SHOWN)
			print_finding(junit, finding);
		arena_release(&junit->scratch);
	}
	arena_release(&junit->scratch);
	fputs("</testsuite>\n", junit->out);
}

/* Suites of findings about files that are no input themselves (a chart's
 * Chart.yaml) and sort before PATH. */
static void
print_other_suites(struct junit *junit, struct str path)
{
	const struct finding *finding;

	while ((finding = finding_at(junit, junit->next)) &&
		str_compare(finding->place.source->path, path) < 0)
		print_suite(junit, finding->place.source);
}

static bool
write_junit(FILE *out, const struct report *report)
{
	struct junit junit = { .out = out, .report = report };
	const struct finding *finding;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<testsuites name=\"agentlint\">\n",
		out);
	for (size_t i = 0; i < report->source_count; i++) {
		print_other_suites(&junit, report->sources[i]->path);
		print_suite(&junit, report->sources[i]);
	}
	while ((finding = finding_at(&junit, junit.next)))
		print_suite(&junit, finding->place.source);
	fputs("</testsuites>\n", out);
	return !ferror(out);
}

const struct reporter reporter_junit = {
	.name = "junit",
	.help = "JUnit's XML, for CI servers",
	.write = write_junit,
};
