/* SPDX-License-Identifier: Apache-2.0 */
/* The line that closes a run. */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "report/report.h"

/* Prints what was found, what is not shown, what was read and left out, and
 * how long it took. */
void summary_print(FILE *out, const struct report *report);

/* The same without what was found. */
void summary_inputs(FILE *out, const struct report *report);

#endif
