/* SPDX-License-Identifier: Apache-2.0 */
/* What decides a question, as a place and words for people. */
#ifndef ANALYSIS_WITNESS_H
#define ANALYSIS_WITNESS_H

#include "analysis/reach.h"

/* The witness of REASON, which explained an answer in DIRECTION. */
struct witness witness_of(const struct reason *reason, enum direction direction,
	const struct ranges *ranges);

/* "all ports", "TCP 443 and 8000-8999, UDP 53". */
struct str ports_print(struct arena *arena, struct port_set ports);

#endif
