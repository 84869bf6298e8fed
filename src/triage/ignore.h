/* SPDX-License-Identifier: Apache-2.0 */
/* The entries of 'ignore' in the configuration. */
#ifndef TRIAGE_IGNORE_H
#define TRIAGE_IGNORE_H

#include "cli/scope.h"
#include "judge/judge.h"

struct ignores {
	const struct scope *scope; /* its configuration holds the entries */
	struct arena *arena;
	struct date today;
	bool *used;                  /* by entry */
	const struct source *source; /* that was asked about last */
	struct str below; /* its path from the configuration's folder on */
};

/* Excuses the findings of VERDICT that an entry of the configuration speaks of,
 * unless its time is over; notes which entries are used. */
void ignores_apply(struct ignores *ignores, const struct verdict *verdict);

/* Whether the entry of that INDEX is over. */
bool ignores_expired(const struct ignores *ignores, size_t index);

/* Whether the entry of that INDEX, which is not over, excuses nothing although
 * its rules are judged by CHOICES and one of SOURCES lies where it looks: to
 * lint a part of the tree makes no entry unused that is for another. */
bool ignores_unused(struct ignores *ignores, size_t index,
	const struct source *const *sources, size_t source_count,
	const struct rule_choice *choices);

#endif
