/* SPDX-License-Identifier: Apache-2.0 */
/* Prose in lines of a given width. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stdio.h>

#include <agentlint/str.h>

/* The terminal columns that TEXT takes, which holds no control characters. */
size_t text_width(struct str text);

/* Cuts off TEXT the words that fit in WIDTH columns, at least one of them, and
 * returns them; TEXT is empty when nothing is left. Words within single quotes
 * are kept together. */
struct str wrap_cut(struct str *text, size_t width);

/* Prints TEXT in lines of at most WIDTH columns, broken at spaces, and ends
 * the last one. The first line goes on at column USED (0-based, at most
 * INDENT); all start with INDENT spaces. A word that is wider than a line
 * stands alone. */
void wrap(FILE *out, struct str text, size_t width, size_t indent, size_t used);

#endif
