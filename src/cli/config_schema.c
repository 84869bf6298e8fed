/* SPDX-License-Identifier: Apache-2.0 */
/* The libcyaml schema of .agentlint.yaml.
 *
 * Every value is a string, a boolean or a list: libcyaml 1.3 takes
 * "3abc" for the number 3. A collection without a value counts as absent. */
#include "cli/config_schema.h"

#include <agentlint/rule.h>

#include <string.h>

#include "judge/judge.h"

enum {
	COLLECTION = CYAML_FLAG_OPTIONAL | CYAML_FLAG_POINTER_NULL_STR,
	SCALAR = CYAML_FLAG_OPTIONAL,
};

static const cyaml_schema_value_t text = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED),
};

#define LIST(key_, struct_, member_) \
	CYAML_FIELD_SEQUENCE(key_, COLLECTION, struct struct_, member_, &text, \
		0, CYAML_UNLIMITED)
#define TEXT(key_, struct_, member_) \
	CYAML_FIELD_STRING_PTR( \
		key_, SCALAR, struct struct_, member_, 0, CYAML_UNLIMITED)
#define BOOLEAN(key_, struct_, member_) \
	CYAML_FIELD_BOOL(key_, SCALAR, struct struct_, member_)
#define MAPPING(key_, struct_, member_, fields_) \
	CYAML_FIELD_MAPPING_PTR( \
		key_, COLLECTION, struct struct_, member_, fields_)

static const cyaml_schema_field_t agents_fields[] = {
	LIST("namespaces", raw_agents, namespaces),
	LIST("names", raw_agents, names),
	TEXT("selector", raw_agents, selector),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t pod_security_fields[] = {
	TEXT("enforce", raw_pod_security, enforce),
	TEXT("enforceVersion", raw_pod_security, enforce_version),
	TEXT("audit", raw_pod_security, audit),
	TEXT("auditVersion", raw_pod_security, audit_version),
	TEXT("warn", raw_pod_security, warn),
	TEXT("warnVersion", raw_pod_security, warn_version),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t cluster_fields[] = {
	LIST("podCIDRs", raw_cluster, pod_cidrs),
	LIST("serviceCIDRs", raw_cluster, service_cidrs),
	LIST("nodeCIDRs", raw_cluster, node_cidrs),
	TEXT("kubernetesVersion", raw_cluster, kubernetes_version),
	BOOLEAN("seccompDefault", raw_cluster, seccomp_default),
	MAPPING("podSecurityDefaults", raw_cluster, pod_security,
		pod_security_fields),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t runtime_fields[] = {
	LIST("trusted", raw_runtime, trusted),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t network_fields[] = {
	LIST("allowedCIDRs", raw_network, allowed_cidrs),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t detection_fields[] = {
	BOOLEAN("required", raw_detection, required),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t admission_fields[] = {
	BOOLEAN("agentSandbox", raw_admission, agent_sandbox),
	CYAML_FIELD_END,
};

static const cyaml_schema_field_t ignore_fields[] = {
	TEXT("rule", raw_ignore, rule),
	TEXT("path", raw_ignore, path),
	TEXT("kind", raw_ignore, kind),
	TEXT("namespace", raw_ignore, namespace),
	TEXT("name", raw_ignore, name),
	TEXT("container", raw_ignore, container),
	TEXT("reason", raw_ignore, reason),
	TEXT("expires", raw_ignore, expires),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t ignore = {
	CYAML_VALUE_MAPPING(
		CYAML_FLAG_DEFAULT, struct raw_ignore, ignore_fields),
};

static const cyaml_schema_field_t config_fields[] = {
	MAPPING("agents", raw_config, agents, agents_fields),
	MAPPING("cluster", raw_config, cluster, cluster_fields),
	MAPPING("runtime", raw_config, runtime, runtime_fields),
	MAPPING("network", raw_config, network, network_fields),
	MAPPING("detection", raw_config, detection, detection_fields),
	MAPPING("admission", raw_config, admission, admission_fields),
	MAPPING("rules", raw_config, rules, NULL), /* config_schema's */
	LIST("exclude", raw_config, exclude),
	LIST("contexts", raw_config, contexts),
	TEXT("baseline", raw_config, baseline),
	CYAML_FIELD_SEQUENCE("ignore", COLLECTION, struct raw_config, ignore,
		&ignore, 0, CYAML_UNLIMITED),
	BOOLEAN("require-reason", raw_config, require_reason),
	CYAML_FIELD_END,
};

static size_t
rule_name_count(void)
{
	size_t count = MODULE_COUNT;

	for (size_t i = 0; rule_table[i]; i++) {
		const char *const *alias = rule_table[i]->aliases;

		count++;
		for (; alias && *alias; alias++)
			count++;
	}
	return count;
}

const char *const *
config_rule_names(struct arena *arena)
{
	const char **names =
		arena_array(arena, rule_name_count() + 1, sizeof(*names));
	const char **next = names;

	for (unsigned i = 0; i < MODULE_COUNT; i++)
		*next++ = module_name((enum module)i);
	for (size_t i = 0; rule_table[i]; i++) {
		const char *const *alias = rule_table[i]->aliases;

		*next++ = rule_table[i]->id;
		for (; alias && *alias; alias++)
			*next++ = *alias;
	}
	return names;
}

/* The rules are a struct of pointers, one for each name. */
static cyaml_schema_value_t
rules_schema(struct arena *arena, const char *const *names)
{
	cyaml_schema_value_t schema = {
		CYAML_VALUE_MAPPING(COLLECTION, char *, NULL),
	};
	cyaml_schema_field_t *fields;
	uint32_t count = 0;

	while (names[count])
		count++;
	fields = arena_array(arena, count + 1, sizeof(*fields));
	for (uint32_t i = 0; i < count; i++)
		fields[i] = (cyaml_schema_field_t){
			.key = names[i],
			.data_offset = i * (uint32_t)sizeof(char *),
			.value = { CYAML_VALUE_STRING(
				SCALAR | CYAML_FLAG_POINTER, char, 0,
				CYAML_UNLIMITED) },
		};
	schema.data_size = count * (uint32_t)sizeof(char *);
	schema.mapping.fields = fields;
	return schema;
}

const struct cyaml_schema_value *
config_schema(struct arena *arena, const char *const *rule_names)
{
	cyaml_schema_value_t *schema = arena_alloc(arena, sizeof(*schema));
	cyaml_schema_field_t *fields =
		arena_alloc(arena, sizeof(config_fields));

	memcpy(fields, config_fields, sizeof(config_fields));
	for (cyaml_schema_field_t *field = fields; field->key; field++)
		if (!strcmp(field->key, "rules"))
			field->value = rules_schema(arena, rule_names);
	*schema = (cyaml_schema_value_t){
		CYAML_VALUE_MAPPING(
			CYAML_FLAG_POINTER_NULL_STR, struct raw_config, NULL),
	};
	schema->mapping.fields = fields;
	return schema;
}
