/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with a file, before any rule has looked at it. */
#ifndef AGENTLINT_PROBLEM_H
#define AGENTLINT_PROBLEM_H

#include <agentlint/node.h>

/* What the loader could not take as it stands, and what is wrong with the
 * suppressions in comments and annotations. */
enum problem_kind {
	PROBLEM_SYNTAX,              /* no YAML */
	PROBLEM_DUPLICATE_KEY,       /* the last one wins */
	PROBLEM_BUDGET,              /* a named limit was hit */
	PROBLEM_TEMPLATE,            /* a Helm template that is not rendered */
	PROBLEM_INCOMPLETE_OBJECT,   /* no apiVersion or no kind */
	PROBLEM_INVALID_SUPPRESSION, /* it can excuse nothing */
	PROBLEM_UNUSED_SUPPRESSION,  /* there is nothing to excuse */
	PROBLEM_EXPIRED_SUPPRESSION, /* its time is over */
	PROBLEM_UNEXPLAINED_SUPPRESSION, /* it does not say why */
};

/* Whether input is lost by it, which is a finding and trouble as well. */
static inline bool
problem_is_trouble(enum problem_kind kind)
{
	return kind == PROBLEM_SYNTAX || kind == PROBLEM_BUDGET;
}

struct problem {
	enum problem_kind kind;
	bool passed; /* of syntax: what follows is read, not lost */
	struct place place;
	struct str message;   /* what is wrong, without the place; of a
				 template its chart's folder, empty when it
				 stands in none */
	struct place related; /* source is NULL when there is none */
	const char *label;    /* what the related place is */
	const char *unknown;  /* why it cannot be told for sure, or NULL */
};

#endif
