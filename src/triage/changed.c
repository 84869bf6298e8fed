/* SPDX-License-Identifier: Apache-2.0 */
/* Compares two verdicts: deleting a policy changes no line of the agent that
 * it guarded, but the agent's finding is new. */
#include "triage/changed.h"

#include <stdlib.h>

#include "load/source.h"

static bool
is_touched(struct place place)
{
	return lines_touch(place.source->lines, place.span);
}

static bool
touches(const struct finding *finding)
{
	if (is_touched(finding->place))
		return true;
	for (size_t i = 0; i < finding->related_count; i++)
		if (is_touched(finding->related[i].place))
			return true;
	return false;
}

/* What is wrong with a file as a file depends on that file alone; and as one
 * that cannot be read fails the run, it is not passed over when it was
 * touched at all. */
static bool
is_kept(const struct finding *finding)
{
	const struct rule *rule = finding->rule;

	return touches(finding) ||
	       (rule->check_problem && finding->place.source->lines->differs &&
		       problem_is_trouble(rule->problem));
}

static bool
is_as_it_was(const struct finding *finding)
{
	const struct rule *rule = finding->rule;

	/* What suppressions are good for depends on other files, too. */
	return rule->check_problem &&
	       rule->problem < PROBLEM_INVALID_SUPPRESSION &&
	       !finding->place.source->lines->differs;
}

/* Those alike side by side, the most severe first. */
static int
compare(const void *left, const void *right)
{
	const struct finding *const *a = left;
	const struct finding *const *b = right;
	int order = str_compare((*a)->kin, (*b)->kin);

	if (!order)
		order = (int)(*b)->severity - (int)(*a)->severity;
	return order ? order
		     : str_compare((*a)->fingerprint, (*b)->fingerprint);
}

static void
sort(struct finding **findings, size_t count)
{
	if (count)
		qsort(findings, count, sizeof(struct finding *), compare);
}

/* Each finding of the past speaks for one of today that is like it, and no more
 * severe: of three that were two before, one is news. */
static void
match(struct finding **now, size_t now_count, struct finding **then,
	size_t then_count)
{
	size_t j = 0;

	sort(now, now_count);
	sort(then, then_count);
	for (size_t i = 0; i < now_count; i++) {
		int order = 1;

		while (j < then_count &&
			(order = str_compare(then[j]->kin, now[i]->kin)) < 0)
			j++;
		if (j == then_count || order != 0 ||
			then[j]->severity < now[i]->severity)
			continue;
		now[i]->state = FINDING_UNCHANGED;
		j++;
	}
}

void
changed_apply(struct arena *arena, struct verdict *now, struct verdict *then)
{
	struct finding **untouched =
		arena_array(arena, now->count + 1, sizeof(*untouched));
	struct finding **shown =
		arena_array(arena, then->count + 1, sizeof(*shown));
	size_t untouched_count = 0, shown_count = 0;

	verdict_identify(arena, now);
	verdict_identify(arena, then);
	for (size_t i = 0; i < then->count; i++)
		if (then->findings[i]->state == FINDING_SHOWN)
			shown[shown_count++] = then->findings[i];
	for (size_t i = 0; i < now->count; i++) {
		struct finding *finding = now->findings[i];

		if (finding->state != FINDING_SHOWN || is_kept(finding))
			continue;
		if (is_as_it_was(finding))
			finding->state = FINDING_UNCHANGED;
		else
			untouched[untouched_count++] = finding;
	}
	match(untouched, untouched_count, shown, shown_count);
}
