/* SPDX-License-Identifier: Apache-2.0 */
/* The vectors of RFC 4648, and what is no base64. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <agentlint/base64.h>

static const struct {
	const char *text, *bytes;
} vectors[] = {
	{ "", "" },
	{ "Zg==", "f" },
	{ "Zm8=", "fo" },
	{ "Zm9v", "foo" },
	{ "Zm9vYg==", "foob" },
	{ "Zm9vYmE=", "fooba" },
	{ "Zm9v\nYmFy\n", "foobar" },
	{ "+/+/", "\xfb\xff\xbf" },
};

static void
decodes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		char out[16];
		size_t len;

		assert_true(base64_decode(
			str_of(vectors[i].text), out, sizeof(out), &len));
		assert_true(str_is((struct str){ out, len }, vectors[i].bytes));
	}
}

static void
refuses(void **state)
{
	static const char *const bad[] = { "Z", "Zg", "Zg=", "Zm9v!", "Z-9v",
		"=", "====" };
	char out[4];
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(
			base64_decode(str_of(bad[i]), out, sizeof(out), &len));
	/* What does not fit is left out. */
	assert_true(base64_decode(STR("Zm9vYmFy"), out, sizeof(out), &len));
	assert_true(str_is((struct str){ out, len }, "foob"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes),
		cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
