/* SPDX-License-Identifier: Apache-2.0 */
/* FNV-1a over readable text: nothing here has to resist an attacker, who
 * could as well change the manifest. */
#include <inttypes.h>
#include <stdlib.h>

#include "analysis/workload/secret_mask.h"
#include "base/hash.h"
#include "graph/build.h"
#include "judge/field.h"
#include "judge/judge.h"
#include "load/source.h"

struct mark_of_identity {
	uint64_t hash;
	size_t index; /* in the findings */
};

static uint64_t
hash_object(uint64_t hash, const struct object *object)
{
	hash = hash_str(hash, object->graph->name);
	hash = hash_str(hash, object->group);
	hash = hash_str(hash, object->kind);
	hash = hash_str(hash, object->namespace);
	return hash_str(hash, object->name);
}

static uint64_t
hash_finding(struct arena *arena, const struct finding *finding)
{
	uint64_t hash = HASH_START;

	hash = hash_str(hash, str_of(finding->rule->id));
	if (!finding->object) {
		hash = hash_str(hash, finding->place.source->path);
		return hash_str(hash, finding->message);
	}
	hash = hash_object(hash, finding->object);
	if (finding->container)
		hash = hash_str(hash, finding->container->name);
	if (!finding->node)
		return hash_str(hash, finding->field);
	return hash_str(hash,
		field_identity(arena, finding->object->root, finding->node));
}

static int
compare(const void *left, const void *right)
{
	const struct mark_of_identity *a = left;
	const struct mark_of_identity *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* Numbers what is alike, in the order of the findings. */
static void
write_fingerprints(struct arena *arena, struct finding *const *findings,
	struct mark_of_identity *marks, size_t count)
{
	uint64_t occurrence = 0;
	struct str kin = { 0 };

	for (size_t i = 0; i < count; i++) {
		struct finding *finding = findings[marks[i].index];
		bool again = i > 0 && marks[i - 1].hash == marks[i].hash;

		occurrence = again ? occurrence + 1 : 0;
		finding->fingerprint = arena_printf(arena, "%016" PRIx64,
			marks[i].hash + occurrence * 0x9E3779B97F4A7C15u);
		if (!again)
			kin = finding->fingerprint;
		finding->kin = kin;
	}
}

static void
name_field(struct finding *finding)
{
	struct arena *arena = finding->arena;

	if (finding->mapping)
		finding->field =
			field_below(arena, finding->mapping, finding->key);
	else if (finding->node)
		finding->field =
			field_path(arena, finding->object->root, finding->node);
	finding->field = secret_mask(arena, finding->field);
}

void
verdict_identify(struct arena *arena, struct verdict *verdict)
{
	size_t count = verdict->count;
	struct arena scratch = { 0 };
	struct mark_of_identity *marks;

	if (verdict->identified)
		return;
	marks = arena_array(&scratch, count + 1, sizeof(*marks));
	for (size_t i = 0; i < count; i++) {
		name_field(verdict->findings[i]);
		marks[i] = (struct mark_of_identity){
			hash_finding(&scratch, verdict->findings[i]), i
		};
	}
	qsort(marks, count, sizeof(*marks), compare);
	write_fingerprints(arena, verdict->findings, marks, count);
	arena_release(&scratch);
	verdict->identified = true;
}
