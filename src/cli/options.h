/* SPDX-License-Identifier: Apache-2.0 */
/* The command line: one table feeds the parser, --help, the manual and the
 * completions. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stddef.h>
#include <stdio.h>

#include <agentlint/rule.h>

#include "base/arena.h"
#include "base/error.h"
#include "report/report.h"

enum agents_mode {
	AGENTS_ALL,  /* every workload, unless told or known not to be */
	AGENTS_AUTO, /* only what is recognised as an agent */
};

/* What to do instead of linting. */
enum action {
	ACTION_LINT,
	ACTION_HELP,
	ACTION_VERSION,
	ACTION_EXPLAIN,
	ACTION_LIST_RULES,
	ACTION_EXPLAIN_AGENTS,
	ACTION_INIT,
	ACTION_SHOW_FILES,
	ACTION_COMPLETIONS,
	ACTION_MERGE,
};

struct output {
	const struct reporter
		*reporter; /* NULL: the format of what is merged */
	const char *path;  /* NULL: standard output */
};

struct options {
	enum action action;
	const char *argument;     /* of the action: the rule, the shell */
	struct str_list paths;    /* terminated; "." when none were given */
	struct str_list contexts; /* of --context; terminated */
	const char *files_from;   /* names a list of more; "-"; or NULL */
	struct str_list exclude;  /* globs of the command line */
	bool no_gitignore;
	bool changed;
	const char *new_from_rev;   /* NULL: HEAD, when changed */
	struct output *outputs;     /* each to a place of its own */
	size_t output_count;        /* at least one */
	const char *config;         /* NULL: look for it */
	bool no_config;             /* never together with config */
	struct str namespace;       /* for objects without one; "default" */
	struct str_list select;     /* ids (no former ones) and module names; */
	struct str_list ignore;     /* empty select: all */
	enum severity min_severity; /* SEVERITY_WARNING, or less when fail_on
				       is less, unless given */
	enum severity fail_on;      /* SEVERITY_WARNING unless given */
	bool exit_zero;
	bool posture;         /* every output has a format that can print it */
	const char *baseline; /* NULL: the configuration's */
	const char *write_baseline; /* NULL: lint as usual */
	bool prune_baseline;
	bool no_ignores;      /* nothing is excused */
	bool fix;             /* write safe fixes into the files */
	bool unsafe_fixes;    /* the others as well */
	bool show_suppressed; /* in text, too */
	enum agents_mode agents;
	bool context_per_dir;
	struct shard shard; /* of 0: everything */
	enum color_mode color;
	const char *stdin_filename; /* NULL: "<stdin>" */
	size_t jobs;                /* threads; 0: as many as processors */
	size_t max_bytes;           /* budgets; 0: the named constants */
	size_t max_depth;
	size_t max_alias_nodes;
	size_t max_events;
	bool quiet;
	bool verbose;
};

/* Parses ARGV into OPTIONS, which hold views of ARGV and memory of ARENA. A
 * wrong option, value, rule or shell is one line in ERROR, with "did you mean"
 * where something is near. --help and --version end the parsing. */
bool options_parse(struct options *options, struct arena *arena, int argc,
	char *const *argv, struct error *error);

/* Prints --help, WIDTH columns wide. */
void options_help(FILE *out, size_t width);

#endif
