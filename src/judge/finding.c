/* SPDX-License-Identifier: Apache-2.0 */
/* The order of findings, and what tells them apart over time. */
#include "judge/finding.h"

#include <stdlib.h>

#include "analysis/workload/secret_mask.h"
#include "graph/build.h"
#include "load/source.h"

static int
compare_objects(const struct object *a, const struct object *b)
{
	int order;

	if (a == b || !a || !b)
		return (a != NULL) - (b != NULL);
	order = str_compare(a->namespace, b->namespace);
	if (!order)
		order = str_compare(a->graph->name, b->graph->name);
	if (!order)
		order = str_compare(a->group, b->group);
	if (!order)
		order = str_compare(a->kind, b->kind);
	return order ? order : str_compare(a->name, b->name);
}

static struct str
container_of(const struct finding *finding)
{
	return finding->container ? finding->container->name
				  : (struct str){ 0 };
}

int
finding_compare(const struct finding *a, const struct finding *b)
{
	int order = place_compare(a->place, b->place);

	if (!order)
		order = str_compare(str_of(a->rule->id), str_of(b->rule->id));
	if (!order)
		order = str_compare(a->message, b->message);
	if (!order)
		order = compare_objects(a->object, b->object);
	return order ? order : str_compare(container_of(a), container_of(b));
}

/* The sort itself may not keep the order of what is alike. */
static int
compare_pointers(const void *left, const void *right)
{
	const struct finding *a = *(const struct finding *const *)left;
	const struct finding *b = *(const struct finding *const *)right;
	int order = finding_compare(a, b);

	return order ? order
		     : (a->number > b->number) - (a->number < b->number);
}

size_t
findings_sort(struct finding **findings, size_t count)
{
	size_t kept = 0;

	if (!count)
		return 0;
	qsort(findings, count, sizeof(*findings), compare_pointers);
	for (size_t i = 0; i < count; i++)
		if (!kept || finding_compare(findings[kept - 1], findings[i]))
			findings[kept++] = findings[i];
	return kept;
}

bool
finding_is_written(const struct finding *finding)
{
	return finding->state == FINDING_SHOWN ||
	       finding->state == FINDING_IGNORED;
}

const char *
excuser_name(enum excuser excuser)
{
#define EXCUSER_NAME_(name_, text_) \
	case EXCUSED_BY_##name_: \
		return text_;
	switch (excuser) {
		EXCUSERS(EXCUSER_NAME_)
	case EXCUSER_COUNT:
		break;
	}
#undef EXCUSER_NAME_
	return "";
}

void
finding_excuse(struct finding *finding, struct excuse excuse)
{
	struct excuse *kept;

	if (finding->state == FINDING_IGNORED)
		return;
	kept = arena_alloc(finding->arena, sizeof(*kept));
	*kept = excuse;
	kept->reason = secret_mask(finding->arena, excuse.reason);
	finding->state = FINDING_IGNORED;
	finding->excuse = kept;
}
