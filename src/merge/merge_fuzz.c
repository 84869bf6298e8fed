/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as reports, two of them where a line '%' cuts them: they are
 * refused, or what is printed is JSON. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "merge/merge.h"
#include "merge/whole.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
check_printed(const struct merge *merge)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	json_t *json;

	assert(out && merge_write(out, merge));
	fclose(out);
	json = json_loadb(text, len, JSON_ALLOW_NUL, NULL);
	assert(json);
	json_decref(json);
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct str rest = { (const char *)bytes, size };
	struct part parts[2];
	struct merge merge = { .parts = parts };
	struct arena arena = { 0 };
	struct error error;
	bool good = true;

	while (good && rest.len && merge.part_count < 2) {
		struct str text = str_cut(&rest, '%');

		good = part_read(&parts[merge.part_count++], &arena,
			STR("report"), text, &error);
	}
	if (good && merge.part_count &&
		whole_check(&arena, parts, merge.part_count, &error)) {
		whole_make(&merge.whole, &arena, parts, merge.part_count);
		check_printed(&merge);
	}
	merge_release(&merge);
	arena_release(&arena);
	return 0;
}
