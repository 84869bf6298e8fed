/* SPDX-License-Identifier: Apache-2.0 */
/* The table of types holds together; a fault says where a field belongs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "analysis/schema/schema.h"
#include "analysis/schema/schema_table.h"
#include "graph/build.h"
#include "load/parse.h"

static void
check_type(const struct schema_type *type, unsigned depth)
{
	struct str needs = str_of(type->needs);

	for (size_t i = 0; i < type->count; i++) {
		const struct schema_field *field = &type->fields[i];

		if (i > 0 && strcmp(type->fields[i - 1].name, field->name) >= 0)
			fail_msg("%s: '%s' is out of order", type->name,
				field->name);
		assert_ptr_equal(
			schema_field(type, str_of(field->name)), field);
		if (field->form == FORM_ENUM)
			assert_non_null(schema_values(field)[0]);
		if (field->form == FORM_OBJECT && depth > 0)
			check_type(schema_type(field), depth - 1);
	}
	while (needs.len) {
		struct str name = str_cut(&needs, ' ');

		if (!schema_field(type, name))
			fail_msg("%s needs '%.*s', which it has not",
				type->name, STR_ARG(name));
	}
}

static void
table_holds_together(void **state)
{
	static const char *const roots[][2] = { { "", "Pod" },
		{ "apps", "StatefulSet" }, { "batch", "CronJob" },
		{ "networking.k8s.io", "NetworkPolicy" },
		{ "node.k8s.io", "RuntimeClass" }, { "", "Namespace" },
		{ "", "ServiceAccount" },
		{ "rbac.authorization.k8s.io", "ClusterRole" },
		{ "rbac.authorization.k8s.io", "RoleBinding" } };

	(void)state;
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		const struct schema_type *type = schema_root(
			str_of(roots[i][0]), STR("v1"), str_of(roots[i][1]));

		assert_non_null(type);
		check_type(type, 9);
	}
	assert_null(schema_root(STR(""), STR("v1"), STR("Service")));
	assert_null(
		schema_root(STR("apps"), STR("v1beta1"), STR("Deployment")));
	assert_string_equal(schema_pod_spec()->name, "PodSpec");
}

struct gathered {
	char text[512];
};

static void
gather(const struct fault *fault, void *context)
{
	static const char *const names[] = {
		[FAULT_UNKNOWN_FIELD] = "unknown",
		[FAULT_MISPLACED_FIELD] = "misplaced",
		[FAULT_WRONG_TYPE] = "type",
		[FAULT_WRONG_VALUE] = "value",
		[FAULT_MISSING_FIELD] = "missing",
	};
	struct gathered *gathered = context;
	size_t used = strlen(gathered->text);

	snprintf(gathered->text + used, sizeof(gathered->text) - used,
		"%s%s %s.%.*s%s%.*s%s%s", used ? "; " : "", names[fault->kind],
		fault->type,
		fault->field ? (int)strlen(fault->field)
			     : (int)fault->node->key.len,
		fault->field ? fault->field : fault->node->key.ptr,
		fault->nearest.len ? " ~" : "", STR_ARG(fault->nearest),
		fault->home ? " @" : "", fault->home ? fault->home : "");
}

/* A pod and the line of faults that it has. */
static const struct sample {
	const char *spec;
	const char *faults;
} samples[] = {
	{ "{containers: [{name: a, image: b}]}", "" },
	{ "{containers: [{name: a, image: b, hostPID: true}]}",
		"misplaced Container.hostPID @spec" },
	{ "{containers: [{name: a, image: b, privileged: true}]}",
		"misplaced Container.privileged "
		"@spec.containers[].securityContext" },
	{ "{runAsUser: 0, containers: [{name: a, image: b}]}",
		"misplaced PodSpec.runAsUser @spec.securityContext" },
	{ "{containers: [{name: a, image: b, securityContext: "
	  "{fsGroup: 1}}]}",
		"misplaced SecurityContext.fsGroup @spec.securityContext" },
	{ "{containers: [{name: a, image: b, securityContext: "
	  "{hostUsers: false}}]}",
		"misplaced SecurityContext.hostUsers @spec" },
	{ "{hostUser: false, containers: [{name: a, image: b}]}",
		"unknown PodSpec.hostUser ~hostUsers" },
	{ "{containers: [{name: a, image: b, privilegd: true}]}",
		"unknown Container.privilegd ~privileged "
		"@spec.containers[].securityContext" },
	/* another rule tells of it */
	{ "{securityContext: {privileged: true}, "
	  "containers: [{name: a, image: b}]}",
		"" },
	{ "{containers: [{name: a, image: b, Image: c}]}",
		"unknown Container.Image ~image" },
	/* too common a name to say that it belongs elsewhere */
	{ "{containers: [{name: a, image: b, labels: {}}]}",
		"unknown Container.labels" },
	{ "{containers: [{name: a}]}", "missing Container.image" },
	{ "{containers: []}", "missing PodSpec.containers" },
	{ "{}", "missing PodSpec.containers" },
	{ "{containers: null}", "missing PodSpec.containers" },
	{ "{containers: [null, x, {name: a, image: b}]}",
		"type PodSpec.containers" },
	{ "{hostPID: '${X}', dnsPolicy: <POLICY>, "
	  "containers: [{name: a, image: b}]}",
		"" },
	{ "{securityContext: {runAsUser: -1, runAsGroup: 3000000000, "
	  "fsGroup: 2147483647, supplementalGroups: [0, -3]}, "
	  "containers: [{name: a, image: b, "
	  "securityContext: {runAsUser: 1e10, runAsGroup: 1e3}}]}",
		"value PodSecurityContext.runAsUser; "
		"value PodSecurityContext.runAsGroup; "
		"value PodSecurityContext.supplementalGroups; "
		"value SecurityContext.runAsUser" },
	{ "{securityContext: {runAsUser: 99999999999999999999}, "
	  "containers: [{name: a, image: b}]}",
		"value PodSecurityContext.runAsUser" },
	{ "{restartPolicy: never, containers: [{name: a, image: b}]}",
		"value PodSpec.restartPolicy ~Never" },
};

static void
faults_are_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct arena arena = { 0 };
		struct source source = { 0 };
		const struct source *sources = &source;
		struct gathered gathered = { "" };
		const struct graph *graph;

		source_set_text(&source, STR("t.yaml"),
			arena_printf(&arena,
				"apiVersion: v1\nkind: Pod\n"
				"metadata: {name: x}\nspec: %s\n",
				samples[i].spec));
		parse_source(&source, &limits_default);
		assert_int_equal(source.problem_count, 0);
		graph = graph_build(
			&arena, &sources, 1, (struct str){ 0 }, STR("default"));
		schema_check(*graph_objects(graph).begin, gather, &gathered);
		assert_string_equal(gathered.text, samples[i].faults);
		arena_release(&source.arena);
		arena_release(&arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table_holds_together),
		cmocka_unit_test(faults_are_named),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
