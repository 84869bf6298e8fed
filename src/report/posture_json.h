/* SPDX-License-Identifier: Apache-2.0 */
/* The posture for programs; the schema is man/agentlint-posture.schema.json. */
#ifndef REPORT_POSTURE_JSON_H
#define REPORT_POSTURE_JSON_H

#include "report/report.h"

/* Prints one object with every workload, its layers and the whole of its
 * reach; false when the stream fails. */
bool posture_write_json(FILE *out, const struct report *report);

#endif
