/* SPDX-License-Identifier: Apache-2.0 */
/* A finding as a few lines of plain text, for formats that have one field for
 * everything. */
#ifndef REPORT_STORY_H
#define REPORT_STORY_H

#include "judge/finding.h"

/* The message, then a line for each related place, why it is unknown, and the
 * help; no line holds what a terminal would obey. Allocated in ARENA. */
struct str story_of(struct arena *arena, const struct finding *finding);

#endif
