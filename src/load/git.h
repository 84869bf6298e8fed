/* SPDX-License-Identifier: Apache-2.0 */
/* What git says of a folder. It is asked by its own program, in a way that
 * lets the repository run nothing: no hook, file-system monitor, filter,
 * external diff, pager or fetch that its configuration or attributes name. */
#ifndef LOAD_GIT_H
#define LOAD_GIT_H

#include <agentlint/settings.h>

#include "base/arena.h"
#include "base/error.h"

/* What git is asked. */
struct git_question {
	const char *folder;           /* that it is asked in */
	const char *const *arguments; /* a command; ends with NULL */
	struct str input;             /* given as standard input */
	bool reads_files;             /* of the working tree: content filters
					 are to be switched off for it */
};

enum git_answer {
	GIT_SAYS,    /* it answered */
	GIT_SAYS_NO, /* it failed without a word */
	GIT_REFUSES, /* it failed: error has the first line that it wrote */
	GIT_ABSENT,  /* no program, or no repository: error says which */
};

/* Asks git; what it printed is in *OUTPUT when it answers, else ERROR says
 * why. */
enum git_answer git_ask(const struct git_question *question,
	struct arena *arena, struct str *output, struct error *error);

/* The nearest folder from FOLDER (absolute, without links) upward that holds a
 * ".git", below those that GIT_CEILING_DIRECTORIES names; empty when there is
 * none. Starts nothing. */
struct str git_root(struct arena *arena, struct str folder);

/* The files below FOLDER that git tracks or would track (in a hook: that are in
 * the index that it is about), from FOLDER on, sorted by their bytes; a
 * repository within is listed as one path, with or without a '/' at its end. */
enum git_answer git_files(const char *folder, struct arena *arena,
	struct str_list *files, struct error *error);

/* Whether git ignores FOLDER itself. */
bool git_ignores_folder(const char *folder, struct arena *arena);

#endif
