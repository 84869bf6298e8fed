/* SPDX-License-Identifier: Apache-2.0 */
/* How every workload of the input stands. */
#include "posture/posture.h"

#include <stdlib.h>

#include "analysis/network/listing.h"
#include "graph/build.h"
#include "load/source.h"

struct making {
	struct arena *arena;
	struct dossier dossier;
	struct workload *workloads;
	size_t count, capacity;
	size_t agent_count;
};

/* Every rule of the layers as it is. */
static const struct rule_choice *
choose_layers(struct arena *arena)
{
	struct rule_choice *choices;
	size_t all = 0;
	size_t count = 0;

	while (rule_table[all])
		all++;
	choices = arena_array(arena, all + 1, sizeof(*choices));
	for (size_t i = 0; i < all; i++)
		if (module_is_layer(rule_table[i]->module))
			choices[count++] = (struct rule_choice){
				.rule = rule_table[i],
				.severity = rule_table[i]->severity,
			};
	return choices;
}

bool
object_has_agent(const struct object *object)
{
	for (size_t i = 0; i < object->pod_count; i++)
		if (object->pods[i].agent)
			return true;
	return false;
}

static void
add_workload(
	struct making *making, struct pass *pass, const struct object *object)
{
	struct workload *workload;

	making->workloads = arena_grow(making->arena, making->workloads,
		making->count, &making->capacity, sizeof(*making->workloads));
	workload = &making->workloads[making->count++];
	*workload = (struct workload){
		.object = object,
		.id = workload_id(making->arena, object),
		.context = pass->graph->name,
		.inquiry = pass_reach(pass),
		.agent = object_has_agent(object),
	};
	making->agent_count += workload->agent;
	if (workload->agent)
		layers_judge(workload->layers, pass, &making->dossier, object);
	else
		for (size_t i = 0; i < LAYER_COUNT; i++)
			workload->layers[i].state = LAYER_UNKNOWN;
}

static int
compare(const void *a, const void *b)
{
	const struct workload *left = a;
	const struct workload *right = b;
	int order = str_compare(left->id, right->id);

	return order ? order
		     : place_compare(node_place(left->object->root),
			       node_place(right->object->root));
}

static void
add_graph(struct making *making, const struct graph *graph,
	const struct settings *settings)
{
	struct gathering gathering = { .arena = making->arena };
	struct pass pass = {
		.gathering = &gathering, .graph = graph, .settings = settings
	};
	struct object_range objects = graph_objects(graph);
	size_t first = making->count;

	for (; objects.begin != objects.end; objects.begin++)
		if ((*objects.begin)->pod_count)
			add_workload(making, &pass, *objects.begin);
	if (making->count > first)
		qsort(making->workloads + first, making->count - first,
			sizeof(*making->workloads), compare);
}

struct posture
posture_of(struct arena *arena, const struct graph *const *graphs,
	size_t graph_count, const struct settings *settings)
{
	struct verdict verdict = judge(arena, graphs, graph_count, NULL, 0,
		choose_layers(arena), settings, (struct shard){ 0 });
	struct making making = {
		.arena = arena,
		.dossier = dossier_of(arena, &verdict),
	};

	for (size_t i = 0; i < graph_count; i++)
		add_graph(&making, graphs[i], settings);
	return (struct posture){ making.workloads, making.count,
		making.agent_count };
}
