/* SPDX-License-Identifier: Apache-2.0 */
/* The stretches that a finding underlines, in the order of being told. */
#ifndef REPORT_UNDERLINE_H
#define REPORT_UNDERLINE_H

#include "judge/finding.h"
#include "report/style.h"

/* One stretch to underline. */
struct underline {
	struct place place;
	struct str label; /* may be empty */
	char with;        /* '^' or '-' */
	enum paint paint;
};

/* All of FINDING, in ARENA: its own place, then the related ones, one more
 * than it has of these. */
struct underline *underlines_of(
	struct arena *arena, const struct finding *finding);

/* Moves those of the COUNT underlines, at least one, that one excerpt can show
 * with the first up behind it, and sorts them by place; returns their
 * number. */
size_t underlines_gather(struct underline *underlines, size_t count);

#endif
