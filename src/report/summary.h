/* SPDX-License-Identifier: Apache-2.0 */
/* The line that closes a run. */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "report/report.h"

/* "error" for one, "errors" for another COUNT. */
const char *severity_noun(enum severity severity, size_t count);

/* The parts of the summary. Print what was found: "3 findings: 2 errors, 1
 * warning"; between BEFORE and AFTER what is not shown: "1 ignored, 4 notes
 * hidden", or nothing; what was read, and how long it took, and end the line.
 */
void summary_findings(FILE *out, const struct report *report);
void summary_hidden(FILE *out, const struct report *report, const char *before,
	const char *after);
void summary_inputs(FILE *out, const struct report *report);

/* Prints all of them. */
void summary_print(FILE *out, const struct report *report);

#endif
