/* SPDX-License-Identifier: Apache-2.0 */
/* Prose in lines of a given width. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stdio.h>

#include <agentlint/str.h>

/* Prints TEXT in lines of at most WIDTH columns, broken at spaces, and ends
 * the last one. The first line goes on at column USED (0-based), all others
 * start with INDENT spaces. A word that is wider than a line stands alone. */
void wrap(FILE *out, struct str text, size_t width, size_t indent, size_t used);

#endif
