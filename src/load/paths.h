/* SPDX-License-Identifier: Apache-2.0 */
/* The files that the given paths stand for. */
#ifndef LOAD_PATHS_H
#define LOAD_PATHS_H

#include <stdbool.h>
#include <stdio.h>

#include <agentlint/str.h>

#include "base/arena.h"

struct lines;
struct source;

struct input {
	const char *path;  /* as given, or below a given folder */
	bool named;        /* given itself, not found in a folder */
	bool context;      /* there for the others, never reported */
	const char *error; /* why it cannot be read; else NULL */
	struct str real;   /* where it is, for all but links; terminated */
	const struct lines *lines; /* that have changed; NULL: not asked */

	/* Instead of what the path leads to: */
	const struct source *same; /* loaded before, under any path */
	bool in_memory;
	struct str text; /* what is in memory */
};

/* A given folder. */
struct input_root {
	struct str path; /* before the names of what is in it; may be empty */
	struct str real;
	bool context;
};

/* A file or folder that was met and is not read. */
struct skipped {
	const char *path;
	struct str why; /* "hidden", "excluded by 'charts/' of ..." */
	bool folder;
	const char *git_folder; /* in which git was asked, and ignores it */
};

/* Why git was not asked, or what it said. */
struct remark {
	struct str text;
	bool refused; /* it was asked, and would not answer */
};

struct inputs {
	struct input *items; /* sorted by path, each file once */
	size_t count;
	size_t capacity;
	struct input_root *roots;
	size_t root_count;
	size_t root_capacity;
	struct skipped *skipped; /* in the order in which they were met */
	size_t skipped_count;
	size_t skipped_capacity;
	struct remark *remarks;
	size_t remark_count;
	size_t remark_capacity;
};

/* Leaves out what the user has excluded; named files are never asked about. */
struct path_filter {
	/* What excludes PATH; empty when nothing does. */
	struct str (*excluded)(const void *context, const char *path);
	const void *context;
	bool git;          /* leave out what git ignores */
	bool keep_skipped; /* list what is not read */
	bool for_context;  /* the files are context alone */
};

/* What the names of manifests end with; the last is a whole name. NULL ends. */
extern const char *const manifest_endings[];

/* Whether a file at PATH is read when it is found in a folder: by its name. */
bool path_is_manifest(const char *path);

/* Adds the file at PATH, or the manifests (by their names) in the folder PATH
 * and below: hidden files and folders are skipped and symbolic links are not
 * followed, so that nothing outside the folder is read and nothing twice. In a
 * git repository, only what git tracks or would track; when git ignores PATH
 * itself, all of it. "-" is standard input. What cannot be read is added with
 * its error. */
void inputs_add(struct inputs *inputs, struct arena *arena, const char *path,
	const struct path_filter *filter);

/* Adds what each line of LIST names, or, when LIST holds a NUL, each piece that
 * ends with one. A file among them is not read when its name is no manifest's
 * or when it is excluded, as if it had been found in a folder. */
void inputs_add_list(struct inputs *inputs, struct arena *arena,
	struct str list, const struct path_filter *filter);

/* Sorts by path and drops files that were given more than once. */
void inputs_finish(struct inputs *inputs, struct arena *arena);

#endif
