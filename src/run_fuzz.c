/* SPDX-License-Identifier: Apache-2.0 */
/* A whole run over any bytes: it ends, with one of the documented statuses.
 * The first byte chooses the format. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "report/report.h"
#include "run.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *
format_for(uint8_t byte)
{
	size_t count = 0;

	while (reporters[count])
		count++;
	return reporters[byte % count]->name;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *argv[] = { (char *)"agentlint", (char *)"--no-config",
		(char *)"--min-severity", (char *)"note", (char *)"--color",
		(char *)"always", (char *)"-f", NULL, (char *)"-", NULL };
	struct streams streams = { 0 };
	int status;

	if (size < 2)
		return 0;
	argv[7] = (char *)format_for(bytes[0]);
	streams.in = fmemopen((void *)(bytes + 1), size - 1, "rb");
	streams.out = fopen("/dev/null", "wb");
	streams.err = fopen("/dev/null", "wb");
	if (!streams.in || !streams.out || !streams.err)
		abort();
	status = run(9, argv, &streams);
	fclose(streams.in);
	fclose(streams.out);
	fclose(streams.err);
	if (status < EXIT_CLEAN || status > EXIT_NO_INPUT)
		abort();
	return 0;
}
