/* SPDX-License-Identifier: Apache-2.0 */
/* What a run found, and the table of the formats that can print it. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdio.h>

#include "judge/judge.h"
#include "report/counts.h"
#include "posture/posture.h"
#include "report/style.h"

/* Everything that a reporter may print. */
struct report {
	const struct verdict *verdict;
	const struct posture *posture;       /* empty: nobody asks for it */
	const struct source *const *sources; /* sorted by path */
	size_t source_count;
	const struct graph *const *graphs; /* one per context */
	size_t graph_count;
	struct counts count;
	struct shard shard;         /* of what the run was to judge */
	uint64_t input;             /* of a shard: see shard_input */
	double milliseconds;        /* wall time of the run so far */
	struct style style;         /* of the stream that is written to */
	bool quiet;                 /* first lines of findings only */
	bool show_ignored;          /* text: what is excused as well, and why */
	enum severity min_severity; /* of what is shown */
	bool trouble;               /* something could not be read or parsed */
};

struct reporter {
	const char *name; /* what -f takes */
	const char *help; /* one line for --help */
	/* Prints the whole report; false when the stream fails. NULL: there
	 * is only a posture. */
	bool (*write)(FILE *out, const struct report *report);
	/* Prints the posture instead; NULL: the format has none. */
	bool (*write_posture)(FILE *out, const struct report *report);
	bool with_posture; /* prints it beside the findings */
	bool identifies;   /* prints fields or fingerprints */
	bool for_people;   /* has the summary line in it */
};

/* The formats, in the order in which --help lists them; each is in the file of
 * its name, and jsonl in that of json. */
#define REPORTERS(X) \
	X(text) \
	X(json) \
	X(jsonl) \
	X(sarif) \
	X(github) \
	X(gitlab) \
	X(junit) \
	X(checkstyle) \
	X(rdjson) \
	X(html) \
	X(dot)

#define REPORTER_DECLARE_(name_) extern const struct reporter reporter_##name_;
REPORTERS(REPORTER_DECLARE_)
#undef REPORTER_DECLARE_

/* All formats; ends with NULL. */
extern const struct reporter *const reporters[];

/* The reporter of that name, or NULL. */
const struct reporter *reporter_find(struct str name);

#endif
