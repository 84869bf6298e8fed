/* SPDX-License-Identifier: Apache-2.0 */
/* What the report of a shard holds beyond that of a whole run, so that the
 * parts can be joined without a look at the manifests. */
#ifndef REPORT_PART_H
#define REPORT_PART_H

#include <jansson.h>

#include "report/report.h"

/* The keys of part_value, in the report or its property bag, and of
 * part_order_value, in each finding or its property bag. */
#define PART_SHARD "shard"
#define PART_ORDER "shardOrder"

/* Which shard it is, what it has read and what it has counted. */
json_t *part_value(const struct report *report);

/* By what findings are sorted: a number that grows with the path, line,
 * column, rule, message, namespace. */
json_t *part_order_value(
	const struct report *report, const struct finding *finding);

#endif
