/* SPDX-License-Identifier: Apache-2.0 */
/* Walks an object beside the table of the API's types. */
#include "analysis/schema/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <agentlint/nearest.h>

#include "analysis/schema/name.h"
#include "analysis/schema/quantity.h"
#include "analysis/schema/schema_walk.h"

static void check_mapping(const struct walk *walk, const struct level *level);

static void
report(const struct walk *walk, const struct fault *fault)
{
	walk->visit(fault, walk->context);
}

/* Whether something else fills this in before the server sees it. */
static bool
is_open(const struct node *node)
{
	struct str text = node_text(node);

	return node_is_placeholder(node) ||
	       (node_is_scalar(node) && text.len &&
		       memchr("$<%@{_", text.ptr[0], 6));
}

static bool
is_number(const struct node *node)
{
	return node->type == VALUE_INT || node->type == VALUE_FLOAT;
}

/* 1.0 and 1e3 reach the server as the integers that they are. */
static bool
is_whole(const struct node *node, double *value)
{
	char text[64];
	int length =
		snprintf(text, sizeof(text), "%.*s", STR_ARG(node_text(node)));

	if (length <= 0 || (size_t)length >= sizeof(text))
		return false;
	*value = strtod(text, NULL);
	return *value > -1e15 && *value < 1e15 &&
	       (double)(long long)*value == *value;
}

static bool
is_integer(const struct node *node)
{
	double value;

	return node->type == VALUE_INT ||
	       (node->type == VALUE_FLOAT && is_whole(node, &value));
}

/* IsValidUserID and IsValidGroupID (apimachinery's validation), of what is an
 * integer. */
static bool
is_id(const struct node *node)
{
	int64_t id;
	double value;

	if (node->type == VALUE_FLOAT && is_whole(node, &value))
		return value >= 0 && value <= INT32_MAX;
	return node_int(node, &id) && id >= 0 && id <= INT32_MAX;
}

static bool
fits_scalar(enum schema_form form, const struct node *node)
{
	switch (form) {
	case FORM_ANY:
		return true;
	case FORM_BOOL:
		return node->type == VALUE_BOOL;
	case FORM_INT:
	case FORM_ID:
		return is_integer(node);
	case FORM_STRING:
	case FORM_ENUM:
	case FORM_NAME:
		return node->type == VALUE_STRING;
	case FORM_QUANTITY:
		return node->type == VALUE_STRING || is_number(node);
	case FORM_INT_OR_STRING:
		return node->type == VALUE_STRING || is_integer(node);
	case FORM_OBJECT:
		return false;
	}
	return true;
}

static const char *
form_name(enum schema_form form, enum schema_many many)
{
	static const char *const names[][3] = {
		[FORM_ANY] = { "a value", "a list", "a mapping" },
		[FORM_BOOL] = { "a boolean", "a list of booleans",
			"a mapping of booleans" },
		[FORM_INT] = { "an integer", "a list of integers",
			"a mapping of integers" },
		[FORM_ID] = { "an integer", "a list of integers",
			"a mapping of integers" },
		[FORM_STRING] = { "a string", "a list of strings",
			"a mapping of strings" },
		[FORM_ENUM] = { "a string", "a list of strings",
			"a mapping of strings" },
		[FORM_NAME] = { "a string", "a list of strings",
			"a mapping of strings" },
		[FORM_QUANTITY] = { "a quantity", "a list of quantities",
			"a mapping of quantities" },
		[FORM_INT_OR_STRING] = { "an integer or a string",
			"a list of integers or strings",
			"a mapping of integers or strings" },
		[FORM_OBJECT] = { "a mapping", "a list of mappings",
			"a mapping of mappings" },
	};

	return names[form][many];
}

static void
report_type(const struct walk *walk, const struct level *level,
	const struct schema_field *field, const struct node *node,
	enum schema_many many)
{
	report(walk, &(struct fault){
			     .kind = FAULT_WRONG_TYPE,
			     .node = node,
			     .type = level->type->name,
			     .field = field->name,
			     .expected = form_name(field->form, many),
		     });
}

static bool
holds(const char *const *values, struct str text)
{
	for (; *values; values++)
		if (str_is(text, *values))
			return true;
	return !text.len; /* the server's defaults fill it in */
}

static void
report_name(const struct walk *walk, const char *type, const char *field,
	const struct node *node, enum name_format format, bool key)
{
	report(walk, &(struct fault){
			     .kind = FAULT_WRONG_NAME,
			     .node = node,
			     .type = type,
			     .field = field,
			     .expected = name_format_text(format),
			     .key = key,
		     });
}

/* A value of the right type that the server nonetheless refuses. */
static void
check_value(const struct walk *walk, const struct level *level,
	const struct schema_field *field, const struct node *node)
{
	struct fault fault = {
		.kind = FAULT_WRONG_VALUE,
		.node = node,
		.type = level->type->name,
		.field = field->name,
	};
	struct str text = node_text(node);

	if (field->form == FORM_ENUM) {
		fault.values = schema_values(field);
		if (holds(fault.values, text))
			return;
		fault.nearest = nearest_of(text, fault.values);
		report(walk, &fault);
	}
	if (field->form == FORM_NAME && text.len &&
		!name_fits(field->detail, text))
		report_name(walk, level->type->name, field->name, node,
			field->detail, false);
	if (field->form == FORM_QUANTITY && node->type == VALUE_STRING &&
		!quantity_is_valid(text)) {
		fault.expected = "a quantity";
		report(walk, &fault);
	}
	if (field->form == FORM_ID && !is_id(node)) {
		fault.expected = "an id from 0 to 2147483647";
		report(walk, &fault);
	}
}

/* One value: the field's own, or an item of its list or mapping. */
static void
check_one(const struct walk *walk, const struct level *level,
	const struct schema_field *field, const struct node *node)
{
	if (node->kind == NODE_SCALAR &&
		(node->type == VALUE_NULL || is_open(node)))
		return;
	if (field->form == FORM_OBJECT && node->kind == NODE_MAPPING) {
		check_mapping(walk, &(struct level){ .up = level,
					    .node = node,
					    .type = schema_type(field) });
		return;
	}
	if (field->form == FORM_ANY)
		return;
	if (node->kind != NODE_SCALAR || !fits_scalar(field->form, node))
		report_type(walk, level, field, node, SCHEMA_ONE);
	else
		check_value(walk, level, field, node);
}

/* Whether the key is one that a template fills in. */
static bool
is_open_key(struct str key)
{
	return str_contains(key, "{{") || str_contains(key, "${");
}

/* Annotations may have upper case in the part before the slash. */
static bool
is_key(struct str key, const struct schema_field *field)
{
	size_t slash = str_find(key, '/');

	if (is_open_key(key) || name_fits(NAME_QUALIFIED, key))
		return true;
	return field->detail == NAME_ANY && slash < key.len &&
	       name_fits(NAME_LABEL_VALUE, str_from(key, slash + 1)) &&
	       name_fits(NAME_LABEL_VALUE, str_head(key, slash));
}

static void
check_key(const struct walk *walk, const struct level *level,
	const struct schema_field *field, const struct node *node)
{
	if (!is_key(node->key, field))
		report_name(walk, level->type->name, field->name, node,
			NAME_QUALIFIED, true);
}

static void
check_field(const struct walk *walk, const struct level *level,
	const struct schema_field *field, const struct node *node)
{
	bool right = field->many == SCHEMA_LIST ? node->kind == NODE_SEQUENCE
						: node->kind == NODE_MAPPING;

	if (field->many == SCHEMA_ONE) {
		check_one(walk, level, field, node);
		return;
	}
	if (node->kind == NODE_SCALAR &&
		(node->type == VALUE_NULL || is_open(node)))
		return;
	if (!right) {
		report_type(walk, level, field, node, field->many);
		return;
	}
	NODE_EACH(item, node) {
		if (field->form == FORM_NAME && field->many == SCHEMA_MAP)
			check_key(walk, level, field, item);
		check_one(walk, level, field, item);
	}
}

/* Rules of their own tell of these: container-field-at-pod-level,
 * impossible-runtime-handler. */
static bool
is_told_elsewhere(const struct schema_type *type, struct str name)
{
	static const struct {
		const char *type, *field;
	} fields[] = {
		{ "PodSecurityContext", "allowPrivilegeEscalation" },
		{ "PodSecurityContext", "capabilities" },
		{ "PodSecurityContext", "privileged" },
		{ "PodSecurityContext", "procMount" },
		{ "PodSecurityContext", "readOnlyRootFilesystem" },
		{ "ObjectMeta", "handler" },
		{ "RuntimeClass", "runtimeHandler" },
		{ "RuntimeClass", "spec" },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (str_is(name, fields[i].field) &&
			strcmp(type->name, fields[i].type) == 0)
			return true;
	return false;
}

/* Keys that are no fields of the API but stand in manifests for a tool that
 * takes them out: SOPS, kustomize's directives, templates. */
static bool
is_foreign(const struct level *level, const struct node *node)
{
	return str_starts(node->key, "$") || is_open_key(node->key) ||
	       (!level->up && str_is(node->key, "sops"));
}

static void
check_unknown(const struct walk *walk, const struct level *level,
	const struct node *node)
{
	char path[256];
	struct nearest nearest = nearest_to(node->key);
	struct fault fault = {
		.kind = FAULT_UNKNOWN_FIELD,
		.node = node,
		.type = level->type->name,
	};
	const struct schema_type *home;

	if (is_foreign(level, node) ||
		is_told_elsewhere(level->type, node->key))
		return;
	for (size_t i = 0; i < level->type->count; i++)
		nearest_offer(&nearest, str_of(level->type->fields[i].name));
	fault.nearest = nearest.found;
	/* Only in upper and lower case: no other field can be meant. */
	if (nearest.found.len && nearest.distance == 0) {
		report(walk, &fault);
		return;
	}
	home = schema_home(walk, level, node->key, path, sizeof(path));
	if (home) {
		fault.kind = FAULT_MISPLACED_FIELD;
		fault.nearest = (struct str){ 0 };
		fault.home = path;
		fault.home_type = home->name;
	} else if (!nearest.found.len) {
		struct str name = schema_nearest_field(node->key);

		home = schema_home(walk, level, name, path, sizeof(path));
		if (home) {
			fault.nearest = name;
			fault.home = path;
			fault.home_type = home->name;
		}
	}
	report(walk, &fault);
}

static bool
is_filled(const struct node *value)
{
	if (node_is_scalar(value))
		return node_text(value).len > 0;
	return value && (value->kind == NODE_MAPPING || node_count(value));
}

static void
report_missing(const struct walk *walk, const struct node *mapping,
	const char *type, const char *field)
{
	report(walk, &(struct fault){
			     .kind = FAULT_MISSING_FIELD,
			     .node = mapping,
			     .type = type,
			     .field = field,
			     .empty = node_find(mapping, field),
		     });
}

static void
check_needs(const struct walk *walk, const struct level *level)
{
	struct str needs = str_of(level->type->needs);

	while (needs.len) {
		struct str name = str_cut(&needs, ' ');

		if (!is_filled(node_get_str(level->node, name)))
			report_missing(walk, level->node, level->type->name,
				schema_field(level->type, name)->name);
	}
}

/* Nothing stands for an account's namespace in a binding of the whole cluster
 * (pkg/apis/rbac/validation, ValidateRoleBindingSubject); kustomize fills it in
 * when it knows the account. */
static void
check_account(const struct walk *walk, const struct level *level)
{
	struct object_range kustomizations = graph_objects_of(
		walk->graph, "kustomize.config.k8s.io", "Kustomization");

	if (kustomizations.begin == kustomizations.end &&
		node_is(node_get(level->node, "kind"), "ServiceAccount") &&
		!is_filled(node_get(level->node, "namespace")))
		report_missing(
			walk, level->node, level->type->name, "namespace");
}

static bool
is_type(const struct level *level, const char *name)
{
	return level && strcmp(level->type->name, name) == 0;
}

static void
check_mapping(const struct walk *walk, const struct level *level)
{
	bool merges = false;

	NODE_EACH(child, level->node) {
		const struct schema_field *field =
			schema_field(level->type, child->key);

		if (field)
			check_field(walk, level, field, child);
		else
			check_unknown(walk, level, child);
		merges = merges || (!field && is_foreign(level, child));
	}
	/* Something else completes a mapping that holds such keys. */
	if (!merges)
		check_needs(walk, level);
	if (is_type(level, "Subject") && !merges &&
		is_type(level->up, "ClusterRoleBinding"))
		check_account(walk, level);
}

/* Groups whose kinds embed core/v1 PodSpec as it is. */
static bool
embeds_pod_spec(const struct object *object)
{
	static const char *const groups[] = { "agents.x-k8s.io",
		"extensions.agents.x-k8s.io", "jobset.x-k8s.io",
		"leaderworkerset.x-k8s.io", "ray.io", NULL };

	for (size_t i = 0; groups[i]; i++)
		if (str_is(object->group, groups[i]))
			return true;
	return false;
}

/* The form of an object's own name, where it is not that of most. */
static enum name_format
own_name_format(const struct schema_type *type)
{
	static const struct {
		const char *type;
		enum name_format format;
	} formats[] = {
		{ "ClusterRole", NAME_PATH_SEGMENT },
		{ "ClusterRoleBinding", NAME_PATH_SEGMENT },
		{ "CronJob", NAME_CRON_JOB },
		{ "Namespace", NAME_DNS_LABEL },
		{ "Role", NAME_PATH_SEGMENT },
		{ "RoleBinding", NAME_PATH_SEGMENT },
		{ "StatefulSet", NAME_DNS_LABEL },
	};

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(type->name, formats[i].type) == 0)
			return formats[i].format;
	return NAME_DNS_SUBDOMAIN;
}

/* Every object needs a name, or a beginning that the server completes. */
static void
check_own_name(const struct walk *walk, const struct schema_type *type)
{
	const struct node *metadata = node_get(walk->root, "metadata");
	const struct node *name = node_get(metadata, "name");
	enum name_format format = own_name_format(type);

	if (is_filled(name)) {
		if (node_is_scalar(name) && name->type == VALUE_STRING &&
			!is_open(name) && !name_fits(format, node_text(name)))
			report_name(walk, "ObjectMeta", "name", name, format,
				false);
		return;
	}
	if (is_filled(node_get(metadata, "generateName")))
		return;
	if (metadata)
		report_missing(walk, metadata, "ObjectMeta", "name");
	else
		report_missing(walk, walk->root, "the object", "metadata");
}

static void
check_root(const struct walk *walk, const struct node *node,
	const struct schema_type *type)
{
	if (node_is_mapping(node))
		check_mapping(
			walk, &(struct level){ .node = node, .type = type });
}

static const struct schema_type *
field_type(const struct schema_type *type, const char *field)
{
	return schema_type(schema_field(type, str_of(field)));
}

/* Whatever else they call their own, these kinds take from core/v1. */
static void
check_contexts(const struct walk *walk, const struct pod *pod)
{
	const struct schema_type *spec = schema_pod_spec();
	const struct schema_type *container = field_type(spec, "containers");

	check_root(walk, pod->security_context,
		field_type(spec, "securityContext"));
	for (size_t i = 0; i < pod->container_count; i++)
		check_root(walk, pod->containers[i].security_context,
			field_type(container, "securityContext"));
}

static void
check_pod(const struct walk *walk, const struct pod *pod)
{
	if (pod->partial)
		check_contexts(walk, pod);
	else if (!pod->guessed && embeds_pod_spec(pod->object))
		check_root(walk, pod->spec, schema_pod_spec());
}

void
schema_check(const struct object *object,
	void (*visit)(const struct fault *fault, void *context), void *context)
{
	struct walk walk = { object->root, object->graph, visit, context };
	const struct schema_type *type =
		schema_root(object->group, object->version, object->kind);

	/* A manifest within a kro ResourceGraphDefinition is filled in. */
	if (object->root->key.ptr)
		return;
	if (type) {
		check_own_name(&walk, type);
		check_root(&walk, object->root, type);
		return;
	}
	for (size_t i = 0; i < object->pod_count; i++)
		check_pod(&walk, &object->pods[i]);
}
