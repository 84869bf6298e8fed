/* SPDX-License-Identifier: Apache-2.0 */
/* Text from manifests and paths, made safe and measurable for a terminal. */
#ifndef BASE_VISIBLE_H
#define BASE_VISIBLE_H

#include <stdio.h>

#include <agentlint/str.h>

#include "base/arena.h"

enum { VISIBLE_MOST = 16 }; /* bytes that one character becomes at most */

/* Writes into OUT what is shown for the first character of TEXT: itself, or,
 * for what a terminal would obey or hide (controls, bidirectional overrides,
 * invisible characters, invalid UTF-8) or a CI server would obey (the start of
 * a command in its log), an escape such as \x1b or <U+202E>.
 * Returns the bytes written, and in *USED those of TEXT that it stands for, in
 * *COLUMNS the terminal columns it takes. A tab is an escape here. */
size_t visible_character(
	struct str text, char out[VISIBLE_MOST], size_t *used, size_t *columns);

/* Whether the first character of TEXT is shown as an escape. */
bool visible_hides(struct str text);

/* TEXT as it is shown: itself where that is the same, else in ARENA. */
struct str visible_str(struct arena *arena, struct str text);

/* Prints TEXT so; returns the columns that it takes. */
size_t visible_print(FILE *out, struct str text);

#endif
