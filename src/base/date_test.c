/* SPDX-License-Identifier: Apache-2.0 */
/* Which texts are dates, and which day it is told to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/date.h"

static const char *epoch;

static const char *
environment(const char *name)
{
	return str_is(str_of(name), "SOURCE_DATE_EPOCH") ? epoch : NULL;
}

static void
reads_dates(void **state)
{
	static const struct {
		const char *text;
		unsigned digits;
	} dates[] = {
		{ "2027-01-31", 20270131 },
		{ "2028-02-29", 20280229 },
		{ "2000-02-29", 20000229 },
		{ "1999-12-31", 19991231 },
	};
	struct date date;

	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
		assert_true(date_parse(str_of(dates[i].text), &date));
		assert_int_equal(date.digits, dates[i].digits);
	}
}

static void
refuses_what_is_no_date(void **state)
{
	static const char *const texts[] = { "", "2027", "2027-01", "2027-1-31",
		"2027-01-310", "2027-13-01", "2027-00-01", "2027-01-00",
		"2027-01-32", "2027-02-29", "1900-02-29", "2027/01/31",
		"31-01-2027", "2027-01-3x", "-027-01-31" };
	struct date date;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (date_parse(str_of(texts[i]), &date))
			fail_msg("'%s' is taken for a date", texts[i]);
}

static void
today_is_what_the_environment_says(void **state)
{
	struct error error;
	struct date date;

	(void)state;
	epoch = "0";
	assert_true(date_today(&date, environment, &error));
	assert_int_equal(date.digits, 19700101);
	epoch = "1801353599"; /* the last second of a day */
	assert_true(date_today(&date, environment, &error));
	assert_int_equal(date.digits, 20270130);
	epoch = "1801353600";
	assert_true(date_today(&date, environment, &error));
	assert_int_equal(date.digits, 20270131);
}

static void
today_needs_no_environment(void **state)
{
	struct error error;
	struct date date;

	(void)state;
	epoch = NULL;
	assert_true(date_today(&date, environment, &error));
	assert_true(date.digits > 20260101);
	assert_true(date_today(&date, NULL, &error));
	assert_true(date.digits > 20260101);
}

static void
refuses_what_is_no_epoch(void **state)
{
	static const char *const texts[] = { "", "yesterday", "-1", "1.5",
		"123456789012" };
	struct error error;
	struct date date;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		epoch = texts[i];
		assert_false(date_today(&date, environment, &error));
		assert_true(
			str_starts(str_of(error.text), "SOURCE_DATE_EPOCH: '"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_dates),
		cmocka_unit_test(refuses_what_is_no_date),
		cmocka_unit_test(today_is_what_the_environment_says),
		cmocka_unit_test(today_needs_no_environment),
		cmocka_unit_test(refuses_what_is_no_epoch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
