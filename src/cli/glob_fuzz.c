/* SPDX-License-Identifier: Apache-2.0 */
/* The input is a pattern, a line break, and a path. */
#include <stdint.h>
#include <stdlib.h>

#include "cli/glob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str path = { (const char *)data, size };
	struct str pattern = str_cut(&path, '\n');
	struct str prefix;

	if (pattern.len > 100 || path.len > 1000)
		return -1;
	glob_matches(pattern, path);
	glob_covers(pattern, path);
	prefix = glob_prefix(pattern, path);
	if (prefix.len > path.len)
		abort();
	return 0;
}
