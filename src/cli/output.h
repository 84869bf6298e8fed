/* SPDX-License-Identifier: Apache-2.0 */
/* What goes where: the reports that the command line asks for, each into its
 * file or to standard output. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/options.h"
#include "load/load.h"
#include "merge/merge.h"
#include "run.h"

/* Whether anything that OPTIONS ask for needs the posture, or findings. */
bool options_want_posture(const struct options *options);
bool options_want_findings(const struct options *options);

/* Whether OPTIONS ask for nothing but changes. */
bool options_want_changes(const struct options *options);

/* Whether some output prints what findings are known by. */
bool options_want_identities(const struct options *options);

/* False with *ERROR when what OPTIONS ask for would overwrite one of SOURCES,
 * but for the report of a run before, or the file CONFIG (may be empty). */
bool outputs_spare(const struct options *options, const struct sources *sources,
	struct str config, struct error *error);

/* Prints REPORT, or its posture, as OUTPUT asks; sets the style of REPORT for
 * where it goes. False when the stream or the file fails. */
bool output_report(const struct output *output, const struct options *options,
	const struct streams *streams, struct report *report,
	struct error *error);

/* Prints the merged report, in the one format that it has. */
bool output_merged(const struct output *output, const struct streams *streams,
	const struct merge *merge, struct error *error);

/* False when OPTIONS ask for another format than what is merged has. */
bool outputs_can_merge(const struct options *options, const struct merge *merge,
	struct error *error);

#endif
