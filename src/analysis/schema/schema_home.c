/* SPDX-License-Identifier: Apache-2.0 */
/* Looks for the mapping that a misplaced field belongs to. */
#include "analysis/schema/schema_walk.h"

#include <stdio.h>

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

const struct schema_type *
schema_home(const struct walk *walk, const struct level *level, struct str name,
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
