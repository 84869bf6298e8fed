/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files of any size. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdio.h>

#include "base/arena.h"

/* All that is left to read of FILE; ferror(FILE) says whether that is all. */
struct str file_rest(struct arena *arena, FILE *file);

#endif
