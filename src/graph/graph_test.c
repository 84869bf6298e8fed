/* SPDX-License-Identifier: Apache-2.0 */
/* Objects, pods, relations and selectors, from YAML text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <stdio.h>
#include <cmocka.h>

#include "graph/contexts.h"
#include "graph/shape.h"
#include "load/parse.h"

static struct arena arena;
static struct source *sources[16];
static size_t source_count;

static void
add_file(const char *path, const char *text)
{
	struct source *source = arena_alloc(&arena, sizeof(*source));

	source_set_text(source, str_of(path), str_of(text));
	parse_source(source, &limits_default);
	assert_int_equal(source->problem_count, 0);
	sources[source_count++] = source;
}

static const struct graph *
graph_of(const char *text)
{
	add_file("t.yaml", text);
	return graph_build(&arena,
		(const struct source *const *)&sources[source_count - 1], 1,
		(struct str){ 0 }, STR("default"));
}

static int
release(void **state)
{
	(void)state;
	for (size_t i = 0; i < source_count; i++)
		arena_release(&sources[i]->arena);
	source_count = 0;
	arena_release(&arena);
	return 0;
}

static const struct node *
yaml(const char *text)
{
	add_file("t.yaml", text);
	return sources[source_count - 1]->documents[0];
}

static void
knows_objects(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: apps/v1\nkind: Deployment\n"
		"metadata: {name: a, namespace: n}\n---\n"
		"apiVersion: v1\nkind: Namespace\n"
		"metadata: {name: n, namespace: ignored}\n---\n"
		"apiVersion: v1\nkind: List\nitems:\n"
		"- {apiVersion: v1, kind: ServiceAccount, metadata: {name: s}}\n"
		"---\nnot: an object\n---\n- 1\n---\n"
		"apiVersion: v1\nkind: PodList\nitems: [{metadata: {name: p}}]\n");
	struct object_range objects = graph_objects(graph);

	(void)state;
	assert_int_equal(objects.end - objects.begin, 4);
	assert_true(object_is(objects.begin[0], "apps", "Deployment"));
	assert_true(str_is(objects.begin[0]->version, "v1"));
	assert_true(str_is(objects.begin[1]->namespace, ""));
	assert_true(str_is(objects.begin[2]->namespace, "default"));
	assert_true(object_is(objects.begin[3], "", "Pod"));
	assert_ptr_equal(
		graph_find(graph, "", "Namespace", STR("any"), STR("n")),
		objects.begin[1]);
	assert_ptr_equal(graph_find(graph, "", "ServiceAccount", STR("default"),
				 STR("s")),
		objects.begin[2]);
	assert_null(
		graph_find(graph, "", "ServiceAccount", STR("n"), STR("s")));
	assert_int_equal(graph_pods(graph).end - graph_pods(graph).begin, 1);
}

static void
resources_of_kro_stand_apart(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: kro.run/v1alpha1\nkind: ResourceGraphDefinition\n"
		"metadata: {name: g}\nspec:\n resources:\n"
		" - template: {apiVersion: v1, kind: Pod, metadata: {name: p}}\n"
		"---\napiVersion: v1\nkind: Pod\nmetadata: {name: q}\n");
	const struct object *const *objects = graph_objects(graph).begin;

	(void)state;
	assert_true(object_is(objects[1], "", "Pod"));
	assert_true(str_is(objects[1]->namespace, "kro:g"));
	assert_true(str_is(objects[2]->namespace, "default"));
}

static void
tells_containers_apart(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\n"
		"spec:\n jobTemplate:\n  spec:\n   template:\n"
		"    metadata: {labels: {app: c}}\n    spec:\n"
		"     initContainers:\n     - name: i\n"
		"     - {name: s, restartPolicy: Always}\n"
		"     containers: [{name: r}, {image: x}, 7]\n"
		"     ephemeralContainers: [{name: e}]\n");
	const struct pod *pod = *graph_pods(graph).begin;

	(void)state;
	assert_int_equal(pod->container_count, 5);
	assert_int_equal(pod->containers[0].role, CONTAINER_INIT);
	assert_int_equal(pod->containers[1].role, CONTAINER_SIDECAR);
	assert_int_equal(pod->containers[2].role, CONTAINER_REGULAR);
	assert_true(str_is(pod->containers[3].name, ""));
	assert_int_equal(pod->containers[4].role, CONTAINER_EPHEMERAL);
	assert_true(node_is(node_get(pod->labels, "app"), "c"));
}

static void
the_container_wins_over_the_pod(void **state)
{
	const struct graph *graph = graph_of(
		"apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n"
		"  securityContext: {runAsUser: 1}\n"
		"  containers:\n"
		"  - name: own\n    securityContext: {runAsUser: 2}\n"
		"  - name: inherits\n"
		"  - name: null-inherits\n    securityContext:\n"
		"      runAsUser: null\n");
	const struct container *c = (*graph_pods(graph).begin)->containers;
	struct setting none = container_own_setting(&c[1], "privileged");

	(void)state;
	assert_true(node_is_int(container_setting(&c[0], "runAsUser").node, 2));
	assert_true(node_is_int(container_setting(&c[1], "runAsUser").node, 1));
	assert_true(container_setting(&c[1], "runAsUser").from_pod);
	assert_true(node_is_int(container_setting(&c[2], "runAsUser").node, 1));
	assert_null(none.node);
	assert_int_equal(none.place.span.start.line, 9);
	assert_int_equal(none.place.span.start.column, 11);
	assert_int_equal(container_own_setting(&c[0], "privileged")
				 .place.span.start.line,
		8);
}

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
			"container: {image: i}, steps: [{image: i}]%s%.*s",
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

static void
assert_nowhere(struct place place)
{
	assert_null(place.source);
	assert_int_equal(place.span.start.line, 0);
}

static void
assert_unset(struct setting setting)
{
	assert_null(setting.node);
	assert_nowhere(setting.place);
}

static void
says_nothing_of_nobody(void **state)
{
	(void)state;
	assert_unset(container_own_setting(NULL, "privileged"));
	assert_unset(container_setting(NULL, "privileged"));
	assert_unset(pod_setting(NULL, "privileged"));
	assert_nowhere(container_place(NULL));
	assert_nowhere(pod_place(NULL));
	assert_nowhere(pod_spec_place(NULL));
	assert_nowhere(object_place(NULL));
	assert_null(pod_field(NULL, "volumes"));
	assert_false(pod_can_carry(NULL, "volumes"));
	assert_int_equal(pod_service_account_name(NULL).len, 0);
	assert_false(pod_has_account_made(NULL));
	assert_null(pod_namespace(NULL));
	assert_null(pod_service_account(NULL));
	assert_null(pod_runtime_class(NULL));
	assert_int_equal(object_title(NULL).len, 0);
	assert_false(object_is(NULL, "", "Pod"));
	assert_false(object_is_stored(NULL));
	assert_false(object_is_kagent_agent(NULL));
	assert_null(object_sandbox_template(NULL));
	assert_null(graph_objects(NULL).begin);
	assert_null(graph_pods(NULL).begin);
	assert_null(graph_pods_in(NULL, STR("a")).begin);
	assert_null(graph_objects_of(NULL, "", "Pod").begin);
	assert_null(graph_objects_in(NULL, "", "Pod", STR("a")).begin);
	assert_null(graph_find(NULL, "", "Pod", STR("a"), STR("b")));
}

static void
nodes_lead_nowhere_from_nobody(void **state)
{
	(void)state;
	assert_null(node_source(NULL));
	assert_int_equal(node_key_span(NULL).start.line, 0);
	assert_nowhere(node_place(NULL));
	assert_nowhere(node_key_place(NULL));
	assert_nowhere(node_whole_place(NULL));
	assert_nowhere(node_use_place(NULL));
	assert_null(node_anchor(NULL));
	assert_null(node_alias(NULL));
	assert_null(node_get(NULL, "a"));
	assert_null(node_find(NULL, "a"));
	assert_null(node_path(NULL, "a.b"));
	assert_null(node_item(NULL, 0));
	assert_int_equal(node_text(NULL).len, 0);
	assert_false(node_is_placeholder(NULL));
}

static void
follows_sandboxes(void **state)
{
	const struct graph *graph =
		graph_of("apiVersion: extensions.agents.x-k8s.io/v1beta1\n"
			 "kind: SandboxTemplate\nmetadata: {name: t}\n---\n"
			 "apiVersion: extensions.agents.x-k8s.io/v1beta1\n"
			 "kind: SandboxWarmPool\nmetadata: {name: w}\n"
			 "spec: {sandboxTemplateRef: {name: t}}\n---\n"
			 "apiVersion: extensions.agents.x-k8s.io/v1beta1\n"
			 "kind: SandboxClaim\nmetadata: {name: new}\n"
			 "spec: {warmPoolRef: {name: w}}\n---\n"
			 "apiVersion: extensions.agents.x-k8s.io/v1alpha1\n"
			 "kind: SandboxClaim\nmetadata: {name: old}\n"
			 "spec: {sandboxTemplateRef: {name: t}}\n---\n"
			 "apiVersion: extensions.agents.x-k8s.io/v1beta1\n"
			 "kind: SandboxClaim\nmetadata: {name: lost}\n"
			 "spec: {warmPoolRef: {name: nowhere}}\n");
	const struct object *const *objects = graph_objects(graph).begin;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_ptr_equal(
			object_sandbox_template(objects[i]), objects[0]);
	assert_null(object_sandbox_template(objects[4]));
}

static void
selects_by_labels(void **state)
{
	const struct node *labels = yaml("{app: agent, tier: '1'}");

	(void)state;
	assert_true(selector_is_empty(NULL));
	assert_true(selector_is_empty(yaml("{matchLabels: {}}")));
	assert_false(selector_is_empty(yaml("{matchLabels: {a: b}}")));
	assert_false(selector_is_empty(
		yaml("matchExpressions: [{key: a, operator: Exists}]")));
	assert_true(selector_matches(NULL, labels));
	assert_true(selector_matches(yaml("{}"), NULL));
	assert_true(
		selector_matches(yaml("matchLabels: {app: agent}"), labels));
	assert_false(selector_matches(
		yaml("matchLabels: {app: agent, x: y}"), labels));
	assert_true(selector_matches(
		yaml("matchExpressions:\n"
		     "- {key: app, operator: In, values: [x, agent]}\n"
		     "- {key: tier, operator: Exists}\n"
		     "- {key: gone, operator: DoesNotExist}\n"
		     "- {key: gone, operator: NotIn, values: [agent]}"),
		labels));
	assert_false(selector_matches(
		yaml("matchExpressions: [{key: app, operator: NotIn, "
		     "values: [agent]}]"),
		labels));
	assert_false(selector_matches(
		yaml("matchExpressions: [{key: app, operator: Is}]"), labels));
}

static void
selects_namespaces_as_far_as_they_are_known(void **state)
{
	const struct node *by_name =
		yaml("matchLabels: {kubernetes.io/metadata.name: n}");
	const struct node *by_team = yaml("matchLabels: {team: a}");
	const struct graph *graph =
		graph_of("apiVersion: v1\nkind: Namespace\n"
			 "metadata: {name: n, labels: {team: a}}\n");
	const struct object *namespace = *graph_objects(graph).begin;
	bool known = true;

	(void)state;
	assert_true(
		selector_matches_namespace(by_name, NULL, STR("n"), &known));
	assert_false(
		selector_matches_namespace(by_name, NULL, STR("m"), &known));
	assert_true(selector_matches_namespace(
		by_team, namespace, STR("n"), &known));
	assert_true(known);
	assert_false(
		selector_matches_namespace(by_team, NULL, STR("n"), &known));
	assert_false(known);
}

/* Its CONTEXT, when it stands in the path. */
static struct str
name_of(const void *context, const char *path)
{
	return str_of(strstr(path, context) ? context : NULL);
}

static void
splits_contexts(void **state)
{
	struct split split = { name_of, "b/", false };
	struct split per_folder = { NULL, NULL, true };
	struct split none = { NULL, NULL, false };
	struct contexts contexts;
	const struct source *const *files =
		(const struct source *const *)sources;

	(void)state;
	add_file("a/b/x.yaml", "apiVersion: v1\nkind: Pod\n");
	add_file("a/x.yaml", "apiVersion: v1\nkind: Pod\n");
	add_file("ab/x.yaml", "apiVersion: v1\nkind: Pod\n");
	contexts = contexts_build(&arena, files, 3, &split, STR("d"));
	assert_int_equal(contexts.count, 2);
	assert_true(str_is(contexts.graphs[0]->name, ""));
	assert_int_equal(contexts.graphs[0]->object_count, 1);
	assert_true(str_is(contexts.graphs[1]->name, "b/"));
	assert_int_equal(contexts.graphs[1]->object_count, 2);
	contexts = contexts_build(&arena, files, 3, &per_folder, STR("d"));
	assert_int_equal(contexts.count, 3);
	assert_true(str_is(contexts.graphs[2]->name, "ab"));
	contexts = contexts_build(&arena, files, 3, &none, STR("d"));
	assert_int_equal(contexts.count, 1);
	assert_int_equal(contexts.graphs[0]->object_count, 3);
	contexts = contexts_build(&arena, files, 0, &split, STR("d"));
	assert_int_equal(contexts.count, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(knows_objects, release),
		cmocka_unit_test_teardown(
			resources_of_kro_stand_apart, release),
		cmocka_unit_test_teardown(tells_containers_apart, release),
		cmocka_unit_test_teardown(
			the_container_wins_over_the_pod, release),
		cmocka_unit_test_teardown(every_shape_is_found, release),
		cmocka_unit_test_teardown(
			searches_kinds_that_nobody_knows, release),
		cmocka_unit_test_teardown(
			partial_kinds_carry_what_they_can, release),
		cmocka_unit_test_teardown(
			templates_take_what_they_mount, release),
		cmocka_unit_test_teardown(
			runs_join_the_volumes_of_their_task, release),
		cmocka_unit_test(says_nothing_of_nobody),
		cmocka_unit_test(nodes_lead_nowhere_from_nobody),
		cmocka_unit_test_teardown(follows_sandboxes, release),
		cmocka_unit_test_teardown(selects_by_labels, release),
		cmocka_unit_test_teardown(
			selects_namespaces_as_far_as_they_are_known, release),
		cmocka_unit_test_teardown(splits_contexts, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
