/* SPDX-License-Identifier: Apache-2.0 */
/* One finding: what a rule said of one place, with its story. */
#ifndef JUDGE_FINDING_H
#define JUDGE_FINDING_H

#include <agentlint/rule.h>

#include "base/arena.h"

struct related {
	struct place place;
	struct str label;
};

struct edit {
	struct place place; /* replaced; empty span: inserted before */
	struct str text;
};

struct detail {
	const char *key;
	struct str value;
};

/* What a user has excused a finding by; first what stands in a manifest. */
#define EXCUSERS(X) \
	X(COMMENT, "comment") \
	X(ANNOTATION, "annotation") \
	X(CONFIGURATION, "configuration") \
	X(BASELINE, "baseline")

#define EXCUSER_ENUM_(name_, text_) EXCUSED_BY_##name_,
enum excuser { EXCUSERS(EXCUSER_ENUM_) EXCUSER_COUNT };
#undef EXCUSER_ENUM_

struct excuse {
	enum excuser by;
	struct place place; /* in a manifest; source is NULL elsewhere */
	struct str where;   /* "PATH:LINE:COLUMN", or "PATH:LINE" */
	struct str reason;  /* in the user's words; may be empty */
};

struct finding {
	const struct rule *rule;
	enum severity severity;
	struct place place;
	struct str message;
	struct str label;   /* under the carets; may be empty */
	struct str help;    /* never empty */
	struct str unknown; /* why manifests cannot decide; may be empty */
	struct related *related;
	size_t related_count;
	size_t related_capacity;
	struct detail *details;
	size_t detail_count;
	size_t detail_capacity;
	struct edit *edits;
	size_t edit_count;
	size_t edit_capacity;
	bool fix_is_safe;

	/* What it is about; NULL where that does not apply. */
	const struct object *object;
	const struct pod *pod;
	const struct container *container;
	const struct node *node;      /* that it points at, or NULL */
	const struct pod **concerned; /* whom it bears upon besides */
	size_t concerned_count;
	size_t concerned_capacity;
	const struct node *mapping; /* that lacks KEY, where a rule says so */
	const char *key;

	/* Empty before verdict_identify. */
	struct str field; /* path in the object: "spec.containers[0].image" */
	struct str fingerprint; /* 16 hex digits; holds no line number */
	struct str kin; /* the fingerprint of the first of those that are alike
			   in all that it is made of */

	enum finding_state {
		FINDING_SHOWN,
		FINDING_HIDDEN,     /* below --min-severity */
		FINDING_IGNORED,    /* excused by the user */
		FINDING_IN_CONTEXT, /* in a file that is context alone */
		FINDING_UNCHANGED,  /* has nothing to do with what changed */
	} state;
	const struct excuse *excuse; /* of what is ignored; else NULL */
	size_t number;               /* in the order of reporting */
	struct arena *arena;
};

/* Negative, 0 or positive as A comes before, with or after B in a report: by
 * path, line, column, rule id, message and what they are about, its namespace
 * first. */
int finding_compare(const struct finding *a, const struct finding *b);

/* Sorts as finding_compare says, so that neither threads nor the order of files
 * is visible; of findings alike in all of that keeps the one that was reported
 * first. Returns the number that is left. */
size_t findings_sort(struct finding **findings, size_t count);

/* Whether a report for programs has it: what is shown, and what the user has
 * excused. The rest is counted. */
bool finding_is_written(const struct finding *finding);

/* "comment", "annotation", ... */
const char *excuser_name(enum excuser excuser);

/* Excuses FINDING, unless something has before; credentials in the reason are
 * masked. */
void finding_excuse(struct finding *finding, struct excuse excuse);

#endif
