/* SPDX-License-Identifier: Apache-2.0 */
/* What a manifest says about itself that agentlint shall not report: one rule
 * in one scope, by a comment or an annotation. */
#ifndef TRIAGE_SUPPRESSION_H
#define TRIAGE_SUPPRESSION_H

#include "base/arena.h"
#include "base/date.h"
#include "judge/finding.h"

struct suppression {
	enum excuser by;
	const struct rule *rule;
	struct place place; /* of the rule's name in it */
	struct place scope;
	const struct object *object; /* that bears the annotation, or NULL */
	const struct pod *pod;       /* whose template bears it, or NULL */
	struct str reason;           /* may be empty */
	bool used;                   /* it excuses something */
};

/* All that the input holds, and what is wrong with them. */
struct suppressions {
	struct arena *arena;
	struct date today;
	bool reasons_required;
	struct suppression *items;
	size_t count, capacity;
	struct problem *problems;
	size_t problem_count, problem_capacity;
};

/* Adds what LIKE says, for the rule called NAME, with the reason in WORDS, of
 * which one may be "expires=2027-01-31": the last day on which it holds. What
 * is over, lacks a reason that is required, names no rule, or one that only a
 * reviewer may excuse, becomes a problem instead: it excuses nothing. */
void suppressions_add(struct suppressions *suppressions,
	struct suppression like, struct str name, struct str words);

/* Adds the problem that what stands at PLACE is no suppression. */
__attribute__((format(printf, 3, 4))) void suppressions_refuse(
	struct suppressions *suppressions, struct place place,
	const char *format, ...);

/* Adds a problem of another KIND. */
__attribute__((format(printf, 4, 5))) struct problem *suppressions_problem(
	struct suppressions *suppressions, enum problem_kind kind,
	struct place place, const char *format, ...);

#endif
