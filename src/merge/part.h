/* SPDX-License-Identifier: Apache-2.0 */
/* One report that was read back: of a shard, or of a whole run. */
#ifndef MERGE_PART_H
#define MERGE_PART_H

#include <jansson.h>

#include "base/error.h"
#include "report/report.h"

/* By what findings are sorted. */
struct order {
	size_t file; /* 0 in whole runs: by path */
	struct str path;
	size_t line, column;
	struct str rule, message, namespace;
};

/* One finding, as its text in the report. */
struct record {
	const struct part *part;
	struct order order;
	struct str text;
	struct str fingerprint; /* empty for what is about no object */
	enum severity severity;
	bool ignored;
	bool fixable;
};

/* The report in the file PATH. */
struct part {
	struct str path;
	const struct dialect *dialect;
	struct shard shard; /* of 0: a whole run's */
	struct str input;   /* see shard_input */
	bool trouble;
	json_t *remarks; /* what could not be read: an array */
	struct counts counts;
	struct record *records; /* in the report's order */
	size_t record_count;
};

/* How a format says what both say: the one place where they differ. */
struct dialect {
	const char *format;   /* what -f calls it */
	const char *findings; /* the key of the array of findings, */
	size_t depth;         /* inside that many brackets */
	const char *bag; /* the member of a run or finding for what the format
			    does not know; NULL: the run or finding itself */

	/* The object that holds the findings, in a FRAME without them; NULL
	 * when FRAME is no such report. */
	json_t *(*run)(json_t *frame);
	const json_t *(*version)(const json_t *run);
	json_t *(*remarks)(const json_t *run); /* borrowed */

	/* Of a whole run's report: what a shard's would say in its part. */
	bool (*read_run)(
		struct part *part, const json_t *run, struct error *error);
	bool (*read_finding)(struct part *part, struct record *record,
		struct arena *arena, const json_t *finding);

	const char *first, *next; /* before findings */
	bool (*write_head)(FILE *out, const struct part *whole);
	bool (*write_tail)(FILE *out, const struct part *whole);
};

extern const struct dialect dialect_json;
extern const struct dialect dialect_sarif;

/* The text of a member in ARENA; empty when it is no string. */
struct str part_text(struct arena *arena, const json_t *text);

/* Reads a number into *NUMBER; false when VALUE is none that a size can be. */
bool part_number(size_t *number, const json_t *value);

/* Reads the name of a severity; false when it is none. */
bool part_severity(enum severity *severity, const json_t *value);

/* Parses TEXT, which has to live as long as PART does. Text that is no report
 * of this version of agentlint is an error. */
bool part_read(struct part *part, struct arena *arena, struct str path,
	struct str text, struct error *error);

/* The finding of RECORD, read anew, as a whole run prints it. */
json_t *record_value(const struct record *record);

void part_release(struct part *part);

#endif
