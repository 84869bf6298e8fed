/* SPDX-License-Identifier: Apache-2.0 */
/* YAML 1.1 as sigs.k8s.io/yaml reads it: goyaml.v2/resolve.go as a table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "load/scalar.h"

static const struct {
	const char *text;
	enum value_type type;
	int64_t value; /* of integers */
} table[] = {
	{ "", VALUE_NULL, 0 },
	{ "~", VALUE_NULL, 0 },
	{ "null", VALUE_NULL, 0 },
	{ "nULL", VALUE_STRING, 0 },
	{ "yes", VALUE_BOOL, 0 },
	{ "On", VALUE_BOOL, 0 },
	{ "y", VALUE_BOOL, 0 },
	{ "N", VALUE_BOOL, 0 },
	{ "oN", VALUE_STRING, 0 },
	{ "yess", VALUE_STRING, 0 },
	{ "0", VALUE_INT, 0 },
	{ "00", VALUE_INT, 0 },
	{ "0x0", VALUE_INT, 0 },
	{ "0X1F", VALUE_INT, 31 },
	{ "010", VALUE_INT, 8 },
	{ "0o17", VALUE_INT, 15 },
	{ "0b101", VALUE_INT, 5 },
	{ "-0b1", VALUE_INT, -1 },
	{ "+12", VALUE_INT, 12 },
	{ "-7", VALUE_INT, -7 },
	{ "1_000", VALUE_INT, 1000 },
	{ "65534", VALUE_INT, 65534 },
	{ "9223372036854775807", VALUE_INT, INT64_MAX },
	{ "08", VALUE_FLOAT, 0 },
	{ "1.5", VALUE_FLOAT, 0 },
	{ ".5", VALUE_FLOAT, 0 },
	{ "1e3", VALUE_FLOAT, 0 },
	{ "-.inf", VALUE_FLOAT, 0 },
	{ ".nan", VALUE_FLOAT, 0 },
	{ "1.2.3", VALUE_STRING, 0 },
	{ "0x", VALUE_STRING, 0 },
	{ "0xg", VALUE_STRING, 0 },
	{ "--1", VALUE_STRING, 0 },
	{ "- 1", VALUE_STRING, 0 },
	{ "1:30", VALUE_STRING, 0 },
	{ "12a", VALUE_STRING, 0 },
	{ "-", VALUE_STRING, 0 },
	{ ".", VALUE_STRING, 0 },
	{ "_", VALUE_STRING, 0 },
	{ "128Mi", VALUE_STRING, 0 },
	{ "true story", VALUE_STRING, 0 },
};

static void
reads_as_kubernetes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct str text = str_of(table[i].text);
		int64_t value = 0;

		if (scalar_type(text) != table[i].type)
			fail_msg("'%s' is of type %d", table[i].text,
				scalar_type(text));
		if (table[i].type != VALUE_INT)
			continue;
		assert_true(scalar_int(text, &value));
		assert_int_equal(value, table[i].value);
	}
}

static void
knows_truth(void **state)
{
	(void)state;
	assert_true(scalar_is_true(STR("YES")));
	assert_true(scalar_is_true(STR("on")));
	assert_false(scalar_is_true(STR("off")));
	assert_false(scalar_is_true(STR("1")));
}

static void
refuses_what_does_not_fit(void **state)
{
	int64_t value = 42;

	(void)state;
	assert_int_equal(scalar_type(STR("9223372036854775808")), VALUE_INT);
	assert_false(scalar_int(STR("9223372036854775808"), &value));
	assert_false(scalar_int(STR("x"), &value));
	assert_int_equal(value, 42);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_as_kubernetes),
		cmocka_unit_test(knows_truth),
		cmocka_unit_test(refuses_what_does_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
