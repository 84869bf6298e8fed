/* SPDX-License-Identifier: Apache-2.0 */
/* What README shows of a run is a run. */
#include <string.h>

#include "docs/page.h"
#include "run.h"

#define MODULES_SHOWN "runtime,network-policy"
#define FOLDER "testdata/article/without-runtime-class"

/* The time at the end of the last line would differ each time. */
static void
put_without_time(FILE *out, FILE *report)
{
	char line[1024];

	rewind(report);
	while (fgets(line, sizeof(line), report)) {
		char *comma = strrchr(line, ',');

		if (!comma || !strstr(comma, " ms"))
			fputs(line, out);
		else
			fprintf(out, "%.*s\n", (int)(comma - line), line);
	}
}

void
print_excerpt(FILE *out)
{
	const char *const arguments[] = { "agentlint", "--select",
		MODULES_SHOWN, FOLDER };
	enum { COUNT = sizeof(arguments) / sizeof(*arguments) };
	FILE *report = tmpfile();
	struct streams streams = { .in = stdin, .out = report, .err = stderr };
	char *argv[COUNT + 1] = { NULL };

	if (!report)
		return;
	for (size_t i = 0; i < COUNT; i++)
		argv[i] = (char *)arguments[i];
	run(COUNT, argv, &streams);
	fputs("```\n$ agentlint --select " MODULES_SHOWN " " FOLDER "\n", out);
	put_without_time(out, report);
	fputs("```\n", out);
	fclose(report);
}
