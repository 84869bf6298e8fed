/* SPDX-License-Identifier: Apache-2.0 */
/* The rules for programs. */
#ifndef CLI_RULES_JSON_H
#define CLI_RULES_JSON_H

#include <stdio.h>

#include "base/arena.h"
#include "judge/judge.h"

/* Prints the CHOICES that are not off as one JSON document, as
 * man/agentlint-rules.schema.json describes it. */
void rules_json(
	FILE *out, struct arena *arena, const struct rule_choice *choices);

#endif
