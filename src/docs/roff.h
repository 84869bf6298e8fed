/* SPDX-License-Identifier: Apache-2.0 */
/* Text as mdoc(7) wants it. */
#ifndef DOCS_ROFF_H
#define DOCS_ROFF_H

#include <stdio.h>

#include <agentlint/str.h>

/* Prints TEXT so that it can be copied from the page as it is. */
void roff_exact(FILE *out, struct str text);

/* Prints prose, each sentence on a line of its own; what stands in 'quotes'
 * can be copied from the page as it is. */
void roff_prose(FILE *out, const char *text);

/* Prints a block that keeps its lines and can be copied from the page. */
void roff_literal(FILE *out, const char *text);

#endif
