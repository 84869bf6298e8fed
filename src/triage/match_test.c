/* SPDX-License-Identifier: Apache-2.0 */
/* The search for suppressions finds what a look at each would find. */
#include "testing.h"

#include "load/parse.h"
#include "triage/match.h"

enum { ROUNDS = 300, LINES = 40, MOST_NODES = 200, SUPPRESSIONS = 30 };

static uint32_t seed = 1;

static size_t
below(size_t limit)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % limit;
}

struct scene {
	struct arena arena;
	struct source sources[2];
	const struct node *nodes[MOST_NODES];
	size_t node_count;
	struct suppressions suppressions;
	struct finding findings[SUPPRESSIONS];
	struct finding *pointers[SUPPRESSIONS];
};

static void
collect(struct scene *scene, const struct node *node)
{
	if (scene->node_count < MOST_NODES)
		scene->nodes[scene->node_count++] = node;
	NODE_EACH(child, node)
		collect(scene, child);
}

/* Two files of mappings in mappings. */
static void
make_sources(struct scene *scene)
{
	for (size_t i = 0; i < 2; i++) {
		struct str text = STR("k: 1\n");
		size_t depth = 0;

		for (size_t line = 0; line < LINES; line++) {
			bool opens = below(3) == 0 && depth < 6;

			text = arena_printf(&scene->arena, "%.*s%*sk%zu:%s\n",
				STR_ARG(text), (int)depth * 2, "", line,
				opens ? "" : " [1, {a: b}]");
			depth = opens ? depth + 1 : below(depth + 1);
			if (opens)
				text = arena_printf(&scene->arena,
					"%.*s%*sx: y\n", STR_ARG(text),
					(int)depth * 2, "");
		}
		source_set_text(&scene->sources[i], STR("a.yaml"), text);
		parse_source(&scene->sources[i], &limits_default);
		assert_int_equal(scene->sources[i].problem_count, 0);
		collect(scene, scene->sources[i].documents[0]);
	}
}

static const struct node *
any_node(const struct scene *scene)
{
	return scene->nodes[below(scene->node_count)];
}

static struct place
any_scope(const struct scene *scene)
{
	const struct node *node = any_node(scene);

	if (below(10) == 0)
		return (struct place){ node_source(node),
			{ { 1, 1 }, { UINT32_MAX, UINT32_MAX } } };
	return node_whole_place(node);
}

static struct place
any_place(const struct scene *scene)
{
	struct place place = below(2) ? node_place(any_node(scene))
				      : node_key_place(any_node(scene));

	if (below(4) == 0)
		place.span.end = place.span.start;
	return place;
}

static void
make_scene(struct scene *scene, size_t count)
{
	*scene = (struct scene){ 0 };
	make_sources(scene);
	scene->suppressions.arena = &scene->arena;
	scene->suppressions.items = arena_array(
		&scene->arena, count, sizeof(*scene->suppressions.items));
	scene->suppressions.count = count;
	for (size_t i = 0; i < count; i++) {
		struct suppression *suppression = &scene->suppressions.items[i];
		struct finding *finding = &scene->findings[i];

		suppression->rule = rule_table[below(3)];
		suppression->scope = any_scope(scene);
		suppression->place = suppression->scope;
		*finding = (struct finding){
			.rule = rule_table[below(3)],
			.place = any_place(scene),
			.arena = &scene->arena,
		};
		if (below(2))
			finding_relate(finding, any_place(scene), "%s", "");
		scene->pointers[i] = finding;
	}
}

static bool
meets(struct place scope, struct place place)
{
	struct mark end = place.span.end;

	if (!mark_is_before(place.span.start, end))
		end.column = place.span.start.column + 1;
	return scope.source == place.source &&
	       mark_is_before(scope.span.start, end) &&
	       mark_is_before(place.span.start, scope.span.end);
}

static bool
is_for(const struct suppression *suppression, const struct finding *finding)
{
	if (suppression->rule != finding->rule)
		return false;
	if (meets(suppression->scope, finding->place))
		return true;
	return finding->related_count &&
	       meets(suppression->scope, finding->related[0].place);
}

static void
check_scene(const struct scene *scene, size_t count, bool excuse)
{
	for (size_t i = 0; i < count; i++) {
		bool used = false, excused = false;

		for (size_t j = 0; j < count; j++) {
			used |= is_for(&scene->suppressions.items[i],
				&scene->findings[j]);
			excused |= is_for(&scene->suppressions.items[j],
				&scene->findings[i]);
		}
		assert_int_equal(scene->suppressions.items[i].used, used);
		assert_int_equal(scene->findings[i].state == FINDING_IGNORED,
			excused && excuse);
	}
}

static void
finds_what_meets(void **state)
{
	(void)state;
	for (size_t round = 0; round < ROUNDS; round++) {
		size_t count = below(SUPPRESSIONS) + 1;
		struct scene scene;
		struct verdict verdict;

		make_scene(&scene, count);
		verdict = (struct verdict){ .findings = scene.pointers,
			.count = count };
		suppressions_match(&scene.suppressions, &verdict, round % 2);
		check_scene(&scene, count, round % 2);
		arena_release(&scene.sources[0].arena);
		arena_release(&scene.sources[1].arena);
		arena_release(&scene.arena);
	}
}

static void
goes_by_what_bears_it(void **state)
{
	struct object objects[2] = { 0 };
	struct pod pods[2] = { 0 };
	struct source source = { .path = STR("a.yaml") };
	struct place place = { &source, { { 1, 1 }, { 1, 2 } } };
	struct arena arena = { 0 };
	struct suppression items[] = {
		{ .rule = rule_table[0],
			.place = place,
			.scope = place,
			.object = &objects[0] },
		{ .rule = rule_table[0],
			.place = place,
			.scope = place,
			.object = &objects[1],
			.pod = &pods[1] },
	};
	struct suppressions suppressions = {
		.arena = &arena, .items = items, .count = 2
	};
	struct finding findings[] = {
		{ .rule = rule_table[0], .object = &objects[0] },
		{ .rule = rule_table[1], .object = &objects[0] },
		{ .rule = rule_table[0],
			.object = &objects[1],
			.pod = &pods[0] },
		{ .rule = rule_table[0],
			.object = &objects[1],
			.pod = &pods[1] },
		{ .rule = rule_table[0], .object = &objects[1] },
		{ .rule = rule_table[0] },
	};
	struct finding *pointers[6];
	struct verdict verdict = { .findings = pointers, .count = 6 };

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		findings[i].arena = &arena;
		pointers[i] = &findings[i];
	}
	suppressions_match(&suppressions, &verdict, true);
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(
			findings[i].state == FINDING_IGNORED, i == 0 || i == 3);
	assert_true(str_is(findings[3].excuse->where, "a.yaml:1:1"));
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_meets),
		cmocka_unit_test(goes_by_what_bears_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
