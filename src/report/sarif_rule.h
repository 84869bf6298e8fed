/* SPDX-License-Identifier: Apache-2.0 */
/* A rule as SARIF's reportingDescriptor. */
#ifndef REPORT_SARIF_RULE_H
#define REPORT_SARIF_RULE_H

#include "report/value.h"

#define SARIF_HOME "https://agentlint.dev"

/* The rule with its texts as plain text and as markdown, its default level,
 * tags, precision and security-severity. */
json_t *sarif_rule_value(struct arena *arena, const struct rule *rule);

#endif
