/* SPDX-License-Identifier: Apache-2.0 */
/* Findings by what they are about. */
#include "posture/dossier.h"

#include <stdlib.h>

#include "base/pointer.h"

struct filing {
	struct arena *arena;
	struct dossier dossier;
	size_t capacity;
};

static void
file_under(struct filing *filing, const void *subject,
	const struct finding *finding)
{
	struct dossier *dossier = &filing->dossier;

	dossier->entries = arena_grow(filing->arena, dossier->entries,
		dossier->count, &filing->capacity, sizeof(*dossier->entries));
	dossier->entries[dossier->count++] = (struct entry){ subject, finding };
}

static void
file(struct filing *filing, const struct finding *finding)
{
	if (finding->pod) {
		file_under(filing, finding->pod->object, finding);
		return;
	}
	for (size_t i = 0; i < finding->concerned_count; i++)
		file_under(filing, finding->concerned[i]->object, finding);
	if (finding->concerned_count || !finding->object)
		return;
	if (finding->rule->module == MODULE_DETECTION)
		file_under(filing, finding->object->graph, finding);
	else
		file_under(filing, finding->object, finding);
}

static int
compare(const void *a, const void *b)
{
	const struct entry *left = a;
	const struct entry *right = b;
	int order = pointer_compare(left->subject, right->subject);

	return order ? order : finding_compare(left->finding, right->finding);
}

struct dossier
dossier_of(struct arena *arena, const struct verdict *verdict)
{
	struct filing filing = { .arena = arena };

	for (size_t i = 0; i < verdict->count; i++)
		file(&filing, verdict->findings[i]);
	if (filing.dossier.count)
		qsort(filing.dossier.entries, filing.dossier.count,
			sizeof(*filing.dossier.entries), compare);
	return filing.dossier;
}

/* The first entry whose subject is not below SUBJECT. */
static size_t
lower_bound(const struct dossier *dossier, const void *subject)
{
	size_t low = 0, high = dossier->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (pointer_compare(dossier->entries[middle].subject, subject) <
			0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct entries
dossier_about(const struct dossier *dossier, const void *subject)
{
	size_t first = lower_bound(dossier, subject);
	size_t last = first;

	if (!subject || !dossier->count)
		return (struct entries){ NULL, NULL };
	while (last < dossier->count &&
		dossier->entries[last].subject == subject)
		last++;
	return (struct entries){ dossier->entries + first,
		dossier->entries + last };
}
