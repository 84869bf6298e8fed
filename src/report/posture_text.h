/* SPDX-License-Identifier: Apache-2.0 */
/* The posture for people. */
#ifndef REPORT_POSTURE_TEXT_H
#define REPORT_POSTURE_TEXT_H

#include "report/report.h"

/* Prints a block for each agent, at most 100 columns wide: its seven layers
 * and its reach, each with the line that decides; false when the stream
 * fails. */
bool posture_write_text(FILE *out, const struct report *report);

#endif
