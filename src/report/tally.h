/* SPDX-License-Identifier: Apache-2.0 */
/* Everything is counted, whether it is shown or not. */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include "judge/judge.h"
#include "report/counts.h"

/* Counts the findings of VERDICT, and hides those that would be shown and are
 * below MIN_SEVERITY. */
void tally_findings(struct counts *counts, const struct verdict *verdict,
	enum severity min_severity);

/* Counts what was read: SOURCES, and the objects of GRAPHS. */
void tally_input(struct counts *counts, const struct source *const *sources,
	size_t source_count, const struct graph *const *graphs,
	size_t graph_count);

#endif
