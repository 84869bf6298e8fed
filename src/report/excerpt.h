/* SPDX-License-Identifier: Apache-2.0 */
/* Source lines with carets under what a finding is about. */
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include <stdio.h>

#include "report/layout.h"
#include "report/style.h"
#include "report/underline.h"

/* How excerpts are printed. */
struct excerpt {
	FILE *out;
	struct style style;
	int gutter;                    /* columns of the widest line number */
	const struct verdict *verdict; /* what is concealed */
	struct lookup lookup;
};

/* Prints the lines that the COUNT underlines (of one source, sorted by place)
 * stand on, each followed by its underlines, in 80 columns; "..." stands for
 * lines between that are left out. */
void excerpt_print(struct excerpt *excerpt, const struct underline *underlines,
	size_t count);

/* A gutter without a line number, and the end of its line. */
void excerpt_bar(const struct excerpt *excerpt);

#endif
