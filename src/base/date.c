/* SPDX-License-Identifier: Apache-2.0 */
/* ISO 8601 dates, and which one it is today. */
#include "base/date.h"

#include <time.h>

enum { LONGEST_EPOCH = 11 }; /* digits; of the year 5138 at the most */

static bool
read_digits(struct str text, size_t start, size_t len, unsigned *number)
{
	*number = 0;
	for (size_t i = start; i < start + len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		*number = *number * 10 + (unsigned)(text.ptr[i] - '0');
	}
	return true;
}

static unsigned
days_of(unsigned year, unsigned month)
{
	static const unsigned days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool
date_parse(struct str text, struct date *date)
{
	unsigned year, month, day;

	if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-' ||
		!read_digits(text, 0, 4, &year) ||
		!read_digits(text, 5, 2, &month) ||
		!read_digits(text, 8, 2, &day))
		return false;
	if (month < 1 || month > 12 || day < 1 || day > days_of(year, month))
		return false;
	date->digits = (year * 100 + month) * 100 + day;
	return true;
}

static bool
read_epoch(const char *text, time_t *seconds)
{
	*seconds = 0;
	for (size_t i = 0; text[i]; i++) {
		if (text[i] < '0' || text[i] > '9' || i == LONGEST_EPOCH)
			return false;
		*seconds = *seconds * 10 + (text[i] - '0');
	}
	return *text != '\0';
}

bool
date_today(struct date *date, const char *(*getenv)(const char *name),
	struct error *error)
{
	const char *epoch = getenv ? getenv("SOURCE_DATE_EPOCH") : NULL;
	time_t seconds = time(NULL);
	struct tm tm;

	if (epoch && !read_epoch(epoch, &seconds))
		return error_set(error,
			"SOURCE_DATE_EPOCH: '%s' is no number of seconds",
			epoch);
	if (!gmtime_r(&seconds, &tm))
		return error_errno(error, "SOURCE_DATE_EPOCH");
	date->digits = ((unsigned)tm.tm_year + 1900) * 10000 +
		       ((unsigned)tm.tm_mon + 1) * 100 + (unsigned)tm.tm_mday;
	return true;
}
