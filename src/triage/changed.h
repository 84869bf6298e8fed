/* SPDX-License-Identifier: Apache-2.0 */
/* Findings that have nothing to do with what has changed. */
#ifndef TRIAGE_CHANGED_H
#define TRIAGE_CHANGED_H

#include "judge/judge.h"

/* Sets aside those shown findings of NOW that neither have a place on a changed
 * line nor are news. A finding is news when THEN, the verdict on what the input
 * was, shows none like it (by its kin) that is at least as severe. What is
 * wrong with a file as a file is news only where that file has changed. */
void changed_apply(
	struct arena *arena, struct verdict *now, struct verdict *then);

#endif
