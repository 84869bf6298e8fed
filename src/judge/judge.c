/* SPDX-License-Identifier: Apache-2.0 */
/* The engine walks, the rule judges. */
#include "judge/judge.h"

#include <assert.h>

#include "graph/build.h"
#include "judge/locate.h"
#include "judge/pass.h"

/* The passes whose rules set one and the same hook. */
struct passes {
	struct pass *items;
	size_t count, capacity;
};

struct calls {
	struct passes problems, objects, pods, containers, graphs;
};

/* Without any there is no array, and nothing behind its end. */
#define EACH_PASS(pass_, passes_) \
	for (struct pass *pass_ = (passes_).items, \
			 *pass_##end_ = pass_ ? pass_ + (passes_).count \
					      : NULL; \
		pass_ != pass_##end_; pass_++)

static struct passes *
passes_of(struct calls *calls, const struct rule *rule)
{
	if (rule->check_problem)
		return &calls->problems;
	if (rule->check_object)
		return &calls->objects;
	if (rule->check_pod)
		return &calls->pods;
	return rule->check_container ? &calls->containers : &calls->graphs;
}

static struct calls
calls_of(struct gathering *gathering, const struct rule_choice *choices,
	const struct settings *settings, struct shard shard)
{
	struct calls calls = { 0 };

	for (; choices->rule; choices++) {
		struct passes *passes = passes_of(&calls, choices->rule);

		if (choices->off)
			continue;
		passes->items = arena_grow(gathering->arena, passes->items,
			passes->count, &passes->capacity,
			sizeof(*passes->items));
		passes->items[passes->count++] = (struct pass){
			.gathering = gathering,
			.settings = settings,
			.shard = shard,
			.rule = choices->rule,
			.severity = choices->severity,
		};
	}
	return calls;
}

static bool
is_judged(const struct rule *rule, const struct pod *pod)
{
	return pod->agent || rule->every_workload;
}

static void
judge_container(const struct calls *calls, const struct container *container)
{
	const struct pod *pod = container->pod;

	EACH_PASS(pass, calls->containers) {
		if (!is_judged(pass->rule, pod))
			continue;
		pass->object = pod->object;
		pass->pod = pod;
		pass->container = container;
		pass->rule->check_container(pass, container);
	}
}

static void
judge_pod(const struct calls *calls, const struct pod *pod)
{
	EACH_PASS(pass, calls->pods) {
		if (!is_judged(pass->rule, pod))
			continue;
		pass->object = pod->object;
		pass->pod = pod;
		pass->rule->check_pod(pass, pod);
	}
	for (size_t i = 0; i < pod->container_count; i++)
		judge_container(calls, &pod->containers[i]);
}

static bool
is_asked_for(const struct rule *rule, const struct object *object)
{
	return (!rule->kind || str_is(object->kind, rule->kind)) &&
	       (!rule->group || str_is(object->group, rule->group));
}

/* Shards go by the object that hooks are called with, before they are. */
static void
check_about(const struct object *object, const struct gathering *gathering,
	size_t before)
{
	(void)object; /* where NDEBUG leaves assertions out */
	for (size_t i = before; i < gathering->count; i++)
		assert(gathering->findings[i]->object == object);
}

/* Those of the passes for objects that ask for KIND; ends with NULL. */
static struct pass **
passes_for(struct arena *arena, const struct calls *calls,
	const struct kind_range *kind)
{
	struct pass **chosen =
		arena_array(arena, calls->objects.count + 1, sizeof(*chosen));
	size_t count = 0;

	EACH_PASS(pass, calls->objects)
		if (is_asked_for(pass->rule, *kind->begin))
			chosen[count++] = pass;
	return chosen;
}

static void
judge_object(const struct calls *calls, struct pass *const *passes,
	const struct object *object)
{
	for (; *passes; passes++) {
		(*passes)->object = object;
		(*passes)->rule->check_object(*passes, object);
	}
	for (size_t i = 0; i < object->pod_count; i++)
		judge_pod(calls, &object->pods[i]);
}

/* A rule that looks at everything says of each finding what it is about. */
static void
judge_whole(struct pass *pass)
{
	struct gathering *gathering = pass->gathering;
	size_t kept = gathering->count;
	size_t i = kept;

	pass->rule->check_graph(pass, pass->graph);
	for (; i < gathering->count; i++)
		if (pass_judges(pass, gathering->findings[i]->object))
			gathering->findings[kept++] = gathering->findings[i];
	gathering->count = kept;
}

static void
enter(struct passes passes, const struct graph *graph)
{
	EACH_PASS(pass, passes)
		pass->graph = graph;
}

/* All rules judge an object before any sees the next one, while its nodes are
 * near: the order of findings does not depend on it. */
static void
judge_graph(struct gathering *gathering, const struct calls *calls,
	struct shard shard, const struct graph *graph)
{
	struct object_range objects = graph_objects(graph);
	struct arena scratch = { 0 };
	struct pass ***passes =
		arena_array(&scratch, graph->kind_count + 1, sizeof(*passes));

	for (size_t i = 0; i < graph->kind_count; i++)
		passes[i] = passes_for(&scratch, calls, &graph->kinds[i]);
	enter(calls->objects, graph);
	enter(calls->pods, graph);
	enter(calls->containers, graph);
	enter(calls->graphs, graph);
	for (; objects.begin != objects.end; objects.begin++) {
		const struct object *object = *objects.begin;
		size_t before = gathering->count;

		if (!shard_holds_object(shard, object))
			continue;
		judge_object(calls, passes[object->kind_number], object);
		check_about(object, gathering, before);
	}
	EACH_PASS(pass, calls->graphs)
		judge_whole(pass);
	arena_release(&scratch);
}

static void
judge_problems(struct pass *pass, const struct source *source)
{
	for (size_t i = 0; i < source->problem_count; i++)
		if (source->problems[i].kind == pass->rule->problem)
			pass->rule->check_problem(pass, &source->problems[i]);
}

struct verdict
judge(struct arena *arena, const struct graph *const *graphs,
	size_t graph_count, const struct source *const *sources,
	size_t source_count, const struct rule_choice *choices,
	const struct settings *settings, struct shard shard)
{
	struct gathering gathering = { .arena = arena };
	struct calls calls = calls_of(&gathering, choices, settings, shard);
	size_t count;

	for (size_t i = 0; i < graph_count; i++)
		judge_graph(&gathering, &calls, shard, graphs[i]);
	for (size_t i = 0; i < source_count && shard_holds_object(shard, NULL);
		i++)
		EACH_PASS(pass, calls.problems)
			judge_problems(pass, sources[i]);
	count = findings_sort(gathering.findings, gathering.count);
	findings_locate(gathering.findings, count);
	return (struct verdict){
		.findings = gathering.findings,
		.count = count,
		.concealed = gathering.concealed,
	};
}
