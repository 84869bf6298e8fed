/* SPDX-License-Identifier: Apache-2.0 */
/* What is only known when all rules have spoken. */
#include <string.h>

#include "judge/judge.h"
#include "judge/pass.h"

static void
judge_problem(struct gathering *gathering, const struct problem *problem,
	const struct rule_choice *choice, const struct settings *settings)
{
	struct pass pass = {
		.gathering = gathering,
		.settings = settings,
		.rule = choice->rule,
		.severity = choice->severity,
	};

	if (!choice->off && !choice->silent && choice->rule->check_problem &&
		choice->rule->problem == problem->kind)
		choice->rule->check_problem(&pass, problem);
}

static void
join(struct arena *arena, struct verdict *verdict,
	const struct gathering *gathering)
{
	size_t count = verdict->count + gathering->count;
	struct finding **findings =
		arena_array(arena, count, sizeof(*findings));

	if (verdict->count)
		memcpy(findings, verdict->findings,
			verdict->count * sizeof(*findings));
	memcpy(findings + verdict->count, gathering->findings,
		gathering->count * sizeof(*findings));
	verdict->findings = findings;
	verdict->count = findings_sort(findings, count);
	verdict->identified = false;
}

void
verdict_amend(struct verdict *verdict, struct arena *arena,
	const struct problem *problems, size_t count,
	const struct rule_choice *choices, const struct settings *settings)
{
	struct gathering gathering = { .arena = arena };

	for (; choices->rule; choices++)
		for (size_t i = 0; i < count; i++)
			judge_problem(
				&gathering, &problems[i], choices, settings);
	if (gathering.count)
		join(arena, verdict, &gathering);
}
