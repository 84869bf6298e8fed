/* SPDX-License-Identifier: Apache-2.0 */
/* Values that no output may show, whichever rule points near them. */
#ifndef JUDGE_CONCEAL_H
#define JUDGE_CONCEAL_H

#include "judge/judge.h"
#include "judge/pass.h"

/* Adds NODE's value, and that of the anchor it names. */
void conceal_node(struct gathering *gathering, const struct node *node);

/* Adds what looks like a credential in those of SOURCES that findings point
 * into; around what could not be parsed by the text of its lines. Then sorts all that is concealed, for verdict_concealed. */
void conceal_sources(struct gathering *gathering,
	const struct source *const *sources, size_t count);

#endif
