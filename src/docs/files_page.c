/* SPDX-License-Identifier: Apache-2.0 */
/* The files that README shows are those that the tests read: as they are. */
#include "docs/page.h"

static void
put_file(FILE *out, const char *language, const char *path)
{
	FILE *file = fopen(path, "rb");
	char line[1024];

	if (!file)
		return;
	fprintf(out, "```%s\n", language);
	while (fgets(line, sizeof(line), file))
		fputs(line, out);
	fputs("```\n", out);
	fclose(file);
}

void
print_fleet_job(FILE *out)
{
	put_file(out, "yaml", "testdata/cli/fleet-job/job.yaml");
}

void
print_model_rule(FILE *out)
{
	put_file(out, "c", "rules/security_context/unmasked_proc.c");
}
