/* SPDX-License-Identifier: Apache-2.0 */
/* What a message may quote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "analysis/workload/secret_mask.h"

#define LONG "q7Zx2Kd9Wm4Tb8Rf3Lh6Vn1Pq7Zx2Kd9Wm4Tb8Rf3Lh6Vn1P"

static const struct {
	const char *text, *masked; /* NULL: as it is */
} texts[] = {
	{ "", NULL },
	{ "agent 'a' can reach 10.0.0.1:443", NULL },
	{ "'restartPolicy' cannot be 'a://u:hunt3r9@h'",
		"'restartPolicy' cannot be 'a://u:***@h'" },
	{ "a://b:c@d", "a://b:***@d" },
	{ "hf_" LONG " and hf_" LONG ".", "*** and ***." },
	/* What the name before it gives away. */
	{ "no pod has 'api-token: q7Zx2Kd9Wm4T'",
		"no pod has 'api-token: ***'" },
	{ "write --password=q7Zx2Kd9", "write --password=***" },
	{ "--token q7Zx2Kd9Wm4T, --token q7Zx2Kd9Wm4T or none",
		"--token ***, --token *** or none" },
	{ "no pod has 'app: agent-2024'", NULL },
	{ "write 'DB_PASSWORD=changeme1'", NULL },
};

static void
masks(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct str text = str_of(texts[i].text);
		struct str masked = secret_mask(&arena, text);

		print_message("%s\n", texts[i].text);
		if (texts[i].masked)
			assert_true(str_is(masked, texts[i].masked));
		else
			assert_ptr_equal(masked.ptr, text.ptr);
	}
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(masks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
