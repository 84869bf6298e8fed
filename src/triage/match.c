/* SPDX-License-Identifier: Apache-2.0 */
/* Suppressions are sorted twice: by where their scopes start, and by what
 * object they are on. Scopes are nodes, so two of them lie apart or one in the
 * other: those around a place are a chain. */
#include "triage/match.h"

#include <stdlib.h>

#include "base/pointer.h"

struct scope {
	struct suppression *suppression;
	size_t outer; /* index + 1 of the nearest one around; 0: none */
	bool walked;  /* it and all around it are used */
};

struct matcher {
	struct arena scratch;
	struct arena *arena;
	struct scope *scopes; /* by rule, source, start; outer ones first */
	struct suppression **bearers; /* by rule and object; annotations */
	size_t scope_count, bearer_count;
	struct finding *finding; /* that is looked at */
	bool excuse;
};

/* By what a scope is looked up by. */
static int
compare_scope(const struct suppression *suppression, const struct rule *rule,
	const struct source *source)
{
	int order = pointer_compare(suppression->rule, rule);

	return order ? order
		     : pointer_compare(suppression->scope.source, source);
}

static int
compare_scopes(const void *left, const void *right)
{
	const struct suppression *a = ((const struct scope *)left)->suppression;
	const struct suppression *b =
		((const struct scope *)right)->suppression;
	int order = compare_scope(a, b->rule, b->scope.source);

	if (!order)
		order = mark_compare(a->scope.span.start, b->scope.span.start);
	if (!order)
		order = mark_compare(b->scope.span.end, a->scope.span.end);
	return order ? order : pointer_compare(a, b);
}

static int
compare_bearer(const struct suppression *suppression, const struct rule *rule,
	const struct object *object)
{
	int order = pointer_compare(suppression->rule, rule);

	return order ? order : pointer_compare(suppression->object, object);
}

static int
compare_bearers(const void *left, const void *right)
{
	const struct suppression *a = *(struct suppression *const *)left;
	const struct suppression *b = *(struct suppression *const *)right;
	int order = compare_bearer(a, b->rule, b->object);

	return order ? order : pointer_compare(a, b);
}

static void
link_outer(struct matcher *matcher)
{
	struct scope *scopes = matcher->scopes;

	for (size_t i = 1; i < matcher->scope_count; i++) {
		const struct suppression *inner = scopes[i].suppression;
		size_t outer = i;

		while (outer) {
			const struct suppression *around =
				scopes[outer - 1].suppression;

			if (compare_scope(
				    around, inner->rule, inner->scope.source)) {
				outer = 0;
				break;
			}
			if (mark_is_before(inner->scope.span.start,
				    around->scope.span.end))
				break;
			outer = scopes[outer - 1].outer;
		}
		scopes[i].outer = outer;
	}
}

static void
matcher_init(struct matcher *matcher, const struct suppressions *suppressions)
{
	size_t count = suppressions->count;

	matcher->scopes =
		arena_array(&matcher->scratch, count, sizeof(struct scope));
	matcher->bearers = arena_array(
		&matcher->scratch, count, sizeof(struct suppression *));
	for (size_t i = 0; i < count; i++) {
		struct suppression *suppression = &suppressions->items[i];

		matcher->scopes[matcher->scope_count++].suppression =
			suppression;
		if (suppression->object)
			matcher->bearers[matcher->bearer_count++] = suppression;
	}
	qsort(matcher->scopes, matcher->scope_count, sizeof(struct scope),
		compare_scopes);
	if (matcher->bearer_count)
		qsort(matcher->bearers, matcher->bearer_count,
			sizeof(*matcher->bearers), compare_bearers);
	link_outer(matcher);
}

static void
use(struct matcher *matcher, struct suppression *suppression)
{
	struct place place = suppression->place;

	suppression->used = true;
	if (!matcher->excuse || matcher->finding->state == FINDING_IGNORED)
		return;
	finding_excuse(matcher->finding,
		(struct excuse){
			.by = suppression->by,
			.place = place,
			.where = arena_printf(matcher->arena, "%.*s:%u:%u",
				STR_ARG(place.source->path),
				place.span.start.line, place.span.start.column),
			.reason = suppression->reason,
		});
}

/* How many scopes come before those of RULE in SOURCE that start at MARK. */
static size_t
scopes_before(const struct matcher *matcher, const struct rule *rule,
	const struct source *source, struct mark mark)
{
	size_t low = 0, high = matcher->scope_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct suppression *suppression =
			matcher->scopes[middle].suppression;
		int order = compare_scope(suppression, rule, source);

		if (!order)
			order = mark_compare(
				suppression->scope.span.start, mark);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Uses what meets PLACE: what starts in it, then what lies around its start. */
static void
match_place(struct matcher *matcher, struct place place)
{
	const struct rule *rule = matcher->finding->rule;
	struct mark start = place.span.start;
	struct mark end = place.span.end;
	size_t from = scopes_before(matcher, rule, place.source, start);
	size_t to;

	if (!mark_is_before(start, end))
		end = (struct mark){ start.line, start.column + 1 };
	to = scopes_before(matcher, rule, place.source, end);
	for (size_t i = to; i > from; i--)
		use(matcher, matcher->scopes[i - 1].suppression);
	for (size_t i = from; i; i = matcher->scopes[i - 1].outer) {
		struct scope *scope = &matcher->scopes[i - 1];
		struct suppression *suppression = scope->suppression;

		if (compare_scope(suppression, rule, place.source))
			return;
		if (!mark_is_before(start, suppression->scope.span.end))
			continue;
		use(matcher, suppression);
		if (scope->walked)
			return;
		scope->walked = true;
	}
}

static void
match_bearer(struct matcher *matcher)
{
	const struct finding *finding = matcher->finding;
	size_t low = 0, high = matcher->bearer_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_bearer(matcher->bearers[middle], finding->rule,
			    finding->object) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < matcher->bearer_count; low++) {
		struct suppression *suppression = matcher->bearers[low];

		if (compare_bearer(suppression, finding->rule, finding->object))
			return;
		if (!suppression->pod || suppression->pod == finding->pod)
			use(matcher, suppression);
	}
}

static void
match(struct matcher *matcher, struct finding *finding)
{
	matcher->finding = finding;
	match_place(matcher, finding->place);
	for (size_t i = 0; i < finding->related_count; i++)
		match_place(matcher, finding->related[i].place);
	if (finding->object)
		match_bearer(matcher);
}

void
suppressions_match(struct suppressions *suppressions,
	const struct verdict *verdict, bool excuse)
{
	struct matcher matcher = {
		.arena = suppressions->arena,
		.excuse = excuse,
	};

	if (!suppressions->count)
		return;
	matcher_init(&matcher, suppressions);
	for (size_t i = 0; i < verdict->count; i++)
		match(&matcher, verdict->findings[i]);
	arena_release(&matcher.scratch);
}
