/* SPDX-License-Identifier: Apache-2.0 */
/* The stages of a run, in their order; run.c puts them together. What a stage
 * needs of an earlier one is in struct run. */
#ifndef STAGE_STAGE_H
#define STAGE_STAGE_H

#include <time.h>

#include "cli/config.h"
#include "cli/options.h"
#include "cli/scope.h"
#include "graph/contexts.h"
#include "load/history.h"
#include "merge/merge.h"
#include "report/report.h"
#include "run.h"
#include "triage/triage.h"

struct run {
	const struct streams *streams;
	struct arena arena;
	struct options options;
	struct config config;
	struct scope scope;
	struct baseline baseline;
	struct date today;
	struct inputs inputs;
	struct sources sources;
	struct contexts contexts;
	struct triage triage;
	struct verdict verdict;
	struct history history;
	struct sources past; /* what the sources were */
	struct {
		size_t findings;
		size_t rounds;
		bool failed; /* a file could not be written */
	} mended;
	struct posture posture;
	struct report report;
	struct merge merge;
	struct timespec started;
	bool trouble; /* the exit status is EXIT_TROUBLE */
};

/* console.c: what is said on standard error, with what a terminal would obey
 * made visible. */

/* Says that something went wrong in the world, which makes trouble. */
void run_complain(struct run *run, const char *text);

/* "SUBJECT: TEXT", for who wonders: no reason to fail. */
void run_mention(const struct run *run, struct str subject, struct str text);

/* When git would not answer, more is read than usual: that is said. */
void run_mention_git(const struct run *run);

/* Whether all that was read is a standard input without any document: what was
 * to write it has most likely failed. An editor, which gives it a name with
 * --stdin-filename, may well hold an empty file. */
bool run_got_nothing(const struct run *run);

/* Says that there is nothing to lint; returns the exit status of that. */
int run_without_input(const struct run *run);

/* The exit status of what prints no report, once its output is written. */
int run_finish(struct run *run);

/* input.c: from the options to the graphs. */

/* Reads the configuration and the baseline; false with *ERROR otherwise. */
bool run_configure(struct run *run, struct error *error);

/* Reads and parses INPUTS; release with sources_release. */
struct sources run_load(struct run *run, const struct inputs *inputs);

/* Asks git for what has changed, when changes are all that is asked for; reads
 * the inputs, again when they were read before, and builds their graphs. False
 * with *ERROR when git has no answer, or an output would overwrite an input. */
bool run_read(struct run *run, struct error *error);

/* Complains of what could not be read. What could not be parsed is among the
 * findings, when there are any to print. Both make trouble, but for what is not
 * reported. */
void run_check_sources(struct run *run);

/* The graphs of SOURCES, one for each context, their agents known. */
struct contexts run_build_graphs(
	struct run *run, const struct sources *sources);

/* --show-files and --explain-agents; return the exit status. */
int run_print_files(struct run *run);
int run_explain_agents(struct run *run);

/* judging.c: what the rules say. */

/* Judges, takes out what the user has excused and, of changes, what they do not
 * bring; counts. False with *ERROR when there is no past to compare with. */
bool run_judge(struct run *run, struct error *error);

/* mending.c: what can be mended. */

/* Writes the fixes that are asked for into their files, and complains of those
 * that could not be written. True when there is something to read and judge
 * again; in the end, says how many findings were mended. */
bool run_mend(struct run *run);

/* excuses.c: what excused findings. */

/* Says or counts what there was to excuse and is no more. */
void run_check_excuses(struct run *run);

/* Writes the baseline that is asked for; returns the exit status. */
int run_write_baseline(struct run *run);

/* reporting.c: what is printed. */

/* Says how each agent stands, for --posture and the formats that show it. */
void run_build_posture(struct run *run);

/* Writes every output that is asked for, of this run or of merged reports;
 * complains of those that could not be written. */
void run_write_reports(struct run *run);
void run_write_merged(struct run *run);

/* What the README's table of exit statuses says of this run. */
int run_exit_status(const struct run *run);

#endif
