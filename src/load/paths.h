/* SPDX-License-Identifier: Apache-2.0 */
/* The files that the given paths stand for. */
#ifndef LOAD_PATHS_H
#define LOAD_PATHS_H

#include <stdbool.h>

#include <agentlint/str.h>

#include "base/arena.h"

struct input {
	const char *path;  /* as given, or below a given folder */
	bool named;        /* given itself, not found in a folder */
	const char *error; /* why it cannot be read; else NULL */
};

struct inputs {
	struct input *items; /* sorted by path, each file once */
	size_t count;
	size_t capacity;
};

/* Leaves out what the user has excluded; named files are never asked about. */
struct path_filter {
	bool (*excluded)(const void *context, const char *path);
	const void *context;
};

/* Adds the file at PATH, or the manifests (.yaml, .yml, .json) in the folder
 * PATH and below: hidden files and folders are skipped and symbolic links are
 * not followed, so that nothing outside the folder is read and nothing twice.
 * "-" is standard input. What cannot be read is added with its error. */
void inputs_add(struct inputs *inputs, struct arena *arena, const char *path,
	const struct path_filter *filter);

/* Sorts by path and drops files that were given more than once. */
void inputs_finish(struct inputs *inputs);

#endif
