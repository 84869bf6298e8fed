/* SPDX-License-Identifier: Apache-2.0 */
/* The faults of a whole graph, found once and kept for the rules. */
#include "analysis/schema/schema.h"

enum { KIND_COUNT = FAULT_MISSING_FIELD + 1 };

struct faults {
	struct pass *pass; /* while they are gathered */
	const struct object *object;
	const struct fault *first[KIND_COUNT];
	struct fault *last[KIND_COUNT];
};

static const char *
keep(struct pass *pass, const char *text)
{
	size_t size = text ? strlen(text) + 1 : 0;

	return text ? memcpy(pass_alloc(pass, size), text, size) : NULL;
}

static void
gather(const struct fault *fault, void *context)
{
	struct faults *faults = context;
	struct fault *kept = pass_alloc(faults->pass, sizeof(*kept));

	*kept = *fault;
	kept->object = faults->object;
	kept->home = keep(faults->pass, fault->home);
	if (faults->last[kept->kind])
		faults->last[kept->kind]->next = kept;
	else
		faults->first[kept->kind] = kept;
	faults->last[kept->kind] = kept;
}

const struct fault *
schema_faults(struct pass *pass, enum fault_kind kind)
{
	static const char key;
	struct object_range objects = graph_objects(pass_graph(pass));
	bool fresh;
	struct faults *faults = pass_memo(pass, &key, sizeof(*faults), &fresh);

	if (!fresh)
		return faults->first[kind];
	faults->pass = pass;
	for (; objects.begin != objects.end; objects.begin++) {
		faults->object = *objects.begin;
		if (pass_judges(pass, faults->object))
			schema_check(faults->object, gather, faults);
	}
	return faults->first[kind];
}
