/* SPDX-License-Identifier: Apache-2.0 */
/* Which suppressions a finding lies in the scope of. */
#ifndef TRIAGE_MATCH_H
#define TRIAGE_MATCH_H

#include "judge/judge.h"
#include "triage/suppression.h"

/* Marks those of SUPPRESSIONS that are used: of a finding's rule, with a scope
 * that meets its place or a related one, or on the object (the pod template)
 * that it is about. With EXCUSE, excuses the findings by the first of them. */
void suppressions_match(struct suppressions *suppressions,
	const struct verdict *verdict, bool excuse);

#endif
