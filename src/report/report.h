/* SPDX-License-Identifier: Apache-2.0 */
/* What a run found, and the table of the formats that can print it. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdio.h>

#include "judge/judge.h"
#include "report/style.h"

/* Everything that a reporter may print. */
struct report {
	const struct verdict *verdict;
	const struct source *const *sources; /* sorted by path */
	size_t source_count;
	const struct graph *const *graphs; /* one per context */
	size_t graph_count;
	struct {
		size_t shown[3];  /* by severity */
		size_t hidden[3]; /* below --min-severity */
		size_t ignored;   /* excused */
		size_t fixable;   /* of those shown, with a safe fix */
		size_t files;     /* read */
		size_t no_object; /* files without a Kubernetes object */
		size_t templates; /* files left to helm */
		size_t patches;   /* files left to kustomize */
		size_t unreadable;
		size_t objects;
		size_t pods;
		size_t agents;
	} count;
	double milliseconds; /* wall time of the run so far */
	struct style style;  /* of the stream that is written to */
	bool quiet;          /* first lines of findings only */
	bool trouble;        /* something could not be read or parsed */
};

struct reporter {
	const char *name; /* what -f takes */
	const char *help; /* one line for --help */
	/* Prints the whole report; false when memory or the stream fails. */
	bool (*write)(FILE *out, const struct report *report);
	bool for_people; /* has the summary line in it */
};

/* Ends with a NULL name. */
extern const struct reporter *const reporters[];

/* The reporter of that name, or NULL. */
const struct reporter *reporter_find(struct str name);

#endif
