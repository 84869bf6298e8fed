/* SPDX-License-Identifier: Apache-2.0 */
/* Which of several runs judges what. */
#include "judge/shard.h"

#include "base/hash.h"
#include "judge/judge.h"

/* FNV-1a leaves names that differ in their last letters close to each other:
 * the last step of MurmurHash3 spreads them. */
static uint64_t
spread(uint64_t hash)
{
	hash = (hash ^ hash >> 33) * UINT64_C(0xff51afd7ed558ccd);
	hash = (hash ^ hash >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ hash >> 33;
}

bool
shard_holds(struct shard shard, struct str namespace)
{
	if (!shard.of)
		return true;
	if (!namespace.len)
		return shard.index == 1;
	return spread(hash_bytes(HASH_START, namespace)) % shard.of + 1 ==
	       shard.index;
}

bool
shard_holds_object(struct shard shard, const struct object *object)
{
	return shard_holds(
		shard, object ? object->namespace : (struct str){ 0 });
}

uint64_t
shard_input(const struct source *const *sources, size_t count,
	const struct rule_choice *choices)
{
	uint64_t hash = HASH_START;

	for (size_t i = 0; i < count; i++) {
		hash = hash_str(hash, sources[i]->path);
		hash = hash_str(hash, sources[i]->text);
		hash = hash_str(hash, str_of(sources[i]->error.text));
	}
	for (; choices->rule; choices++) {
		if (choices->off)
			continue;
		hash = hash_str(hash, str_of(choices->rule->id));
		hash = hash_str(hash, str_of(severity_name(choices->severity)));
	}
	return hash;
}
