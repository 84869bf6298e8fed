/* SPDX-License-Identifier: Apache-2.0 */
/* Files that were read for the sake of the others. */
#ifndef TRIAGE_CONTEXT_H
#define TRIAGE_CONTEXT_H

#include "judge/judge.h"

/* Sets aside the findings of VERDICT whose primary place lies in a file that is
 * context alone, unless the user has excused them already. */
void context_apply(struct verdict *verdict);

#endif
