/* SPDX-License-Identifier: Apache-2.0 */
/* Which layers of which workloads findings count against: the fixtures of every
 * rule, and what a workload depends on. */
#define _DEFAULT_SOURCE /* scandir */
#include "testing.h"

#include <dirent.h>
#include <jansson.h>
#include <unistd.h>

#include "judge/judge.h"
#include "posture/layer.h"

static struct arena arena;

/* Rules that are about an object that no workload depends on. */
static const struct {
	const char *id, *why;
} exceptions[] = {
	{ "policy-selects-nothing", "the policy guards no workload" },
	{ "policy-without-pods", "the policy guards no workload" },
	{ "staged-policy", "the policy is not in force for any workload" },
	{ "token-secret-present", "no workload mounts the Secret" },
};

static bool
is_excepted(const char *id)
{
	for (size_t i = 0; i < sizeof(exceptions) / sizeof(*exceptions); i++)
		if (!strcmp(exceptions[i].id, id))
			return true;
	return false;
}

static json_t *
parse(struct str text)
{
	json_t *value = json_loadb(text.ptr, text.len, 0, NULL);

	if (!value)
		fail_msg("no JSON:\n%.*s", STR_ARG(text));
	return value;
}

/* The posture of the file at PATH, or of INPUT when PATH is "-". */
static json_t *
posture(const char *path, const char *input)
{
	const char *arguments[] = { "--posture", "-f", "json", path, NULL };

	return parse(capture(&arena, arguments, str_of(input), NULL).out);
}

static json_t *
layer_in(json_t *workload, const char *module)
{
	return json_object_get(json_object_get(workload, "layers"), module);
}

static bool
names_rule(json_t *layer, const char *id)
{
	json_t *because = json_object_get(layer, "because");

	for (size_t i = 0; i < json_array_size(because); i++)
		if (!strcmp(id, json_string_value(json_object_get(
					json_array_get(because, i), "rule"))))
			return true;
	return false;
}

static const char *
state_of(json_t *layer)
{
	return json_string_value(json_object_get(layer, "state"));
}

/* How many agents have RULE among what keeps its layer from being held; *AGENTS
 * is how many there are at all. */
static size_t
count_named(json_t *value, const struct rule *rule, size_t *agents)
{
	json_t *workloads = json_object_get(value, "workloads");
	size_t named = 0;

	*agents = 0;
	for (size_t i = 0; i < json_array_size(workloads); i++) {
		json_t *workload = json_array_get(workloads, i);
		json_t *layer = layer_in(workload, module_name(rule->module));
		bool is = names_rule(layer, rule->id);

		*agents += json_is_true(json_object_get(workload, "agent"));
		named += is;
		if (is && !strcmp(state_of(layer), "held"))
			fail_msg("%s counts against a layer that is held",
				rule->id);
	}
	return named;
}

/* Whether the rule has more than notes about the file. */
static bool
reports(const struct rule *rule, const char *path)
{
	const char *arguments[] = { "--select", rule->id, "-f", "json", path,
		NULL };
	json_t *value =
		parse(capture(&arena, arguments, (struct str){ 0 }, NULL).out);
	bool found = json_array_size(json_object_get(value, "findings")) > 0;

	json_decref(value);
	return found;
}

static void
check_fixture(const struct rule *rule, const char *path)
{
	json_t *value = posture(path, "");
	size_t agents;
	size_t named = count_named(value, rule, &agents);
	bool bad = str_starts(str_of(path), "bad");

	if (!bad && named)
		fail_msg("%s counts against its %s", rule->id, path);
	if (bad && agents && !named && reports(rule, path) &&
		!is_excepted(rule->id))
		fail_msg("%s counts against nobody in its %s", rule->id, path);
	json_decref(value);
	arena_release(&arena);
}

static int
is_fixture(const struct dirent *entry)
{
	struct str name = str_of(entry->d_name);

	return str_starts(name, "bad") || str_starts(name, "good");
}

static void
findings_count_against_their_layer(void **state)
{
	(void)state;
	for (size_t i = 0; rule_table[i]; i++) {
		char path[1024];
		struct dirent **entries;
		int count;

		if (!module_is_layer(rule_table[i]->module))
			continue;
		snprintf(path, sizeof(path), "%s/testdata/rules/%s/%s",
			AGENTLINT_SOURCE_DIR,
			module_name(rule_table[i]->module), rule_table[i]->id);
		for (char *c = path + strlen(AGENTLINT_SOURCE_DIR); *c; c++)
			*c = *c == '-' ? '_' : *c;
		assert_int_equal(chdir(path), 0);
		count = scandir(".", &entries, is_fixture, alphasort);
		assert_true(count > 0);
		for (int k = 0; k < count; k++) {
			check_fixture(rule_table[i], entries[k]->d_name);
			free(entries[k]);
		}
		free(entries);
	}
}

static json_t *
workload_named(json_t *value, const char *id)
{
	json_t *workloads = json_object_get(value, "workloads");

	for (size_t i = 0; i < json_array_size(workloads); i++)
		if (!strcmp(id, json_string_value(json_object_get(
					json_array_get(workloads, i), "id"))))
			return json_array_get(workloads, i);
	fail_msg("no workload '%s'", id);
	return NULL;
}

/* The head of a pod; its spec follows. */
#define POD(namespace_, name_) \
	"---\napiVersion: v1\nkind: Pod\nmetadata: {name: " name_ \
	", namespace: " namespace_ ", labels: {app: " name_ "}}\nspec:\n" \
	"  containers: [{name: c, image: i}]\n"

struct case_ {
	const char *says;
	const char *input;
	const char *module;
	const char *rule; /* that is named for the first, not the second */
	const char *with, *without;
};

static const struct case_ cases[] = {
	{ "a RuntimeClass is of those that name it",
		"apiVersion: node.k8s.io/v1\nkind: RuntimeClass\n"
		"metadata: {name: bad}\nhandler: Not_A_Label\n" POD(
			"a", "x") "  runtimeClassName: bad\n" POD("a",
			"y") "  runtimeClassName: gvisor\n",
		"runtime", "impossible-runtime-handler", "a/Pod/x", "a/Pod/y" },
	{ "a Namespace is of the pods in it",
		"apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"
		"---\napiVersion: v1\nkind: Namespace\nmetadata: {name: b,"
		" labels: {pod-security.kubernetes.io/enforce: restricted}}\n" POD(
			"a", "x") POD("b", "y"),
		"pod-security", "namespace-without-enforce", "a/Pod/x",
		"b/Pod/y" },
	{ "a policy is of the pods that it selects",
		"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n"
		"metadata: {name: p, namespace: a}\nspec:\n"
		"  podSelector: {matchLabels: {app: x}}\n"
		"  policyTypes: [Ingress, Egress]\n"
		"  egress: [{ports: [{port: 90, endPort: 80}]}]\n" POD("a", "x")
			POD("a", "y"),
		"network-policy", "invalid-policy-port", "a/Pod/x", "a/Pod/y" },
	{ "a binding is of the account that it binds",
		"apiVersion: rbac.authorization.k8s.io/v1\n"
		"kind: ClusterRoleBinding\nmetadata: {name: b}\n"
		"roleRef: {apiGroup: rbac.authorization.k8s.io,"
		" kind: ClusterRole, name: cluster-admin}\n"
		"subjects: [{kind: ServiceAccount, name: s, namespace: a}]\n" POD(
			"a", "x") "  serviceAccountName: s\n" POD("b",
			"y") "  serviceAccountName: s\n",
		"service-account", "role-grants-everything", "a/Pod/x",
		"b/Pod/y" },
};

static void
findings_are_of_those_that_depend(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct case_ *one = &cases[i];
		json_t *value = posture("-", one->input);

		if (!names_rule(layer_in(workload_named(value, one->with),
					one->module),
			    one->rule))
			fail_msg("%s: not of %s", one->says, one->with);
		if (names_rule(layer_in(workload_named(value, one->without),
				       one->module),
			    one->rule))
			fail_msg("%s: of %s", one->says, one->without);
		json_decref(value);
		arena_release(&arena);
	}
}

static void
assert_state(const char *input, const char *id, const char *module,
	const char *expected)
{
	json_t *value = posture("-", input);
	json_t *layer = layer_in(workload_named(value, id), module);

	if (strcmp(state_of(layer), expected) != 0)
		fail_msg("%s of %s is %s in\n%s", module, id, state_of(layer),
			input);
	json_decref(value);
	arena_release(&arena);
}

#define SANDBOXED(class_, annotations_) \
	"apiVersion: v1\nkind: Pod\n" \
	"metadata: {name: x, namespace: a, annotations: {" annotations_ "}}\n" \
	"spec:\n  runtimeClassName: " class_ "\n" \
	"  securityContext: {seccompProfile: {type: RuntimeDefault}}\n" \
	"  containers: [{name: c, image: i}]\n"

static void
sandboxes_apply_no_seccomp(void **state)
{
	(void)state;
	assert_state(SANDBOXED("gvisor", ""), "a/Pod/x", "seccomp", "weak");
	assert_state(SANDBOXED("kata-qemu", ""), "a/Pod/x", "seccomp", "weak");
	assert_state(SANDBOXED("gvisor", "dev.gvisor.flag.oci-seccomp: 'true'"),
		"a/Pod/x", "seccomp", "held");
	assert_state(SANDBOXED("kata-qemu", "io.katacontainers.config.runtime."
					    "disable_guest_seccomp: 'false'"),
		"a/Pod/x", "seccomp", "held");
	assert_state(SANDBOXED("runc", ""), "a/Pod/x", "seccomp", "held");
}

#define PROFILED(profile_) \
	POD("a", "x") "  securityContext: {seccompProfile: " profile_ "}\n"

static void
a_profile_that_is_refused_does_not_hold(void **state)
{
	(void)state;
	assert_state(PROFILED("{type: RuntimeDefault}"), "a/Pod/x", "seccomp",
		"held");
	assert_state(PROFILED("{type: runtime/default}"), "a/Pod/x", "seccomp",
		"missing");
	assert_state(PROFILED("{localhostProfile: x.json}"), "a/Pod/x",
		"seccomp", "missing");
	assert_state(PROFILED("{}"), "a/Pod/x", "seccomp", "missing");
	assert_state(
		PROFILED("{type: $TYPE}"), "a/Pod/x", "seccomp", "unknown");
}

static void
assert_missing(const char *input, const char *module, const char *rule)
{
	json_t *value = posture("-", input);
	json_t *layer = layer_in(workload_named(value, "a/Pod/x"), module);

	assert_string_equal(state_of(layer), "missing");
	assert_true(names_rule(layer, rule));
	json_decref(value);
	arena_release(&arena);
}

static void
other_modules_take_layers_away(void **state)
{
	(void)state;
	assert_missing(POD("a", "x") "  hostNetwork: true\n", "network-policy",
		"host-network");
	assert_missing("apiVersion: v1\nkind: Pod\n"
		       "metadata: {name: x, namespace: a}\nspec:\n"
		       "  securityContext:\n"
		       "    seccompProfile: {type: RuntimeDefault}\n"
		       "  containers:\n"
		       "  - {name: c, image: i}\n"
		       "  - name: d\n    image: i\n"
		       "    securityContext: {privileged: true}\n",
		"seccomp", "seccomp-void-when-privileged");
	assert_missing("apiVersion: v1\nkind: Pod\n"
		       "metadata: {name: x, namespace: a}\nspec:\n"
		       "  containers:\n  - name: c\n    image: i\n"
		       "    securityContext: {privileged: true}\n",
		"seccomp", "privileged-container");
}

#define DEFINITION(include_, egress_) \
	"apiVersion: kro.run/v1alpha1\n" \
	"kind: ResourceGraphDefinition\n" \
	"metadata: {name: d}\n" \
	"spec:\n" \
	"  resources:\n" \
	"  - id: pod\n" \
	"    template: {apiVersion: v1, kind: Pod, metadata: {name: x," \
	" namespace: a}, spec: {containers: [{name: c, image: i}]}}\n" \
	"  - id: policy\n" include_ \
	"    template: {apiVersion: networking.k8s.io/v1," \
	" kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec:" \
	" {podSelector: {}, policyTypes: [Ingress, Egress], egress: " egress_ \
	"}}\n"

/* A policy that may not be made guards nobody for sure, and rules that are
 * filled in later may allow anything. */
static void
what_is_filled_in_later_is_unknown(void **state)
{
	(void)state;
	assert_state(
		DEFINITION("", "[]"), "kro:d/Pod/x", "network-policy", "held");
	assert_state(DEFINITION("", "'${schema.spec.egress}'"), "kro:d/Pod/x",
		"network-policy", "unknown");
	assert_state(
		DEFINITION("    includeWhen: ['${schema.spec.on}']\n", "[]"),
		"kro:d/Pod/x", "network-policy", "unknown");
}

static void
the_gravest_comes_first(void **state)
{
	json_t *value = posture("-", POD("a", "x"));
	json_t *layer =
		layer_in(workload_named(value, "a/Pod/x"), "service-account");
	json_t *because = json_object_get(layer, "because");

	(void)state;
	assert_int_equal(json_array_size(because), 2);
	assert_string_equal(json_string_value(json_object_get(
				    json_array_get(because, 0), "rule")),
		"token-mounted");
	assert_true(names_rule(layer, "default-service-account"));
	json_decref(value);
	arena_release(&arena);
}

static void
who_is_no_agent_is_not_judged(void **state)
{
	json_t *value = posture("-",
		"apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: a,"
		" annotations: {agentlint.dev/agent: 'false'}}\n"
		"spec: {containers: [{name: c, image: i}]}\n");
	json_t *workload = workload_named(value, "a/Pod/x");

	(void)state;
	assert_false(json_is_true(json_object_get(workload, "agent")));
	LAYER_EACH(m) {
		json_t *layer = layer_in(workload, module_name(m));

		assert_string_equal(state_of(layer), "unknown");
		assert_int_equal(
			json_array_size(json_object_get(layer, "because")), 0);
	}
	json_decref(value);
	arena_release(&arena);
}

/* All pods of an object are one workload, which is as weak as the weakest. */
static void
several_templates_are_one_workload(void **state)
{
	static const char input[] =
		"apiVersion: ray.io/v1\nkind: RayCluster\n"
		"metadata: {name: r, namespace: a}\nspec:\n"
		"  headGroupSpec: {template: {spec: {runtimeClassName: gvisor,"
		" containers: [{name: c, image: i}]}}}\n"
		"  workerGroupSpecs:\n"
		"  - {template: {spec: {containers: [{name: c, image: i}]}}}\n";
	json_t *value = posture("-", input);

	(void)state;
	assert_int_equal(
		json_array_size(json_object_get(value, "workloads")), 1);
	assert_string_equal(
		state_of(layer_in(
			workload_named(value, "a/RayCluster/r"), "runtime")),
		"missing");
	json_decref(value);
	arena_release(&arena);
}

/* An overlay beside its base: both are told of, each with its own place. */
static void
two_of_one_name_are_two(void **state)
{
	json_t *value = posture("-", POD("a", "x") POD("a", "x"));
	json_t *workloads = json_object_get(value, "workloads");

	(void)state;
	assert_int_equal(json_array_size(workloads), 2);
	for (size_t i = 0; i < 2; i++) {
		json_t *egress =
			json_object_get(json_array_get(workloads, i), "egress");

		/* Of itself nobody is a peer. */
		assert_int_equal(
			json_array_size(json_object_get(egress, "allowed")), 2);
	}
	json_decref(value);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_count_against_their_layer),
		cmocka_unit_test(findings_are_of_those_that_depend),
		cmocka_unit_test(sandboxes_apply_no_seccomp),
		cmocka_unit_test(a_profile_that_is_refused_does_not_hold),
		cmocka_unit_test(other_modules_take_layers_away),
		cmocka_unit_test(what_is_filled_in_later_is_unknown),
		cmocka_unit_test(the_gravest_comes_first),
		cmocka_unit_test(who_is_no_agent_is_not_judged),
		cmocka_unit_test(several_templates_are_one_workload),
		cmocka_unit_test(two_of_one_name_are_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
