/* SPDX-License-Identifier: Apache-2.0 */
/* .agentlint.yaml: found, checked, loaded through libcyaml. */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include <agentlint/settings.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "judge/judge.h"

enum { CONFIG_MOST_BYTES = 1 << 20 }; /* of its file */

struct rule_level {
	struct str rule;  /* id (no former one) or module */
	struct str level; /* "error", "warning", "note", "off" */
};

/* Findings that are excused: those that all say so that are not empty. */
struct ignore_entry {
	struct str rule; /* id (no former one) or module */
	struct str path; /* a glob, see glob_covers */
	struct str kind;
	struct str namespace, name, container; /* globs, see glob_matches */
	struct str reason;
	struct date expires; /* none: never */
	struct str where;    /* "PATH:LINE:COLUMN" */
};

struct config {
	struct str path; /* of the file; empty when there is none */
	struct str text; /* all of it */
	struct str root; /* the folder, absolute and without links, that
			    exclude and contexts are relative to; empty: none
			    is known */
	struct settings settings;
	struct {
		struct str_list namespaces;
		struct str_list names;
		struct str selector; /* "key=value,key2!=x,key3,!key4" */
		bool given;          /* any of the three */
	} agents;
	struct rule_level *rules; /* a module before its rules */
	size_t rule_count;
	struct str_list exclude;  /* globs, see glob_covers */
	struct str_list contexts; /* folders or globs for them, each folder
				     its own cluster; see scope.h */
	struct str baseline;      /* a path to open; empty: none */
	struct ignore_entry *ignores;
	size_t ignore_count;
};

/* Finds and loads the configuration for linting PATHS: the file EXPLICIT when
 * it is not NULL; else the nearest .agentlint.yaml (or .yml) in the folder of
 * the first path and above it, up to the root of the git repository, or,
 * outside of one, up to the current folder; then what $AGENTLINT_CONFIG names;
 * then agentlint/config.yaml in $XDG_CONFIG_HOME or $HOME/.config. No file is
 * no error and leaves CONFIG at its defaults. An unknown key or a bad value is
 * an error with file, line, column and "did you mean". */
bool config_load(struct config *config, struct arena *arena,
	const char *explicit, const struct str_list *paths,
	const char *(*getenv)(const char *name), struct error *error);

/* The path of the configuration that stands in FOLDER, or NULL. */
const char *config_in(struct arena *arena, struct str folder);

/* The path that a configuration of FOLDER is to have. */
struct str config_path(struct arena *arena, struct str folder);

/* Loads TEXT as the configuration of the file PATH. */
bool config_parse(struct config *config, struct arena *arena, struct str path,
	struct str text, struct error *error);

#endif
