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
#include "graph/testing_graph.h"

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
