/* SPDX-License-Identifier: Apache-2.0 */
/* Walks every context's graph and calls each rule with what it asks for. */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "base/arena.h"
#include "judge/finding.h"
#include "judge/shard.h"
#include "load/source.h"

/* Every rule of rules/, sorted by module and id; ends with NULL. */
extern const struct rule *const rule_table[];

/* Whether a rule runs, and with what severity: the configuration's and the
 * command line's choice. */
struct rule_choice {
	const struct rule *rule;
	bool off;
	bool unselected; /* it is off, and only because others are selected */
	bool silent;     /* it runs, and its findings are not asked for */
	enum severity severity;
};

/* Values that no output may show. */
struct concealed {
	struct place *places; /* sorted by verdict_conceal, and apart */
	size_t count, capacity;
};

struct verdict {
	struct finding **findings; /* sorted */
	size_t count;
	bool identified; /* they have their fields and fingerprints */
	struct concealed concealed;
};

/* Judges what SHARD holds of GRAPHS (one per context) and of the problems of
 * SOURCES. CHOICES has one entry for each rule to run and ends with a NULL
 * rule. */
struct verdict judge(struct arena *arena, const struct graph *const *graphs,
	size_t graph_count, const struct source *const *sources,
	size_t source_count, const struct rule_choice *choices,
	const struct settings *settings, struct shard shard);

/* Gives each finding of VERDICT its field and its fingerprint, unless that is
 * done: programs, baselines and comparisons ask for them, people do not. The
 * fingerprint is a hash over the rule, the context, the object's identity and
 * the field, in which items of lists go by their names. Findings alike in all
 * of that are told apart by their order. */
void verdict_identify(struct arena *arena, struct verdict *verdict);

/* Conceals what looks like a credential near the findings of VERDICT that are
 * written; around what could not be parsed by the text of its lines. Call it
 * when it is settled which those are, and before a report asks. */
void verdict_conceal(struct arena *arena, struct verdict *verdict);

/* Adds to VERDICT what the rules that CHOICES asks for say of PROBLEMS. */
void verdict_amend(struct verdict *verdict, struct arena *arena,
	const struct problem *problems, size_t count,
	const struct rule_choice *choices, const struct settings *settings);

/* The concealed place that the character at MARK belongs to, or NULL. */
const struct place *verdict_concealed(const struct verdict *verdict,
	const struct source *source, struct mark mark);

/* The rule of that id or former id, or NULL. */
const struct rule *rule_find(struct str id);

/* "unknown rule 'NAME'; did you mean ...?", or where to look; with MODULES it
 * may have been one of those. */
struct str rule_unknown(struct arena *arena, struct str name, bool modules);

#endif
