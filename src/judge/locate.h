/* SPDX-License-Identifier: Apache-2.0 */
/* Where findings lie in their objects. */
#ifndef JUDGE_LOCATE_H
#define JUDGE_LOCATE_H

#include "judge/finding.h"

/* Finds the node of its object that each of FINDINGS points at. What is used
 * through an alias or a merge key gets the place of its use as a related one:
 * the anchor stands elsewhere, perhaps far away. */
void findings_locate(struct finding *const *findings, size_t count);

#endif
