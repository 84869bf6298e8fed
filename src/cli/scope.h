/* SPDX-License-Identifier: Apache-2.0 */
/* What the user's patterns say about a file: whether it is excluded, and which
 * cluster it belongs to. */
#ifndef CLI_SCOPE_H
#define CLI_SCOPE_H

#include "cli/config.h"

struct scope {
	const struct config *config;
	const struct str_list *exclude; /* of the command line */
	struct arena *arena;
	struct scope_memory *memory; /* of the folder asked about last */
};

/* The patterns of CONFIG and, from the current folder on, EXCLUDE; both must
 * live as long. */
struct scope scope_of(const struct config *config,
	const struct str_list *exclude, struct arena *arena);

/* PATH from the configuration's own folder on; empty when it does not lie
 * below it. */
struct str scope_below(const struct scope *scope, const char *path);

/* Which pattern covers the file or folder at PATH, and where it stands:
 * "'charts/' of .agentlint.yaml"; empty when it is not excluded. SCOPE is a
 * struct scope: the function is path_filter's. */
struct str scope_excludes(const void *scope, const char *path);

/* The folder of `contexts` that holds the file at PATH, from the
 * configuration's own folder on; the deepest of several; empty: none. SCOPE is
 * a struct scope: the function is struct split's. */
struct str scope_context(const void *scope, const char *path);

#endif
