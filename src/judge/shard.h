/* SPDX-License-Identifier: Apache-2.0 */
/* Several runs that judge one input between them. Each reads all of it, or it
 * would not see the policy of another namespace that lets an agent out; but
 * each judges its own namespaces alone, so that every finding is made once. */
#ifndef JUDGE_SHARD_H
#define JUDGE_SHARD_H

#include <agentlint/graph.h>

#include "load/source.h"

struct rule_choice;

struct shard {
	size_t index; /* from 1 */
	size_t of;    /* 0: there is one run, and it judges everything */
};

/* Whether SHARD judges what is in NAMESPACE: the index of the shard that does
 * is 1 more than a hash of the name, modulo the number of shards. What is in no
 * namespace, and what is no object, is the first shard's. */
bool shard_holds(struct shard shard, struct str namespace);

/* Whether SHARD judges OBJECT, which may be NULL. */
bool shard_holds_object(struct shard shard, const struct object *object);

/* A number that stands for all SOURCES and for the rules of CHOICES, so that
 * shards of different inputs are not taken for parts of one. */
uint64_t shard_input(const struct source *const *sources, size_t count,
	const struct rule_choice *choices);

#endif
