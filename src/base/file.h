/* SPDX-License-Identifier: Apache-2.0 */
/* Whole files: read to their end, written whole or not at all. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/error.h"

/* All that is left to read of FILE, or some of it and more than LIMIT bytes;
 * ferror(FILE) says whether reading failed on the way. */
struct str file_rest(struct arena *arena, FILE *file, size_t limit);

/* All of the file at PATH; false with *ERROR when it cannot be read, or has
 * more than LIMIT bytes (SIZE_MAX: any number will do). IN is read for "-",
 * which is a path like others when IN is NULL. */
bool file_read(struct arena *arena, const char *path, FILE *in, size_t limit,
	struct str *text, struct error *error);

/* Writes what FILE still holds back; false, with *ERROR naming PATH, when that
 * or anything before it is lost. */
bool file_flush(FILE *file, const char *path, struct error *error);

/* Closes FILE; false, with *ERROR naming PATH, when anything that was written
 * to it is lost. */
bool file_close(FILE *file, const char *path, struct error *error);

/* What is to take the place of the file at PATH, or of the one that a link
 * there leads to, which stays as it is until all is written: a full disk loses
 * nothing. */
struct replacement {
	const char *path;   /* as it is called */
	const char *target; /* what it is behind links */
	FILE *file;         /* to write to */
	char *beside; /* the path of FILE until then; NULL: it is written in
			 place, as PATH is no regular file, or nothing may be
			 made beside it */
};

/* Opens a REPLACEMENT with a file for PATH; false with *ERROR when it cannot be
 * written. PATH must live as long. */
bool replacement_open(struct replacement *replacement, struct arena *arena,
	const char *path, struct error *error);

/* Puts it in its place; false with *ERROR, and the old file is still there,
 * when that fails. */
bool replacement_close(struct replacement *replacement, struct error *error);

#endif
