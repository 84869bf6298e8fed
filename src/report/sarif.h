/* SPDX-License-Identifier: Apache-2.0 */
/* What stands around the results of a SARIF log, for all who write one. */
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

/* What stands before the first result and before each other one. */
#define SARIF_FIRST ""
#define SARIF_NEXT ",\n"

/* Under which a result's fingerprint stands. */
#define SARIF_FINGERPRINT "agentlint/v1"

/* How the run went, with what could not be read; takes that over. */
json_t *sarif_invocation_value(bool successful, json_t *notifications);

/* Everything before the results; PART is that of a shard, or NULL. Takes its
 * values over; returns false when the stream fails. */
bool sarif_write_head(FILE *out, json_t *invocation, json_t *part);

/* Everything behind the results. */
bool sarif_write_tail(FILE *out);

#endif
