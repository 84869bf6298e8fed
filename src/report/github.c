/* SPDX-License-Identifier: Apache-2.0 */
/* Workflow commands of GitHub Actions: each finding becomes an annotation.
 * What the runner would take apart is encoded as its ActionCommand.cs decodes
 * it; what a terminal would obey is shown instead, as in text. */
#include <string.h>

#include "base/visible.h"
#include "load/source.h"
#include "report/path.h"
#include "report/report.h"
#include "report/story.h"

struct github {
	FILE *out;
	struct arena scratch;
};

/* ENCODED are the characters that would end the part that TEXT stands in. */
static void
print(FILE *out, struct str text, const char *encoded)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c && strchr(encoded, c))
			fprintf(out, "%%%02X", (unsigned)c);
		else
			putc(c, out);
	}
}

static void
print_property(struct github *github, const char *name, struct str value)
{
	fprintf(github->out, "%s=", name);
	print(github->out, visible_str(&github->scratch, value), "%:,");
}

static void
print_data(struct github *github, struct str text)
{
	fputs("::", github->out);
	print(github->out, text, "%\n");
	putc('\n', github->out);
}

static const char *
command_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "notice";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_ERROR:
		return "error";
	}
	return "error";
}

static void
print_file(struct github *github, const struct source *source)
{
	print_property(github, ",file",
		path_from_here(&github->scratch, source->path));
}

/* Columns only say something within one line. */
static void
print_span(FILE *out, struct span span)
{
	fprintf(out, ",line=%u,endLine=%u", span.start.line, span.end.line);
	if (span.start.line == span.end.line)
		fprintf(out, ",col=%u,endColumn=%u", span.start.column,
			span.end.column);
}

static void
print_finding(struct github *github, const struct finding *finding)
{
	fprintf(github->out, "::%s ", command_of(finding->severity));
	print_property(github, "title", str_of(finding->rule->id));
	print_file(github, finding->place.source);
	print_span(github->out, finding->place.span);
	print_data(github, story_of(&github->scratch, finding));
}

static void
print_unreadable(struct github *github, const struct source *source)
{
	struct str error = str_of(source->error.text);

	fputs("::error title=unreadable", github->out);
	print_file(github, source);
	print_data(github, visible_str(&github->scratch, error));
}

static bool
write_github(FILE *out, const struct report *report)
{
	struct github github = { .out = out };

	for (size_t i = 0; i < report->verdict->count; i++) {
		const struct finding *finding = report->verdict->findings[i];

		if (finding->state == FINDING_SHOWN)
			print_finding(&github, finding);
		arena_release(&github.scratch);
	}
	for (size_t i = 0; i < report->source_count; i++) {
		if (report->sources[i]->role == SOURCE_UNREADABLE)
			print_unreadable(&github, report->sources[i]);
		arena_release(&github.scratch);
	}
	return !ferror(out);
}

const struct reporter reporter_github = {
	.name = "github",
	.help = "annotations of GitHub Actions",
	.write = write_github,
};
