/* SPDX-License-Identifier: Apache-2.0 */
/* What a run has counted: one table for who writes the counts and for who
 * joins those of several runs, so that no count can be known to one alone. */
#ifndef REPORT_COUNTS_H
#define REPORT_COUNTS_H

#include <jansson.h>

#include "base/error.h"
#include "judge/finding.h"

/* All of them are in the table. */
struct counts {
	size_t shown[3];  /* by severity */
	size_t hidden[3]; /* below --min-severity */
	size_t ignored;   /* excused, by whatever */
	size_t ignored_by[EXCUSER_COUNT];
	size_t in_context; /* in files that are context alone */
	size_t unchanged;  /* on lines that did not change */
	size_t stale;      /* entries of the baseline without a finding */
	size_t unused;     /* entries of the configuration without a finding */
	size_t fixable;    /* of those shown, with a safe fix */
	size_t files;      /* read */
	size_t context;    /* files that are context alone */
	size_t no_object;  /* files without a Kubernetes object */
	size_t templates;  /* files left to helm */
	size_t patches;    /* files left to kustomize */
	size_t unreadable;
	size_t objects;
	size_t pods;
	size_t agents;
};

/* What is counted, and with it how the counts of several runs are joined. */
enum count_of {
	COUNT_OF_FINDINGS, /* shards divide them: they add up */
	COUNT_OF_INPUT,    /* shards read all of it: the same in each */
};

struct count_row {
	const char *home; /* the key of the object that holds it, or NULL */
	const char *key;  /* in that object, or in the JSON summary itself */
	size_t at;        /* offset in struct counts */
	enum count_of of;
};

/* Ends with a NULL key; the order is that of the summary. */
extern const struct count_row count_rows[];

/* The count of that ROW. */
size_t counts_get(const struct counts *counts, const struct count_row *row);

/* The summary as JSON has it. */
json_t *counts_value(const struct counts *counts);

/* Reads what counts_value has made; a count that is missing, unknown or no
 * number is an error. */
bool counts_read(
	struct counts *counts, const json_t *value, struct error *error);

/* Adds PART to SUM, all of it or what is counted OF findings alone. */
void counts_add(struct counts *sum, const struct counts *part);
void counts_add_findings(struct counts *sum, const struct counts *part);

/* The first count of the input that A and B do not have in common, or NULL. */
const struct count_row *counts_differ(
	const struct counts *a, const struct counts *b);

#endif
