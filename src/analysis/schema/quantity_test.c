/* SPDX-License-Identifier: Apache-2.0 */
/* Quantities as apimachinery's resource.ParseQuantity takes or refuses them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "analysis/schema/quantity.h"

static void
takes_what_the_server_takes(void **state)
{
	static const char *const texts[] = { "0", "1", "500m", "128Mi", "1.5Gi",
		".5", "5.", "+1", "-1", "1e3", "1E-3", "1e+3", "12Ei", "12E",
		"7n", "7u", "1k", "1M", "1G", "1T", "1P", "010", ".", "+", "m",
		"Mi", NULL };

	(void)state;
	for (size_t i = 0; texts[i]; i++)
		if (!quantity_is_valid(str_of(texts[i])))
			fail_msg("'%s' is a quantity", texts[i]);
}

static void
refuses_what_the_server_refuses(void **state)
{
	static const char *const texts[] = { "", "128MB", "128mi", "1K", "1ki",
		"1 Gi", " 1", "1 ", "1e", "1e3Mi", "1.2.3", "--1", "0x10",
		"1,5", "half", "1i", "1e1.5", NULL };

	(void)state;
	for (size_t i = 0; texts[i]; i++)
		if (quantity_is_valid(str_of(texts[i])))
			fail_msg("'%s' is no quantity", texts[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_the_server_takes),
		cmocka_unit_test(refuses_what_the_server_refuses),
	};

	return cmocka_run_group_tests_name("quantity", tests, NULL, NULL);
}
