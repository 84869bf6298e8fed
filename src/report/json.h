/* SPDX-License-Identifier: Apache-2.0 */
/* What stands around the findings of a JSON report, for all who write one. */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

/* What stands before the first finding and before each other one. */
#define JSON_FIRST "\n"
#define JSON_NEXT ",\n"

/* Everything before the findings; PART is that of a shard, or NULL. Like the
 * tail, takes its values over and returns false when the stream fails. */
bool json_write_head(FILE *out, json_t *part);

/* Everything behind the findings. */
bool json_write_tail(FILE *out, json_t *errors, json_t *summary);

#endif
