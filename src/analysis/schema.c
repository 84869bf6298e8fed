/* SPDX-License-Identifier: Apache-2.0 */
/* Walks an object beside the table of the API's types. */
#include "analysis/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <agentlint/nearest.h>

#include "analysis/quantity.h"
#include "analysis/schema_table.h"

/* The mappings from the object's root down to the one that is looked at. */
struct level {
	const struct level *up; /* NULL at the root */
	const struct node *node;
	const struct schema_type *type;
};

struct walk {
	const struct node *root; /* of the object */
	void (*visit)(const struct fault *fault, void *context);
	void *context;
};

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
is_whole(const struct node *node)
{
	char text[64];
	int length =
		snprintf(text, sizeof(text), "%.*s", STR_ARG(node_text(node)));

	if (length <= 0 || (size_t)length >= sizeof(text))
		return false;
	double value = strtod(text, NULL);
	return value > -1e15 && value < 1e15 &&
	       (double)(long long)value == value;
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
		return node->type == VALUE_INT ||
		       (node->type == VALUE_FLOAT && is_whole(node));
	case FORM_STRING:
	case FORM_ENUM:
		return node->type == VALUE_STRING;
	case FORM_QUANTITY:
		return node->type == VALUE_STRING || is_number(node);
	case FORM_INT_OR_STRING:
		return node->type == VALUE_STRING ||
		       fits_scalar(FORM_INT, node);
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
		[FORM_STRING] = { "a string", "a list of strings",
			"a mapping of strings" },
		[FORM_ENUM] = { "a string", "a list of strings",
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
	if (field->form == FORM_QUANTITY && node->type == VALUE_STRING &&
		!quantity_is_valid(text)) {
		fault.expected = "a quantity";
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
	NODE_EACH(item, node)
		check_one(walk, level, field, item);
}

/* Appends what snprintf says to a path that may be cut. */
static void
append(char *path, size_t size, const char *text, int length)
{
	size_t used = strlen(path);

	snprintf(path + used, size - used, "%s%.*s",
		used && text[0] != '[' ? "." : "", length, text);
}

/* The path of LEVEL's mapping: "spec.template.spec.containers[]". */
static void
path_of(const struct walk *walk, const struct level *level, char *path,
	size_t size)
{
	const struct node *node[16];
	size_t count = 0;

	for (const struct node *n = level->node;
		n && n != walk->root && count < 16; n = n->parent)
		node[count++] = n;
	path[0] = '\0';
	while (count--) {
		if (node[count]->key.ptr)
			append(path, size, node[count]->key.ptr,
				(int)node[count]->key.len);
		else
			append(path, size, "[]", 2);
	}
}

/* A field of NAME in TYPE or in a mapping at most DEPTH below it; TYPE's own
 * path is completed in PATH. */
static const struct schema_type *
search_below(const struct schema_type *type, struct str name, unsigned depth,
	char *path, size_t size)
{
	size_t used = strlen(path);

	if (schema_field(type, name))
		return type;
	for (size_t i = 0; depth && i < type->count; i++) {
		const struct schema_field *field = &type->fields[i];
		const struct schema_type *found;

		if (field->form != FORM_OBJECT || field->many == SCHEMA_MAP)
			continue;
		append(path, size, field->name, (int)strlen(field->name));
		if (field->many == SCHEMA_LIST)
			append(path, size, "[]", 2);
		found = search_below(
			schema_type(field), name, depth - 1, path, size);
		if (found)
			return found;
		path[used] = '\0';
	}
	return NULL;
}

/* Names that so many types have that another place says nothing. */
static bool
is_common(struct str name)
{
	static const char *const names[] = { "apiVersion", "kind", "metadata",
		"spec", "status", "name", "namespace", "type", "key", "value",
		"path", "labels", "selector", "template", "items", "rules",
		"port", "operator", "values", "data", "user", "group", "mode",
		"optional", "driver", "host", "resource", "secretRef", "ports",
		"protocol", "resources", "weight", "from", "to", NULL };

	for (size_t i = 0; names[i]; i++)
		if (str_is(name, names[i]))
			return true;
	return false;
}

/* The mapping that a field of NAME belongs to: above the one that holds it,
 * below it, or beside it; nearest first. */
static const struct schema_type *
search_home(const struct walk *walk, const struct level *level, struct str name,
	char *path, size_t size)
{
	const struct schema_type *found = NULL;

	if (is_common(name))
		return NULL;
	for (unsigned depth = 0; depth <= 2; depth++) {
		for (const struct level *at = level; at; at = at->up) {
			path_of(walk, at, path, size);
			found = search_below(at->type, name, depth, path, size);
			if (found)
				return found;
		}
	}
	return NULL;
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
	return str_starts(node->key, "$") || str_contains(node->key, "{{") ||
	       str_contains(node->key, "${") ||
	       (!level->up && str_is(node->key, "sops"));
}

/* The field of another mapping that NODE's key is a misspelling of. */
static void
search_misspelt_home(const struct walk *walk, const struct level *level,
	const struct node *node, struct fault *fault, char *path, size_t size)
{
	struct str name = schema_nearest_field(node->key);
	const struct schema_type *home =
		search_home(walk, level, name, path, size);

	if (!home)
		return;
	fault->nearest = name;
	fault->home = path;
	fault->home_type = home->name;
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
	home = search_home(walk, level, node->key, path, sizeof(path));
	if (home) {
		fault.kind = FAULT_MISPLACED_FIELD;
		fault.nearest = (struct str){ 0 };
		fault.home = path;
		fault.home_type = home->name;
	} else if (!nearest.found.len) {
		search_misspelt_home(
			walk, level, node, &fault, path, sizeof(path));
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
		merges = merges || is_foreign(level, child);
	}
	/* Something else completes a mapping that holds such keys. */
	if (!merges)
		check_needs(walk, level);
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

/* Every object needs a name, or a beginning that the server completes. */
static void
check_name(const struct walk *walk)
{
	const struct node *metadata = node_get(walk->root, "metadata");

	if (is_filled(node_get(metadata, "name")) ||
		is_filled(node_get(metadata, "generateName")))
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

void
schema_check(const struct object *object,
	void (*visit)(const struct fault *fault, void *context), void *context)
{
	struct walk walk = { object->root, visit, context };
	const struct schema_type *type =
		schema_root(object->group, object->version, object->kind);

	/* A manifest within a kro ResourceGraphDefinition is filled in. */
	if (object->root->key.ptr)
		return;
	if (type) {
		check_name(&walk);
		check_root(&walk, object->root, type);
		return;
	}
	if (!embeds_pod_spec(object))
		return;
	for (size_t i = 0; i < object->pod_count; i++) {
		const struct pod *pod = &object->pods[i];

		if (!pod->partial && !pod->guessed)
			check_root(&walk, pod->spec, schema_pod_spec());
	}
}
