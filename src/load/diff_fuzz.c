/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever git prints: lines are in order, and what is listed can be found. */
#include <stdint.h>
#include <stdlib.h>

#include "load/diff.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct diff *diff, const struct changed_file *file)
{
	const struct changed_file *found =
		file->path.len ? diff_find(diff, file->path)
			       : diff_find_gone(diff, file->old_path);

	if (!found || !str_equal(found->path, file->path))
		abort();
	for (size_t i = 0; i < file->lines.count; i++)
		if (!file->lines.differs)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct error error;
	struct diff diff;

	if (diff_parse(&diff, &arena, (struct str){ (const char *)data, size },
		    &error))
		for (size_t i = 0; i < diff.count; i++)
			check(&diff, &diff.files[i]);
	arena_release(&arena);
	return 0;
}
