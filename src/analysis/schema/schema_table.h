/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of the API's types, as data. */
#ifndef ANALYSIS_SCHEMA_SCHEMA_TABLE_H
#define ANALYSIS_SCHEMA_SCHEMA_TABLE_H

#include <stdint.h>

#include <agentlint/str.h>

enum schema_form {
	FORM_ANY, /* not looked into */
	FORM_BOOL,
	FORM_INT,
	FORM_ID, /* of a user or a group */
	FORM_STRING,
	FORM_ENUM,
	FORM_NAME, /* of maps: of the values; their keys are qualified */
	FORM_QUANTITY,
	FORM_INT_OR_STRING,
	FORM_OBJECT,
};

enum schema_many { SCHEMA_ONE, SCHEMA_LIST, SCHEMA_MAP };

struct schema_field {
	const char *name;
	uint8_t form;   /* enum schema_form; of the items of lists and maps */
	uint8_t many;   /* enum schema_many */
	uint8_t detail; /* which type, values or enum name_format: of objects,
			   enums and names */
};

struct schema_type {
	const char *name;
	const struct schema_field *fields; /* sorted by name */
	size_t count;
	const char *needs; /* "key path": the server takes nothing without */
};

/* The type of an object of that identity, or NULL when the table lacks it. */
const struct schema_type *schema_root(
	struct str group, struct str version, struct str kind);

/* The type of a pod's spec. */
const struct schema_type *schema_pod_spec(void);

/* The field of that name, or NULL. */
const struct schema_field *schema_field(
	const struct schema_type *type, struct str name);

/* The name of any type's field that NAME is a misspelling of; or empty. */
struct str schema_nearest_field(struct str name);

/* The type of a field of form FORM_OBJECT. */
const struct schema_type *schema_type(const struct schema_field *field);

/* The values of a field of form FORM_ENUM; ends with NULL. */
const char *const *schema_values(const struct schema_field *field);

#endif
