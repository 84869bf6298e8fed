/* SPDX-License-Identifier: Apache-2.0 */
/* The Job that README shows is one that the tests lint. */
#include "docs/page.h"

#define JOB "testdata/cli/fleet-job/job.yaml"

void
print_fleet_job(FILE *out)
{
	FILE *job = fopen(JOB, "rb");
	char line[1024];

	if (!job)
		return;
	fputs("```yaml\n", out);
	while (fgets(line, sizeof(line), job))
		fputs(line, out);
	fputs("```\n", out);
	fclose(job);
}
