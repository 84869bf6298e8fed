/* SPDX-License-Identifier: Apache-2.0 */
/* Names that the API server takes and refuses (apimachinery, core
 * validation). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "analysis/schema/name.h"

#define TEN "abcdefghij"
#define FIFTY TEN TEN TEN TEN TEN

struct sample {
	enum name_format format;
	const char *name;
	bool fits;
};

static const struct sample samples[] = {
	{ NAME_ANY, "whatever it is/%", true },
	{ NAME_DNS_LABEL, "a", true },
	{ NAME_DNS_LABEL, "0-0", true },
	{ NAME_DNS_LABEL, FIFTY TEN "abc", true },
	{ NAME_DNS_LABEL, FIFTY TEN "abcd", false },
	{ NAME_DNS_LABEL, "-a", false },
	{ NAME_DNS_LABEL, "a-", false },
	{ NAME_DNS_LABEL, "A", false },
	{ NAME_DNS_LABEL, "a_b", false },
	{ NAME_DNS_LABEL, "a.b", false },
	{ NAME_DNS_LABEL, "\xc3\xa4", false },
	{ NAME_DNS_SUBDOMAIN, "a.b-c.0", true },
	{ NAME_DNS_SUBDOMAIN, FIFTY "." FIFTY "." FIFTY "." FIFTY, true },
	{ NAME_DNS_SUBDOMAIN, FIFTY FIFTY FIFTY FIFTY FIFTY "abc", true },
	{ NAME_DNS_SUBDOMAIN, FIFTY FIFTY FIFTY FIFTY FIFTY "abcd", false },
	{ NAME_DNS_SUBDOMAIN, "a..b", false },
	{ NAME_DNS_SUBDOMAIN, ".a", false },
	{ NAME_DNS_SUBDOMAIN, "a.", false },
	{ NAME_DNS_SUBDOMAIN, "a.-b", false },
	{ NAME_DNS_SUBDOMAIN, "My-Agent", false },
	{ NAME_CRON_JOB, FIFTY "ab", true },
	{ NAME_CRON_JOB, FIFTY "abc", false },
	{ NAME_CRON_JOB, "a_b", false },
	{ NAME_PORT, "http", true },
	{ NAME_PORT, "abcdefghijklmno", true },
	{ NAME_PORT, "abcdefghijklmnop", false },
	{ NAME_PORT, "8080", false },
	{ NAME_PORT, "8080-a", true },
	{ NAME_PORT, "a--b", false },
	{ NAME_PORT, "-a", false },
	{ NAME_PORT, "HTTP", false },
	{ NAME_PORT, "a_b", false },
	{ NAME_PATH_SEGMENT, "system:node", true },
	{ NAME_PATH_SEGMENT, "..", false },
	{ NAME_PATH_SEGMENT, ".", false },
	{ NAME_PATH_SEGMENT, "a/b", false },
	{ NAME_PATH_SEGMENT, "a%b", false },
	{ NAME_QUALIFIED, "App_1.x", true },
	{ NAME_QUALIFIED, "example.com/App", true },
	{ NAME_QUALIFIED, "example.com/", false },
	{ NAME_QUALIFIED, "/App", false },
	{ NAME_QUALIFIED, "Example.com/App", false },
	{ NAME_QUALIFIED, "a/b/c", false },
	{ NAME_QUALIFIED, "a b", false },
	{ NAME_QUALIFIED, FIFTY TEN "abcd", false },
	{ NAME_LABEL_VALUE, "v1.2_x-Y", true },
	{ NAME_LABEL_VALUE, "-x", false },
	{ NAME_LABEL_VALUE, "a b", false },
	{ NAME_LABEL_VALUE, "a/b", false },
	{ NAME_VARIABLE, "MY_VAR", true },
	{ NAME_VARIABLE, "1 odd-one.", true },
	{ NAME_VARIABLE, "A=B", false },
	{ NAME_VARIABLE, "A\tB", false },
};

static void
names_fit_as_on_the_server(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		if (name_fits(samples[i].format, str_of(samples[i].name)) !=
			samples[i].fits)
			fail_msg("'%s' %s %s", samples[i].name,
				samples[i].fits ? "is" : "is not",
				name_format_text(samples[i].format));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_fit_as_on_the_server),
	};

	return cmocka_run_group_tests_name("name", tests, NULL, NULL);
}
