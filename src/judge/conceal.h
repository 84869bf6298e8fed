/* SPDX-License-Identifier: Apache-2.0 */
/* Values that no output may show, whichever rule points near them. */
#ifndef JUDGE_CONCEAL_H
#define JUDGE_CONCEAL_H

#include "judge/judge.h"

/* Adds NODE's value, and that of the anchor it names. */
void conceal_node(struct arena *arena, struct concealed *concealed,
	const struct node *node);

#endif
