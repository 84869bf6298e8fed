/* SPDX-License-Identifier: Apache-2.0 */
/* Days of the calendar, in UTC. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <agentlint/str.h>

#include "base/error.h"

/* The digits of 2027-01-31 as a number, so that dates compare; 0: none. */
struct date {
	unsigned digits;
};

/* Reads a date such as "2027-01-31"; false for anything else. */
bool date_parse(struct str text, struct date *date);

/* Today, or the day that SOURCE_DATE_EPOCH in the environment (seconds since
 * 1970; GETENV may be NULL) falls on; false when that is no such number. */
bool date_today(struct date *date, const char *(*getenv)(const char *name),
	struct error *error);

#endif
