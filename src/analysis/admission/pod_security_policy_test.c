/* SPDX-License-Identifier: Apache-2.0 */
/* What namespaces ask for: labels over the configuration's defaults over those
 * of the server's own file (api.PolicyToEvaluate), and what an older server
 * makes of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <agentlint/pod_security.h>

#include "graph/build.h"
#include "load/parse.h"

#define PREFIX "pod-security.kubernetes.io/"
#define FILE_DEFAULTS \
	"---\n" \
	"apiVersion: apiserver.config.k8s.io/v1\n" \
	"kind: AdmissionConfiguration\n" \
	"plugins:\n" \
	"  - {name: EventRateLimit, path: limits.yaml}\n" \
	"  - name: PodSecurity\n" \
	"    configuration:\n" \
	"      defaults: {enforce: baseline, enforce-version: v1.30,\n" \
	"        audit: restricted, warn: baseline, warn-version: v1.25}\n"

struct input {
	struct arena arena;
	struct source source;
	struct graph *graph;
};

static void
load(struct input *input, const char *text)
{
	const struct source *source = &input->source;

	*input = (struct input){ 0 };
	source_set_text(&input->source, STR("t.yaml"), str_of(text));
	parse_source(&input->source, &limits_default);
	assert_int_equal(source->problem_count, 0);
	input->graph = graph_build(
		&input->arena, &source, 1, (struct str){ 0 }, STR("default"));
}

static void
unload(struct input *input)
{
	arena_release(&input->source.arena);
	arena_release(&input->arena);
}

static const struct sample {
	const char *labels; /* of the Namespace, in flow style */
	const char *more;   /* documents behind it */
	const char *policy; /* enforce audit warn */
} samples[] = {
	{ "", "", "privileged:latest privileged:latest privileged:latest" },
	{ "a: b", "", "privileged:latest privileged:latest privileged:latest" },
	/* who enforces warns, by the same version; audit goes its own way */
	{ PREFIX "enforce: restricted", "",
		"restricted:latest privileged:latest restricted:latest" },
	{ PREFIX "enforce: restricted, " PREFIX "enforce-version: v1.24", "",
		"restricted:v1.24 privileged:latest restricted:v1.24" },
	{ PREFIX "enforce: restricted, " PREFIX
		 "enforce-version: v1.24, " PREFIX "warn-version: v1.30",
		"", "restricted:v1.24 privileged:latest restricted:v1.30" },
	{ PREFIX "enforce: restricted, " PREFIX "warn: baseline", "",
		"restricted:latest privileged:latest baseline:latest" },
	{ PREFIX "enforce: restricted, " PREFIX "warn: privileged", "",
		"restricted:latest privileged:latest privileged:latest" },
	{ PREFIX "enforce: privileged", "",
		"privileged:latest privileged:latest privileged:latest" },
	{ PREFIX "enforce-version: v1.20", "",
		"privileged:v1.20 privileged:latest privileged:latest" },
	{ PREFIX "audit: baseline, " PREFIX "audit-version: v1.9", "",
		"privileged:latest baseline:v1.9 privileged:latest" },
	/* an invalid enforce closes and does not raise warn; the others open */
	{ PREFIX "enforce: Restricted", "",
		"restricted:latest privileged:latest privileged:latest" },
	{ PREFIX "enforce: null", "",
		"restricted:latest privileged:latest privileged:latest" },
	{ PREFIX "enforce: baseline, " PREFIX "warn: strict, " PREFIX
		 "audit: ''",
		"", "baseline:latest privileged:latest privileged:latest" },
	{ PREFIX "enforce: baseline, " PREFIX "enforce-version: '1.24'", "",
		"baseline:latest privileged:latest baseline:latest" },
	/* over the server's own defaults */
	{ "", FILE_DEFAULTS,
		"baseline:v1.30 restricted:latest baseline:v1.25" },
	{ PREFIX "enforce: privileged, " PREFIX "audit: oops", FILE_DEFAULTS,
		"privileged:v1.30 privileged:latest baseline:v1.25" },
	{ PREFIX "enforce: restricted", FILE_DEFAULTS,
		"restricted:v1.30 restricted:latest restricted:v1.30" },
	{ PREFIX "enforce: baseline", FILE_DEFAULTS,
		"baseline:v1.30 restricted:latest baseline:v1.25" },
};

static void
check_policy(const struct input *input, const struct settings *settings,
	const char *expected)
{
	const struct object *namespace = graph_find(
		input->graph, "", "Namespace", (struct str){ 0 }, STR("n"));
	struct pod_security_policy policy =
		pod_security_policy_of(input->graph, settings, namespace);
	char text[128];

	assert_non_null(namespace);
	snprintf(text, sizeof(text), "%s %s %s",
		pod_security_demand_text(&policy.demands[POD_SECURITY_ENFORCE])
			.text,
		pod_security_demand_text(&policy.demands[POD_SECURITY_AUDIT])
			.text,
		pod_security_demand_text(&policy.demands[POD_SECURITY_WARN])
			.text);
	assert_string_equal(text, expected);
}

static void
labels_resolve_as_on_the_server(void **state)
{
	static const struct settings settings;
	char text[2048];

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct input input;

		snprintf(text, sizeof(text),
			"apiVersion: v1\nkind: Namespace\n"
			"metadata: {name: n, labels: {%s}}\n%s",
			samples[i].labels, samples[i].more);
		load(&input, text);
		check_policy(&input, &settings, samples[i].policy);
		unload(&input);
	}
}

static void
settings_stand_between_labels_and_file(void **state)
{
	struct settings settings = { 0 };
	struct input input;

	(void)state;
	settings.cluster.pod_security.enforce = STR("restricted");
	settings.cluster.pod_security.warn_version = STR("v1.31");
	load(&input,
		"apiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n" FILE_DEFAULTS);
	check_policy(&input, &settings,
		"restricted:v1.30 restricted:latest baseline:v1.31");
	unload(&input);
	load(&input,
		"apiVersion: v1\nkind: Namespace\nmetadata: {name: n, labels: "
		"{" PREFIX "enforce: privileged}}\n");
	check_policy(&input, &settings,
		"privileged:latest privileged:latest privileged:v1.31");
	unload(&input);
}

struct ids {
	char text[256];
};

static void
add_id(const char *check, void *context)
{
	struct ids *ids = context;
	size_t used = strlen(ids->text);

	snprintf(ids->text + used, sizeof(ids->text) - used, "%s ", check);
}

static void
add_check(const struct violation *violation, void *context)
{
	add_id(violation->check, context);
}

/* The checks that POD breaks at restricted:latest on a server of that minor
 * version; 0: unknown. */
static void
check_server(const char *spec, unsigned server, const char *expected)
{
	struct settings settings = { 0 };
	struct pod_security_demand demand = { POD_SECURITY_RESTRICTED,
		POD_SECURITY_LATEST, { 0 } };
	char text[2048];
	struct ids checks = { "" };
	struct input input;

	settings.cluster.kubernetes_minor = server;
	snprintf(text, sizeof(text),
		"apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: "
		"{%s, containers: [{name: c, securityContext: {runAsNonRoot: "
		"true, allowPrivilegeEscalation: false, capabilities: {drop: "
		"[ALL]}, seccompProfile: {type: RuntimeDefault}}}]}\n",
		spec);
	load(&input, text);
	pod_security_evaluate(&input.graph->pods[0], &demand, &settings, false,
		add_check, &checks);
	assert_string_equal(checks.text, expected);
	unload(&input);
}

static void
an_older_server_knows_less(void **state)
{
	(void)state;
	/* "latest" is the newest that the server has */
	check_server("securityContext: {sysctls: [{name: net.ipv4.tcp_rmem}]}",
		31, "sysctls ");
	check_server("securityContext: {sysctls: [{name: net.ipv4.tcp_rmem}]}",
		32, "");
	check_server("securityContext: {sysctls: [{name: net.ipv4.tcp_rmem}]}",
		0, "");
	/* a volume source that 1.32 does not know */
	check_server("volumes: [{name: v, image: {reference: r}}]", 32,
		"restrictedVolumes ");
	check_server("volumes: [{name: v, image: {reference: r}}]", 33, "");
	/* a field that 1.29 does not know */
	check_server("securityContext: {appArmorProfile: {type: Unconfined}}",
		29, "");
	check_server("securityContext: {appArmorProfile: {type: Unconfined}}",
		30, "appArmorProfile ");
	/* newer than all that is known here */
	check_server("hostPID: true", 99, "hostNamespaces ");
}

static void
knows_what_came_since(void **state)
{
	struct ids ids = { "" };

	(void)state;
	pod_security_checks_since(
		POD_SECURITY_RESTRICTED, 22, 37, add_id, &ids);
	assert_string_equal(ids.text,
		"hostProbesAndHostLifecycle procMount_restricted runAsUser ");
	ids = (struct ids){ "" };
	pod_security_checks_since(POD_SECURITY_BASELINE, 34, 37, add_id, &ids);
	assert_string_equal(ids.text, "");
	pod_security_checks_since(POD_SECURITY_PRIVILEGED, 0, 37, add_id, &ids);
	assert_string_equal(ids.text, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(labels_resolve_as_on_the_server),
		cmocka_unit_test(settings_stand_between_labels_and_file),
		cmocka_unit_test(an_older_server_knows_less),
		cmocka_unit_test(knows_what_came_since),
	};

	return cmocka_run_group_tests_name(
		"pod security policy", tests, NULL, NULL);
}
