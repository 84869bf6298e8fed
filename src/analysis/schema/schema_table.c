/* SPDX-License-Identifier: Apache-2.0 */
/* Reads schema.def, which holds the types, into tables: once for each kind
 * of thing in it. */
#include "analysis/schema/schema_table.h"

#include <agentlint/nearest.h>
#include <agentlint/schema.h>

#include "analysis/schema/name.h"

#define VALUES(name_, ...) VALUES_##name_,
#define ROOT(group_, version_, kind_)
#define TYPE(name_, needs_, fields_)
enum values_id {
#include "analysis/schema/schema.def"
};
#undef VALUES
#undef TYPE

#define VALUES(name_, ...)
#define TYPE(name_, needs_, fields_) TYPE_##name_,
enum type_id {
#include "analysis/schema/schema.def"
};
#undef VALUES
#undef TYPE

#define VALUES(name_, ...) \
	static const char *const name_##_values[] = { __VA_ARGS__, NULL };
#define TYPE(name_, needs_, fields_)
#include "analysis/schema/schema.def"
#undef VALUES
#undef TYPE

#define VALUES(name_, ...) [VALUES_##name_] = name_##_values,
#define TYPE(name_, needs_, fields_)
static const char *const *const values[] = {
#include "analysis/schema/schema.def"
};
#undef VALUES
#undef TYPE

#define FIELD(name_, form_, many_, detail_) { #name_, form_, many_, detail_ },
#define ANY(name_) FIELD(name_, FORM_ANY, SCHEMA_ONE, 0)
#define ANY_LIST(name_) FIELD(name_, FORM_ANY, SCHEMA_LIST, 0)
#define BOOL(name_) FIELD(name_, FORM_BOOL, SCHEMA_ONE, 0)
#define INT(name_) FIELD(name_, FORM_INT, SCHEMA_ONE, 0)
#define INT_LIST(name_) FIELD(name_, FORM_INT, SCHEMA_LIST, 0)
#define INT_MAP(name_) FIELD(name_, FORM_INT, SCHEMA_MAP, 0)
#define ID(name_) FIELD(name_, FORM_ID, SCHEMA_ONE, 0)
#define ID_LIST(name_) FIELD(name_, FORM_ID, SCHEMA_LIST, 0)
#define STRING(name_) FIELD(name_, FORM_STRING, SCHEMA_ONE, 0)
#define STRING_LIST(name_) FIELD(name_, FORM_STRING, SCHEMA_LIST, 0)
#define STRING_MAP(name_) FIELD(name_, FORM_STRING, SCHEMA_MAP, 0)
#define QUANTITY(name_) FIELD(name_, FORM_QUANTITY, SCHEMA_ONE, 0)
#define QUANTITY_MAP(name_) FIELD(name_, FORM_QUANTITY, SCHEMA_MAP, 0)
#define INT_OR_STRING(name_) FIELD(name_, FORM_INT_OR_STRING, SCHEMA_ONE, 0)
#define ENUM(name_, values_) \
	FIELD(name_, FORM_ENUM, SCHEMA_ONE, VALUES_##values_)
#define ENUM_LIST(name_, values_) \
	FIELD(name_, FORM_ENUM, SCHEMA_LIST, VALUES_##values_)
#define NAME(name_, format_) FIELD(name_, FORM_NAME, SCHEMA_ONE, NAME_##format_)
#define NAME_MAP(name_, format_) \
	FIELD(name_, FORM_NAME, SCHEMA_MAP, NAME_##format_)
#define OBJECT(name_, type_) FIELD(name_, FORM_OBJECT, SCHEMA_ONE, TYPE_##type_)
#define OBJECT_LIST(name_, type_) \
	FIELD(name_, FORM_OBJECT, SCHEMA_LIST, TYPE_##type_)
#define OBJECT_MAP(name_, type_) \
	FIELD(name_, FORM_OBJECT, SCHEMA_MAP, TYPE_##type_)

#define VALUES(name_, ...)
#define TYPE(name_, needs_, fields_) \
	static const struct schema_field name_##_fields[] = { fields_ };
#include "analysis/schema/schema.def"
#undef TYPE

#define TYPE(name_, needs_, fields_) \
	[TYPE_##name_] = { #name_, name_##_fields, \
		sizeof(name_##_fields) / sizeof(*name_##_fields), needs_ },
static const struct schema_type types[] = {
#include "analysis/schema/schema.def"
};
#undef TYPE
#undef ROOT

#define TYPE(name_, needs_, fields_)
#define ROOT(group_, version_, kind_) \
	{ group_, version_, #kind_, TYPE_##kind_ },
static const struct {
	const char *group, *version, *kind;
	enum type_id type;
} roots[] = {
#include "analysis/schema/schema.def"
};

unsigned
schema_minor(void)
{
	return SCHEMA_MINOR;
}

const struct schema_type *
schema_root(struct str group, struct str version, struct str kind)
{
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		if (str_is(kind, roots[i].kind) &&
			str_is(group, roots[i].group) &&
			str_is(version, roots[i].version))
			return &types[roots[i].type];
	return NULL;
}

const struct schema_type *
schema_pod_spec(void)
{
	return &types[TYPE_PodSpec];
}

/* Like str_compare, without a look at where FIELD ends. */
static int
compare_name(struct str name, const char *field)
{
	size_t i = 0;

	while (i < name.len && field[i] && name.ptr[i] == field[i])
		i++;
	if (i == name.len)
		return field[i] ? -1 : 0;
	return (unsigned char)name.ptr[i] - (unsigned char)field[i];
}

const struct schema_field *
schema_field(const struct schema_type *type, struct str name)
{
	size_t low = 0;
	size_t high = type->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct schema_field *field = &type->fields[middle];
		int order = compare_name(name, field->name);

		if (order == 0)
			return field;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

struct str
schema_nearest_field(struct str name)
{
	struct nearest nearest = nearest_to(name);

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		for (size_t j = 0; j < types[i].count; j++)
			nearest_offer(
				&nearest, str_of(types[i].fields[j].name));
	return nearest.found;
}

const struct schema_type *
schema_type(const struct schema_field *field)
{
	return &types[field->detail];
}

const char *const *
schema_values(const struct schema_field *field)
{
	return values[field->detail];
}
