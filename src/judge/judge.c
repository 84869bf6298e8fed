/* SPDX-License-Identifier: Apache-2.0 */
/* The engine walks, the rule judges. */
#include "judge/judge.h"

#include "judge/conceal.h"
#include "judge/fingerprint.h"
#include "judge/locate.h"
#include "judge/pass.h"

static void
judge_containers(struct pass *pass, const struct pod *pod)
{
	for (size_t i = 0; i < pod->container_count; i++) {
		pass->container = &pod->containers[i];
		pass->rule->check_container(pass, pass->container);
	}
	pass->container = NULL;
}

static void
judge_pods(struct pass *pass)
{
	struct pod_range pods = graph_pods(pass->graph);

	for (; pods.begin != pods.end; pods.begin++) {
		const struct pod *pod = *pods.begin;

		if (!pod->agent && !pass->rule->every_workload)
			continue;
		pass->pod = pod;
		pass->object = pod->object;
		if (pass->rule->check_pod)
			pass->rule->check_pod(pass, pod);
		else
			judge_containers(pass, pod);
	}
	pass->pod = NULL;
	pass->object = NULL;
}

static bool
is_asked_for(const struct rule *rule, const struct object *object)
{
	return (!rule->kind || str_is(object->kind, rule->kind)) &&
	       (!rule->group || str_is(object->group, rule->group));
}

static void
judge_objects(struct pass *pass)
{
	struct object_range objects = graph_objects(pass->graph);

	for (; objects.begin != objects.end; objects.begin++) {
		if (!is_asked_for(pass->rule, *objects.begin))
			continue;
		pass->object = *objects.begin;
		pass->rule->check_object(pass, *objects.begin);
	}
	pass->object = NULL;
}

static void
judge_graph(struct pass *pass)
{
	if (pass->rule->check_pod || pass->rule->check_container)
		judge_pods(pass);
	else if (pass->rule->check_object)
		judge_objects(pass);
	else if (pass->rule->check_graph)
		pass->rule->check_graph(pass, pass->graph);
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
	const struct settings *settings)
{
	struct gathering gathering = { .arena = arena };
	size_t count;

	for (; choices->rule; choices++) {
		struct pass pass = {
			.gathering = &gathering,
			.settings = settings,
			.rule = choices->rule,
			.severity = choices->severity,
		};

		if (choices->off)
			continue;
		for (size_t i = 0; i < graph_count; i++) {
			pass.graph = graphs[i];
			judge_graph(&pass);
		}
		pass.graph = NULL;
		if (choices->rule->check_problem)
			for (size_t i = 0; i < source_count; i++)
				judge_problems(&pass, sources[i]);
	}
	conceal_sources(&gathering, sources, source_count);
	count = findings_sort(gathering.findings, gathering.count);
	findings_locate(gathering.findings, count);
	fingerprint_findings(arena, gathering.findings, count);
	return (struct verdict){ gathering.findings, count, gathering.concealed,
		gathering.concealed_count };
}
