/* SPDX-License-Identifier: Apache-2.0 */
/* Everything that was left out is counted here, or nobody would know. */
#include "report/summary.h"

/* Prints "BEFORE3 notes", and remembers what goes before the next. */
static void
print_count(FILE *out, size_t count, const char *one, const char *many,
	const char **before)
{
	if (!count)
		return;
	fprintf(out, "%s%zu %s", *before, count, count == 1 ? one : many);
	*before = ", ";
}

const char *
severity_noun(enum severity severity, size_t count)
{
	static const char *const plurals[] = {
		[SEVERITY_NOTE] = "notes",
		[SEVERITY_WARNING] = "warnings",
		[SEVERITY_ERROR] = "errors",
	};

	return count == 1 ? severity_name(severity) : plurals[severity];
}

static void
print_severity(
	FILE *out, size_t count, enum severity severity, const char **before)
{
	print_count(out, count, severity_noun(severity, 1),
		severity_noun(severity, 2), before);
}

void
summary_findings(FILE *out, const struct report *report)
{
	const size_t *shown = report->count.shown;
	size_t total = 0;
	const char *before = ": ";

	for (size_t i = 0; i <= SEVERITY_ERROR; i++)
		total += shown[i];
	if (!total) {
		fputs("no findings", out);
		return;
	}
	fprintf(out, "%zu finding%s", total, total == 1 ? "" : "s");
	for (size_t i = SEVERITY_ERROR + 1; i-- > 0;)
		print_severity(out, shown[i], (enum severity)i, &before);
}

static const char *const ignored[] = {
	[EXCUSED_BY_COMMENT] = "ignored by comments",
	[EXCUSED_BY_ANNOTATION] = "ignored by annotations",
	[EXCUSED_BY_CONFIGURATION] = "ignored by the configuration",
	[EXCUSED_BY_BASELINE] = "ignored by the baseline",
};

void
summary_hidden(FILE *out, const struct report *report, const char *before,
	const char *after)
{
	const size_t *hidden = report->count.hidden;
	const char *next = before;

	for (size_t i = 0; i < EXCUSER_COUNT; i++)
		print_count(out, report->count.ignored_by[i], ignored[i],
			ignored[i], &next);
	print_count(out, report->count.unchanged, "on unchanged lines",
		"on unchanged lines", &next);
	print_count(out, report->count.in_context, "in context", "in context",
		&next);
	for (size_t i = SEVERITY_ERROR + 1; i-- > 0;)
		if (hidden[i]) {
			print_severity(out, hidden[i], (enum severity)i, &next);
			fputs(" hidden", out);
		}
	print_count(out, report->count.stale, "stale baseline entry",
		"stale baseline entries", &next);
	print_count(out, report->count.unused, "unused ignore entry",
		"unused ignore entries", &next);
	if (next != before)
		fputs(after, out);
}

static void
print_files(FILE *out, const struct report *report)
{
	size_t files = report->count.files + report->count.templates +
		       report->count.patches + report->count.unreadable;
	const char *before = " (";

	fprintf(out, "%zu file%s", files, files == 1 ? "" : "s");
	print_count(out, report->count.unreadable, "unreadable", "unreadable",
		&before);
	print_count(out, report->count.context, "as context", "as context",
		&before);
	print_count(out, report->count.no_object, "without objects",
		"without objects", &before);
	print_count(out, report->count.templates, "Helm template",
		"Helm templates", &before);
	print_count(out, report->count.patches, "kustomize patch",
		"kustomize patches", &before);
	if (before[0] == ',')
		putc(')', out);
}

static void
print_agents(FILE *out, const struct report *report)
{
	size_t agents = report->count.agents;
	size_t pods = report->count.pods;

	fprintf(out, "%zu agent%s", agents, agents == 1 ? "" : "s");
	if (pods > agents)
		fprintf(out, " of %zu workload%s (--explain-agents says why)",
			pods, pods == 1 ? "" : "s");
}

void
summary_inputs(FILE *out, const struct report *report)
{
	size_t objects = report->count.objects;

	print_files(out, report);
	fprintf(out, ", %zu object%s, ", objects, objects == 1 ? "" : "s");
	print_agents(out, report);
	if (report->shard.of)
		fprintf(out, ", shard %zu of %zu", report->shard.index,
			report->shard.of);
	fprintf(out, ", %.0f ms\n", report->milliseconds);
}

void
summary_print(FILE *out, const struct report *report)
{
	summary_findings(out, report);
	summary_hidden(out, report, " (", ")");
	fputs(". ", out);
	summary_inputs(out, report);
}
