/* SPDX-License-Identifier: Apache-2.0 */
/* What rules say of themselves, for people at a terminal. */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include <stdio.h>

#include "judge/judge.h"
#include "report/style.h"

/* Prints the page of RULE: summary, why, fix, a bad and a good manifest,
 * references. Prose is WIDTH columns wide. */
void explain_rule(
	FILE *out, const struct rule *rule, size_t width, struct style style);

/* Prints id, severity and summary of every rule that CHOICES (ends with a NULL
 * rule) leave on, with the severity that they give it, module by module. */
void list_rules(FILE *out, const struct rule_choice *choices, size_t width,
	struct style style);

#endif
