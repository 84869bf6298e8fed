/* SPDX-License-Identifier: Apache-2.0 */
/* Where to read on about a rule. */
#ifndef REPORT_RULE_PAGE_H
#define REPORT_RULE_PAGE_H

#include <agentlint/rule.h>

/* The first URL among the rule's references, or NULL. */
const char *rule_page(const struct rule *rule);

#endif
