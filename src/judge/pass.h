/* SPDX-License-Identifier: Apache-2.0 */
/* What the engine hands to a rule: opaque to rules, open to the engine. */
#ifndef JUDGE_PASS_H
#define JUDGE_PASS_H

#include <agentlint/rule.h>

#include "base/arena.h"
#include "judge/judge.h"
#include "judge/shard.h"

/* Findings and concealed places of the whole run. */
struct gathering {
	struct arena *arena;
	struct finding **findings;
	size_t count, capacity;
	struct concealed concealed;
	struct memo *memos;
};

/* What rules share about one graph. */
struct memo {
	const struct graph *graph;
	const void *key;
	void *value;
	struct memo *next;
};

/* One rule over one graph. */
struct pass {
	struct gathering *gathering;
	const struct graph *graph; /* NULL for problems of the loader */
	const struct settings *settings;
	struct shard shard;
	const struct rule *rule;
	enum severity severity; /* of the rule, or as the user chose */

	/* What the hook is called with. */
	const struct object *object;
	const struct pod *pod;
	const struct container *container;
};

#endif
