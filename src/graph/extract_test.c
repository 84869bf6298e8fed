/* SPDX-License-Identifier: Apache-2.0 */
/* Where each kind keeps its pods, and what partial kinds make of theirs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <stdio.h>
#include <cmocka.h>

#include "graph/shape.h"
#include "graph/testing_graph.h"

/* One object of every row of the table, written from the row's own path,
 * carries its pod; so no row is dead. */
static void
every_shape_is_found(void **state)
{
	(void)state;
	for (const struct shape *shape = shapes; shape->kind; shape++) {
		struct str text = arena_printf(&arena,
			"{apiVersion: %s%sv1, kind: %s, metadata: {name: x}",
			shape->group, *shape->group ? "/" : "", shape->kind);
		struct str path = str_of(shape->path);
		struct str close = STR("}");
		bool nested = shape->form == SHAPE_OBJECT ||
			      shape->form == SHAPE_TEMPLATE;
		const char *comma = ", ";
		bool found = false;
		struct pod_range pods;

		while (path.len) {
			struct str key = str_cut(&path, '.');
			bool list = str_ends(key, "[*]");

			if (list)
				key.len -= 3;
			text = arena_printf(&arena, "%.*s%s%.*s: %s{",
				STR_ARG(text), comma, STR_ARG(key),
				list ? "[" : "");
			close = arena_printf(&arena, "}%s%.*s", list ? "]" : "",
				STR_ARG(close));
			comma = "";
		}
		text = arena_printf(&arena,
			"%.*s%s%s containers: [{name: c, image: i}], "
			"image: i, container: {image: i}, steps: [{image: i}]%s%.*s",
			STR_ARG(text), comma, nested ? "spec: {" : "",
			nested ? "}" : "", STR_ARG(close));
		add_file("t.yaml", text.ptr);
		pods = graph_pods(graph_build(&arena,
			(const struct source *const *)&sources[--source_count],
			1, (struct str){ 0 }, STR("d")));
		for (; pods.begin != pods.end; pods.begin++)
			found |= (*pods.begin)->shape == shape &&
				 (*pods.begin)->container_count > 0;
		if (!found)
			fail_msg("no pod in %s", text.ptr);
		arena_release(&sources[source_count]->arena);
	}
}

static void
searches_kinds_that_nobody_knows(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: apps.kruise.io/v1alpha1\nkind: CloneSet\n"
		"metadata: {name: r}\nspec:\n template:\n"
		"  metadata: {labels: {a: b}}\n"
		"  spec: {containers: [{name: c, image: i}]}\n---\n"
		"apiVersion: x.example/v1\nkind: Thing\nmetadata: {name: t}\n"
		"spec: {agent: {podSpec: {containers: [{name: c, image: i}]}}}\n"
		"---\n"
		"apiVersion: x.example/v1\nkind: Other\nmetadata: {name: o}\n"
		"spec: {containers: [{name: no-image}]}\n---\n"
		"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n"
		"spec: {containers: [{name: c, image: i}]}\n");
	struct pod_range pods = graph_pods(graph);

	(void)state;
	assert_int_equal(pods.end - pods.begin, 2);
	assert_true(pods.begin[0]->guessed);
	assert_true(node_is(node_get(pods.begin[0]->labels, "a"), "b"));
	assert_int_equal(pods.begin[1]->container_count, 1);
}

static void
partial_kinds_carry_what_they_can(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n"
		"metadata: {name: w}\nspec:\n"
		" serviceAccountName: outer\n hostNetwork: true\n"
		" podMetadata: {labels: {a: outer, b: outer}}\n"
		" templates:\n"
		" - {name: a, serviceAccountName: inner, container: {image: i}}\n"
		" - {name: b, metadata: {labels: {a: inner}},"
		" script: {image: i}}\n"
		" - {name: c, steps: []}\n---\n"
		"apiVersion: kagent.dev/v1alpha2\nkind: Agent\n"
		"metadata: {name: k}\nspec:\n byo:\n  deployment:\n"
		"   image: i\n   securityContext: {privileged: true}\n"
		"   podSecurityContext: {runAsUser: 7}\n");
	const struct pod *const *pods = graph_pods(graph).begin;

	(void)state;
	assert_int_equal(graph_pods(graph).end - pods, 3);
	assert_true(str_is(pod_service_account_name(pods[0]), "inner"));
	assert_true(str_is(pod_service_account_name(pods[1]), "outer"));
	assert_true(node_is_true(pod_field(pods[1], "hostNetwork")));
	assert_false(pod_can_carry(pods[0], "runtimeClassName"));
	assert_true(node_is(node_get(pods[0]->labels, "a"), "outer"));
	assert_true(node_is(node_get(pods[1]->labels, "a"), "inner"));
	assert_true(node_is(node_get(pods[1]->labels, "b"), "outer"));
	assert_int_equal(node_count(pods[1]->labels), 2);
	assert_true(pods[2]->partial);
	assert_true(node_is_true(
		container_own_setting(&pods[2]->containers[0], "privileged")
			.node));
	assert_true(node_is_int(
		container_setting(&pods[2]->containers[0], "runAsUser").node,
		7));
}

static size_t
count_volumes(const struct pod *pod)
{
	return node_count(pod_field(pod, "volumes"));
}

/* Argo: the workflow's volumes that are mounted, and all host aliases. */
static void
templates_take_what_they_mount(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n"
		"metadata: {name: w}\nspec:\n"
		" volumes: [{name: s}, {name: t}, {name: u}]\n"
		" tolerations: [{key: outer}]\n"
		" hostAliases: [{ip: 10.0.0.1}]\n"
		" templates:\n"
		" - {name: a, tolerations: [], hostAliases: [{ip: 10.0.0.2}],\n"
		"  volumes: [{name: s, emptyDir: {}}], container: {image: i,\n"
		"  volumeMounts: [{name: s}, {name: t}]}}\n"
		" - {name: b, containerSet: {volumeMounts: [{name: u}],\n"
		"  containers: [{name: c, image: i}]}}\n"
		" - {name: c, container: {image: i,\n"
		"  volumeMounts: [{name: \"{{inputs.parameters.v}}\"}]}}\n"
		" - {name: d, volumes: [{name: v}], container: {image: i}}\n");
	const struct pod *const *pods = graph_pods(graph).begin;
	const struct node *first = pod_field(pods[0], "volumes");
	const struct node *aliases = pod_field(pods[0], "hostAliases");

	(void)state;
	assert_int_equal(node_count(first), 2);
	assert_non_null(node_get(node_item(first, 0), "emptyDir"));
	assert_true(node_is(node_get(node_item(first, 1), "name"), "t"));
	assert_int_equal(node_place(node_item(first, 1)).span.start.line, 5);
	assert_int_equal(node_count(pod_field(pods[0], "tolerations")), 1);
	assert_int_equal(node_count(aliases), 2);
	assert_true(
		node_is(node_path(node_item(aliases, 0), "ip"), "10.0.0.1"));
	assert_int_equal(count_volumes(pods[1]), 1);
	assert_int_equal(count_volumes(pods[2]), 3);
	assert_int_equal(count_volumes(pods[3]), 1);
}

/* Tekton: those of the task and those of the run, all of them. */
static void
runs_join_the_volumes_of_their_task(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: tekton.dev/v1\nkind: TaskRun\n"
		"metadata: {name: a}\nspec:\n"
		" podTemplate: {volumes: [{name: p}], hostNetwork: true}\n"
		" taskSpec: {volumes: [{name: t}], steps: [{image: i}]}\n---\n"
		"apiVersion: tekton.dev/v1\nkind: TaskRun\n"
		"metadata: {name: b}\nspec:\n"
		" podTemplate: {volumes: [{name: p}]}\n"
		" taskSpec: {steps: [{image: i}]}\n---\n"
		"apiVersion: tekton.dev/v1\nkind: TaskRun\n"
		"metadata: {name: c}\nspec:\n podTemplate: {volumes: 7}\n"
		" taskSpec: {volumes: [{name: t}], steps: [{image: i}]}\n");
	const struct pod *const *pods = graph_pods(graph).begin;
	const struct node *volumes = pod_field(pods[0], "volumes");

	(void)state;
	assert_int_equal(node_count(volumes), 2);
	assert_true(node_is(node_get(node_item(volumes, 0), "name"), "t"));
	assert_true(node_is_true(pod_field(pods[0], "hostNetwork")));
	assert_int_equal(count_volumes(pods[1]), 1);
	assert_int_equal(count_volumes(pods[2]), 1);
}

/* Tekton's GetTaskRunSpec: what the run says of one task, then of all. */
static void
runs_say_more_of_one_task(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: tekton.dev/v1\nkind: PipelineRun\n"
		"metadata: {name: r, labels: {a: run, b: run, c: run}}\nspec:\n"
		" taskRunTemplate:\n  serviceAccountName: all\n"
		"  podTemplate: {runtimeClassName: all, hostNetwork: true,\n"
		"   volumes: [{name: v, hostPath: {}}, {name: w}]}\n"
		" taskRunSpecs:\n - pipelineTaskName: one\n"
		"   serviceAccountName: mine\n"
		"   metadata: {labels: {a: mine}}\n"
		"   podTemplate: {runtimeClassName: mine, hostNetwork: false,\n"
		"    volumes: [{name: v, emptyDir: {}}]}\n"
		" pipelineSpec:\n  tasks:\n"
		"  - {name: one, taskSpec: {metadata: {labels: {b: t, d: t}},\n"
		"     volumes: [{name: t}], steps: [{image: i}]}}\n"
		"  - {name: two, taskSpec: {steps: [{image: i}]}}\n---\n"
		"apiVersion: tekton.dev/v1beta1\nkind: PipelineRun\n"
		"metadata: {name: old}\nspec:\n serviceAccountName: all\n"
		" podTemplate: {runtimeClassName: all, hostUsers: false}\n"
		" taskRunSpecs: [{pipelineTaskName: one,\n"
		"  taskPodTemplate: {runtimeClassName: mine}}]\n"
		" pipelineSpec: {finally: [{name: one,\n"
		"  taskSpec: {steps: [{image: i}]}}]}\n");
	const struct pod *const *pods = graph_pods(graph).begin;
	const struct node *volumes = pod_field(pods[0], "volumes");

	(void)state;
	assert_true(node_is(pod_field(pods[0], "runtimeClassName"), "mine"));
	assert_true(node_is_true(pod_field(pods[0], "hostNetwork")));
	assert_true(str_is(pod_service_account_name(pods[0]), "mine"));
	assert_true(node_is(node_get(pods[0]->labels, "a"), "mine"));
	assert_true(node_is(node_get(pods[0]->labels, "b"), "run"));
	assert_true(node_is(node_get(pods[0]->labels, "c"), "run"));
	assert_true(node_is(node_get(pods[0]->labels, "d"), "t"));
	assert_int_equal(node_count(volumes), 3);
	assert_non_null(node_get(node_item(volumes, 1), "emptyDir"));
	assert_true(node_is(pod_field(pods[1], "runtimeClassName"), "all"));
	assert_true(str_is(pod_service_account_name(pods[1]), "all"));
	assert_int_equal(count_volumes(pods[1]), 2);
	assert_true(node_is(pod_field(pods[2], "runtimeClassName"), "mine"));
	assert_true(node_is_false(pod_field(pods[2], "hostUsers")));
	assert_true(str_is(pod_service_account_name(pods[2]), "all"));
}

/* Tekton's MergeStepsWithStepTemplate; sidecars take nothing of it. */
static void
steps_take_what_their_template_gives(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: tekton.dev/v1\nkind: Task\n"
		"metadata: {name: t, labels: {a: b}}\nspec:\n"
		" stepTemplate:\n"
		"  securityContext: {runAsNonRoot: true, runAsUser: 1}\n"
		"  env: [{name: A, value: a}, {name: B, value: b}]\n"
		" sidecars: [{name: s, image: i}]\n"
		" steps:\n - {name: bare, image: i}\n"
		" - {name: own, image: i, securityContext: {runAsUser: 2,\n"
		"   runAsNonRoot: null}, env: [{name: A, valueFrom: {}}]}\n");
	const struct pod *pod = *graph_pods(graph).begin;
	const struct container *c = pod->containers;
	const struct node *env = node_get(c[1].node, "env");
	struct setting setting = container_own_setting(&c[0], "runAsNonRoot");

	(void)state;
	assert_true(node_is(node_get(pod->labels, "a"), "b"));
	assert_true(node_is_true(setting.node));
	assert_int_equal(setting.place.span.start.line, 6);
	assert_int_equal(node_count(node_get(c[0].node, "env")), 2);
	assert_true(
		node_is_int(container_own_setting(&c[1], "runAsUser").node, 2));
	assert_true(node_is_true(
		container_own_setting(&c[1], "runAsNonRoot").node));
	assert_int_equal(node_count(env), 2);
	assert_null(node_get(node_item(env, 0), "value"));
	assert_true(node_is(node_get(node_item(env, 1), "name"), "B"));
	assert_null(c[2].security_context);
}

/* A step that refers to a StepAction is judged there. */
static void
steps_may_stand_elsewhere(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: tekton.dev/v1\nkind: Task\n"
		"metadata: {name: t}\nspec:\n"
		" steps: [{name: a, ref: {name: s}}, {name: b, image: i}]\n---\n"
		"apiVersion: tekton.dev/v1beta1\nkind: StepAction\n"
		"metadata: {name: s}\n"
		"spec: {image: i, securityContext: {privileged: true}}\n");
	const struct pod *const *pods = graph_pods(graph).begin;

	(void)state;
	assert_int_equal(pods[0]->container_count, 1);
	assert_true(str_is(pods[0]->containers[0].name, "b"));
	assert_int_equal(pods[1]->container_count, 1);
	assert_true(node_is_true(
		container_own_setting(&pods[1]->containers[0], "privileged")
			.node));
}

/* Defaults of KEYS keys under STEPS steps. */
static const struct graph *
graph_of_defaults(int keys, int steps)
{
	struct str text = STR("apiVersion: tekton.dev/v1\nkind: Task\n"
			      "metadata: {name: t}\nspec:\n stepTemplate:\n");

	for (int i = 0; i < keys; i++)
		text = arena_printf(&arena, "%.*s  k%d: 1\n", STR_ARG(text), i);
	text = arena_printf(&arena, "%.*s steps:\n", STR_ARG(text));
	for (int i = 0; i < steps; i++)
		text = arena_printf(
			&arena, "%.*s - {name: s}\n", STR_ARG(text));
	return graph_of(text.ptr);
}

/* Time and memory are no product of what is in the file; and it is said. */
static void
defaults_have_a_budget(void **state)
{
	const struct graph *graph = graph_of_defaults(2000, 100);
	const struct pod *pod = *graph_pods(graph).begin;

	(void)state;
	assert_ptr_equal(graph->unlaid, pod->object);
	assert_non_null(node_get(pod->containers[0].node, "k7"));
	assert_null(node_get(pod->containers[99].node, "k7"));
	assert_null(graph_of_defaults(100, 100)->unlaid);
}

/* Argo's templateDefaults: under every template, but of a template's type
 * only what is of that type. */
static void
templates_lie_over_their_defaults(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\n"
		"metadata: {name: w}\nspec: {workflowSpec: {\n"
		" serviceAccountName: flow, podMetadata: {labels: {a: flow}},\n"
		" templateDefaults: {serviceAccountName: default,\n"
		"  metadata: {labels: {b: default}},\n"
		"  securityContext: {runAsUser: 7},\n"
		"  sidecars: [{name: s, image: i}],\n"
		"  container: {securityContext: {privileged: false}}},\n"
		" templates: [{name: a, container: {image: i}},\n"
		"  {name: b, serviceAccountName: own, script: {image: i},\n"
		"   metadata: {labels: {b: own}}},\n"
		"  {name: c, steps: []}]}}\n");
	struct pod_range pods = graph_pods(graph);
	const struct pod *a = pods.begin[0], *b = pods.begin[1];

	(void)state;
	assert_int_equal(pods.end - pods.begin, 2);
	assert_true(str_is(pod_service_account_name(a), "default"));
	assert_true(str_is(pod_service_account_name(b), "own"));
	assert_true(node_is(node_get(a->labels, "a"), "flow"));
	assert_true(node_is(node_get(a->labels, "b"), "default"));
	assert_true(node_is(node_get(b->labels, "b"), "own"));
	assert_int_equal(a->container_count, 2);
	assert_true(node_is_false(
		container_own_setting(&a->containers[0], "privileged").node));
	assert_true(node_is_int(
		container_setting(&a->containers[0], "runAsUser").node, 7));
	assert_int_equal(b->container_count, 2);
	assert_null(b->containers[0].security_context);
	assert_int_equal(b->containers[1].role, CONTAINER_SIDECAR);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(every_shape_is_found, release),
		cmocka_unit_test_teardown(
			searches_kinds_that_nobody_knows, release),
		cmocka_unit_test_teardown(
			partial_kinds_carry_what_they_can, release),
		cmocka_unit_test_teardown(
			templates_take_what_they_mount, release),
		cmocka_unit_test_teardown(
			runs_join_the_volumes_of_their_task, release),
		cmocka_unit_test_teardown(runs_say_more_of_one_task, release),
		cmocka_unit_test_teardown(
			steps_take_what_their_template_gives, release),
		cmocka_unit_test_teardown(steps_may_stand_elsewhere, release),
		cmocka_unit_test_teardown(defaults_have_a_budget, release),
		cmocka_unit_test_teardown(
			templates_lie_over_their_defaults, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
