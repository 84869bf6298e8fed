/* SPDX-License-Identifier: Apache-2.0 */
/* Configurations that are taken, and what is said of those that are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "cli/config.h"
#include "cli/config_keys.h"
#include "cli/config_schema.h"

struct parsed {
	struct arena arena;
	struct config config;
	struct error error;
	bool good;
};

static void
parse(struct parsed *parsed, struct str text)
{
	*parsed = (struct parsed){ 0 };
	parsed->good = config_parse(&parsed->config, &parsed->arena,
		STR("conf.yaml"), text, &parsed->error);
}

static const struct {
	const char *text, *error;
} wrong[] = {
	/* Keys. */
	{ "agnets: {}\n", "1:1: unknown key 'agnets'; did you mean 'agents'?" },
	{ "exclude: [a]\nagents:\n  namespace: [a]\n",
		"3:3: unknown key 'namespace'; did you mean 'namespaces'?" },
	{ "cluster:\n  podCidrs: [10.0.0.0/8]\n",
		"2:3: unknown key 'podCidrs'; did you mean 'podCIDRs'?" },
	{ "cluster:\n  podSecurityDefaults:\n    enforce-version: v1.31\n",
		"3:5: unknown key 'enforce-version'; "
		"did you mean 'enforceVersion'?" },
	{ "runtime: {zzz: 1}\n",
		"1:11: unknown key 'zzz'; known here: 'trusted'" },
	{ "runtime:\n  ? [a]\n  : b\n",
		"2:5: a mapping or a list cannot be a key" },
	{ "1: a\n", "1:1: unknown key '1'; known here: 'agents', " },
	/* Shapes. */
	{ "- a\n", "1:1: the configuration wants keys" },
	{ "a\n", "1:1: the configuration wants keys" },
	{ "agents: a\n", "1:9: 'agents' wants keys below it" },
	{ "agents: [a]\n", "1:9: 'agents' wants keys below it" },
	{ "exclude: a\n",
		"1:10: 'exclude' wants a list, each item a pattern " },
	{ "exclude: {a: b}\n",
		"1:10: 'exclude' wants a list, each item a pattern " },
	{ "exclude:\n- a\n-\n", "3:2: 'exclude' wants a pattern for " },
	{ "exclude: [[a]]\n", "1:11: 'exclude' wants a pattern for " },
	{ "exclude: [\"\"]\n", "1:11: 'exclude' wants a pattern for " },
	{ "baseline:\n", "1:10: 'baseline' wants a file here" },
	{ "baseline: [a]\n", "1:11: 'baseline' wants a file here" },
	{ "baseline: \"a\\0b\"\n",
		"1:11: the value of 'baseline' holds a NUL" },
	/* Values. */
	{ "requireReason: true\n", "1:1: unknown key 'requireReason'; "
				   "did you mean 'require-reason'?" },
	{ "ignore: a\n", "1:9: 'ignore' wants a list" },
	{ "ignore: [a]\n",
		"1:10: an entry of 'ignore' wants keys, such as '- rule: "
		"host-pid'" },
	{ "ignore:\n-\n",
		"2:2: an entry of 'ignore' wants keys, such as '- rule: "
		"host-pid'" },
	{ "ignore: [{rules: a}]\n",
		"1:11: unknown key 'rules'; did you mean 'rule'?" },
	{ "ignore: [{rule: host-pd}]\n",
		"1:17: unknown rule or module 'host-pd'; "
		"did you mean 'host-pid'?" },
	{ "ignore: [{rule: zzzzzzzz}]\n",
		"1:17: unknown rule or module 'zzzzzzzz'; "
		"see 'agentlint --list-rules'" },
	{ "ignore: [{rule: [host-pid]}]\n",
		"1:17: 'ignore.rule' wants the name of a rule or a module" },
	{ "ignore: [{path: ../a}]\n", "1:17: '../a' is not a pattern" },
	{ "ignore: [{rule: host-pid, expires: 2027-02-29}]\n",
		"1:36: '2027-02-29' is not a date such as '2027-01-31'" },
	{ "ignore: [{kind: Pod}, {}]\n",
		"1:23: this entry of 'ignore' would ignore everything" },
	{ "ignore: [{reason: a, expires: 2027-01-31}]\n",
		"1:10: this entry of 'ignore' would ignore everything" },
	{ "ignore: [{kind: Pod}]\nrequire-reason: true\n",
		"1:10: this entry of 'ignore' has no 'reason', which "
		"'require-reason' asks for" },
	{ "require-reason: always\n",
		"1:17: 'require-reason' wants 'true' or 'false'" },
	{ "detection: {required: flase}\n",
		"1:23: 'detection.required' wants 'true' or 'false'" },
	{ "detection: {required: \"true\"}\n",
		"1:23: 'detection.required' wants 'true' or 'false'" },
	{ "detection: {required: 1}\n",
		"1:23: 'detection.required' wants 'true' or 'false'" },
	{ "detection: {required: }\n",
		"1:23: 'detection.required' wants 'true' or 'false'" },
	{ "cluster: {podCIDRs: [10.0.0.0/33]}\n",
		"1:22: '10.0.0.0/33' is not a CIDR block without host bits " },
	{ "cluster: {podCIDRs: [10.0.0.1]}\n",
		"1:22: '10.0.0.1' is not a CIDR block without host bits " },
	{ "cluster: {nodeCIDRs: [10.0.0.1/8]}\n",
		"1:23: '10.0.0.1/8' is not a CIDR block without host bits " },
	{ "network: {allowedCIDRs: [a]}\n",
		"1:26: 'a' is not a CIDR block without" },
	{ "cluster: {kubernetesVersion: 2.0}\n",
		"1:30: '2.0' is not a version such as '1.31'" },
	{ "cluster: {kubernetesVersion: 1}\n", "1:30: '1' is not a version" },
	{ "cluster: {kubernetesVersion: v1.}\n", "1:30: 'v1.' is not a " },
	{ "cluster: {kubernetesVersion: 1.3abc}\n",
		"1:30: '1.3abc' is not a version" },
	{ "cluster: {kubernetesVersion: 1.1000}\n",
		"1:30: '1.1000' is not a version" },
	{ "cluster: {podSecurityDefaults: {enforce: restrict}}\n",
		"1:42: 'restrict' is not a Pod Security level; "
		"did you mean 'restricted'?" },
	{ "cluster: {podSecurityDefaults: {warn: high}}\n",
		"1:39: 'high' is not a Pod Security level; it is one of "
		"'privileged', 'baseline', 'restricted'" },
	{ "cluster: {podSecurityDefaults: {warnVersion: 1.31}}\n",
		"1:46: '1.31' is not 'latest' or a version such as 'v1.31'" },
	{ "cluster: {podSecurityDefaults: {warnVersion: v1.01}}\n",
		"1:46: 'v1.01' is not 'latest' or a version such as 'v1.31'" },
	{ "agents: {selector: app=}b\n", "1:25: " },
	{ "agents: {selector: \"app in\"}\n",
		"1:20: 'app in' is not a label selector such as " },
	{ "contexts: [/clusters/a]\n",
		"1:12: '/clusters/a' is not a folder below that of the "
		"configuration" },
	{ "contexts: [a/../../b]\n", "1:12: 'a/../../b' is not a folder" },
	/* Rules. */
	{ "rules:\n  runtim: off\n", "2:3: unknown rule or module 'runtim'; "
				     "did you mean 'runtime'?" },
	{ "rules: {qqqqqq: off}\n", "1:9: unknown rule or module 'qqqqqq'; "
				    "see 'agentlint --list-rules'" },
	{ "rules: {runtime: eror}\n", "1:18: 'eror' is not a severity or "
				      "'off'; did you mean 'error'?" },
	{ "rules: {runtime: false}\n",
		"1:18: 'false' is not a severity or 'off'; it is one of "
		"'note', 'warning', 'error', 'off'" },
	{ "rules: {runtime: }\n",
		"1:18: 'rules.*' wants a severity or 'off' here" },
	{ "rules: [runtime]\n", "1:8: 'rules' wants keys below it" },
	/* YAML. */
	{ "exclude: [a\n", "2:1: " },
	{ "exclude: [a]\nexclude: [b]\n", "2:1: " },
	{ "exclude: [*a]\n", "1:11: " },
	{ "a: &a {required: true}\ndetection:\n  <<: *a\n", "1:1: unknown" },
	{ "detection:\n  <<: {required: true}\n",
		"2:3: a configuration takes no merge keys (<<)" },
	{ "exclude: [a]\n---\nexclude: [b]\n",
		"3:1: a configuration is one document, and this is a "
		"second one" },
};

static void
refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct parsed parsed;
		struct str text;

		parse(&parsed, str_of(wrong[i].text));
		text = str_of(parsed.error.text);
		if (parsed.good)
			fail_msg("taken: %s", wrong[i].text);
		if (!str_starts(text, "conf.yaml:") ||
			!str_starts(str_from(text, 10), wrong[i].error))
			fail_msg("%s-> %s\nnot %s", wrong[i].text,
				parsed.error.text, wrong[i].error);
		arena_release(&parsed.arena);
	}
}

static void
takes_nothing(void **state)
{
	static const char *const empty[] = { "", "\xef\xbb\xbf", "\n",
		"# only this\n", "---\n", "{}\n", "~\n",
		"agents:\nexclude:\nrules:\n", "agents: {}\n", "exclude: []\n",
		"cluster:\n  podCIDRs:\n" };
	const struct config none = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(empty) / sizeof(*empty); i++) {
		struct parsed parsed;

		parse(&parsed, str_of(empty[i]));
		if (!parsed.good)
			fail_msg("%s: %s", empty[i], parsed.error.text);
		assert_false(parsed.config.agents.given);
		assert_int_equal(parsed.config.rule_count, 0);
		assert_int_equal(parsed.config.exclude.count, 0);
		assert_int_equal(parsed.config.settings.cluster.pod_cidrs.count,
			none.exclude.count);
		arena_release(&parsed.arena);
	}
}

static const char everything[] = "agents:\n"
				 "  namespaces: [agents, sandboxes]\n"
				 "  names: [coder]\n"
				 "  selector: app=coder,!legacy\n"
				 "cluster:\n"
				 "  podCIDRs: [10.244.0.0/16, 'fd00::/64']\n"
				 "  serviceCIDRs: [10.96.0.0/12]\n"
				 "  nodeCIDRs: [192.168.0.0/24]\n"
				 "  kubernetesVersion: 1.30\n"
				 "  seccompDefault: yes\n"
				 "  podSecurityDefaults:\n"
				 "    enforce: restricted\n"
				 "    enforceVersion: latest\n"
				 "    audit: baseline\n"
				 "    auditVersion: v1.30\n"
				 "    warn: privileged\n"
				 "    warnVersion: v1.0\n"
				 "runtime: {trusted: [my-vm]}\n"
				 "network: {allowedCIDRs: [10.20.0.0/24]}\n"
				 "detection: {required: on}\n"
				 "admission: {agentSandbox: True}\n"
				 "rules: {seccomp: off, runtime: \"note\"}\n"
				 "exclude: &globs ['**/test', '3']\n"
				 "contexts: [clusters/*, ./examples/]\n"
				 "baseline: base.txt\n";

static void
takes_everything(void **state)
{
	struct parsed parsed;
	const struct config *config = &parsed.config;
	const struct settings *settings = &config->settings;

	(void)state;
	parse(&parsed, str_of(everything));
	if (!parsed.good)
		fail_msg("%s", parsed.error.text);
	assert_true(config->agents.given);
	assert_int_equal(config->agents.namespaces.count, 2);
	assert_true(str_is(config->agents.namespaces.items[1], "sandboxes"));
	assert_true(str_is(config->agents.names.items[0], "coder"));
	assert_true(str_is(config->agents.selector, "app=coder,!legacy"));
	assert_true(str_is(settings->cluster.pod_cidrs.items[1], "fd00::/64"));
	assert_int_equal(settings->cluster.service_cidrs.count, 1);
	assert_int_equal(settings->cluster.node_cidrs.count, 1);
	assert_int_equal(settings->cluster.kubernetes_minor, 30);
	assert_true(settings->cluster.seccomp_default);
	assert_true(
		str_is(settings->cluster.pod_security.enforce, "restricted"));
	assert_true(str_is(
		settings->cluster.pod_security.enforce_version, "latest"));
	assert_true(str_is(settings->cluster.pod_security.audit, "baseline"));
	assert_true(
		str_is(settings->cluster.pod_security.audit_version, "v1.30"));
	assert_true(str_is(settings->cluster.pod_security.warn, "privileged"));
	assert_true(
		str_is(settings->cluster.pod_security.warn_version, "v1.0"));
	assert_true(str_is(settings->trusted_runtimes.items[0], "my-vm"));
	assert_int_equal(settings->network.wanted_cidrs.count, 1);
	assert_true(settings->detection_required);
	assert_true(settings->admission_agent_sandbox);
	assert_int_equal(config->exclude.count, 2);
	assert_true(str_is(config->exclude.items[1], "3"));
	assert_int_equal(config->contexts.count, 2);
	assert_true(str_is(config->baseline, "base.txt"));
	arena_release(&parsed.arena);
}

static void
reads_booleans_as_kubernetes_does(void **state)
{
	static const struct {
		const char *text;
		bool value;
	} cases[] = {
		{ "true", true },
		{ "True", true },
		{ "yes", true },
		{ "on", true },
		{ "false", false },
		{ "FALSE", false },
		{ "no", false },
		{ "off", false },
		{ "Off", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct parsed parsed;
		char text[100];

		snprintf(text, sizeof(text), "detection: {required: %s}\n",
			cases[i].text);
		parse(&parsed, str_of(text));
		if (!parsed.good)
			fail_msg("%s", parsed.error.text);
		assert_int_equal(parsed.config.settings.detection_required,
			cases[i].value);
		arena_release(&parsed.arena);
	}
}

static void
reads_versions(void **state)
{
	static const struct {
		const char *text;
		unsigned minor; /* 0: refused */
	} cases[] = {
		{ "1.31", 31 },
		{ "v1.31", 31 },
		{ "v1.31.4", 31 },
		{ "v1.31.4-gke.100", 31 },
		{ "1.31+k3s1", 31 },
		{ "1.31-eks", 31 },
		{ "1.0", 0 },
		{ "1", 0 },
		{ "1.", 0 },
		{ "1.x", 0 },
		{ "1.31x", 0 },
		{ "2.31", 0 },
		{ "vv1.31", 0 },
		{ "1.1234", 0 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		unsigned minor = 0;
		bool good = config_read_version(str_of(cases[i].text), &minor);

		assert_int_equal(good, cases[i].minor > 0);
		assert_int_equal(minor, cases[i].minor);
	}
}

static void
knows_every_rule(void **state)
{
	struct parsed parsed;
	struct arena arena = { 0 };
	const char *const *names = config_rule_names(&arena);
	struct str text = STR("rules:\n");
	size_t count = 0;

	(void)state;
	for (; names[count]; count++)
		text = arena_printf(&arena, "%.*s  %s: note\n", STR_ARG(text),
			names[count]);
	parse(&parsed, text);
	assert_true(parsed.good);
	assert_int_equal(parsed.config.rule_count, count);
	for (size_t i = 0; i < count; i++) {
		const struct rule *rule = rule_find(str_of(names[i]));

		assert_true(str_is(parsed.config.rules[i].rule,
			rule ? rule->id : names[i]));
		assert_true(str_is(parsed.config.rules[i].level, "note"));
	}
	assert_true(str_is(parsed.config.rules[0].rule, "runtime"));
	arena_release(&parsed.arena);
	arena_release(&arena);
}

static void
takes_other_encodings(void **state)
{
	struct parsed parsed;

	(void)state;
	parse(&parsed, STR("\xef\xbb\xbf"
			   "baseline: a\n"));
	assert_true(parsed.good);
	assert_true(str_is(parsed.config.baseline, "a"));
	arena_release(&parsed.arena);
	parse(&parsed, STR("\xff\xfe"
			   "{\0}\0"));
	assert_true(parsed.good);
	arena_release(&parsed.arena);
	parse(&parsed, STR("baseline: \xff\n"));
	assert_false(parsed.good);
	assert_true(str_starts(str_of(parsed.error.text), "conf.yaml:1:11: "));
	arena_release(&parsed.arena);
}

/* The schema below PATH and the key table must know the same keys. */
static size_t
compare(struct arena *arena, const cyaml_schema_field_t *fields,
	struct str path)
{
	size_t count = 0;

	for (; fields->key; fields++) {
		struct str below = arena_printf(arena, "%.*s%s%s",
			STR_ARG(path), path.len ? "." : "", fields->key);
		const struct config_key *key = config_key_find(below);
		const cyaml_schema_value_t *value = &fields->value;
		bool mapping;

		if (value->type == CYAML_SEQUENCE &&
			value->sequence.entry->type == CYAML_MAPPING)
			value = value->sequence.entry;
		mapping = value->type == CYAML_MAPPING;
		if (!key) {
			fail_msg("no key '%.*s'", STR_ARG(below));
			continue;
		}
		assert_non_null(key->help);
		assert_int_equal(!key->what, mapping);
		count++;
		if (str_is(below, "rules"))
			count++; /* "rules.*" */
		else if (mapping)
			count += compare(arena, value->mapping.fields, below);
	}
	return count;
}

static void
tables_agree(void **state)
{
	struct arena arena = { 0 };
	const cyaml_schema_value_t *schema =
		config_schema(&arena, config_rule_names(&arena));
	size_t count = 0;

	(void)state;
	while (config_keys[count].path)
		count++;
	assert_int_equal(
		compare(&arena, schema->mapping.fields, STR("")), count);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refuses),
		cmocka_unit_test(takes_nothing),
		cmocka_unit_test(takes_everything),
		cmocka_unit_test(reads_booleans_as_kubernetes_does),
		cmocka_unit_test(reads_versions),
		cmocka_unit_test(knows_every_rule),
		cmocka_unit_test(takes_other_encodings),
		cmocka_unit_test(tables_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
