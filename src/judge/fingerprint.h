/* SPDX-License-Identifier: Apache-2.0 */
/* What a finding is known by when lines move. */
#ifndef JUDGE_FINGERPRINT_H
#define JUDGE_FINGERPRINT_H

#include "judge/finding.h"

/* Gives each of the sorted and located FINDINGS its fingerprint: a hash over the rule, the context, the object's
 * identity and the field, in which items of lists go by their names. Findings
 * alike in all of that are told apart by their order. */
void fingerprint_findings(
	struct arena *arena, struct finding *const *findings, size_t count);

#endif
