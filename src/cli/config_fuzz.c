/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a configuration: taken, or refused with one line that names
 * the place, and never taken by the check but refused by libcyaml. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct config config = { 0 };
	struct error error = { "" };
	struct str text = { (const char *)data, size };
	bool good =
		config_parse(&config, &arena, STR("conf.yaml"), text, &error);
	const char *line = error.text + strlen("conf.yaml:");

	if (good != !error.text[0])
		abort();
	if (!good && (strchr(error.text, '\n') || *line < '0' || *line > '9'))
		abort();
	arena_release(&arena);
	return 0;
}
