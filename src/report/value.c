/* SPDX-License-Identifier: Apache-2.0 */
/* A thin layer over jansson. */
#include "report/value.h"

#include "analysis/workload/secret_mask.h"

#include <utf8proc.h>

#include "base/visible.h"

static json_t *
check(json_t *value)
{
	if (!value)
		arena_out_of_memory();
	return value;
}

json_t *
value_object(void)
{
	return check(json_object());
}

json_t *
value_array(void)
{
	return check(json_array());
}

json_t *
value_integer(size_t number)
{
	return check(json_integer((json_int_t)number));
}

/* What jansson takes; asking it would not tell bad bytes from no memory. */
static bool
is_utf8(struct str text)
{
	while (text.len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t used =
			utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
				(utf8proc_ssize_t)text.len, &c);

		if (used <= 0)
			return false;
		text = str_from(text, (size_t)used);
	}
	return true;
}

json_t *
value_str(struct str text)
{
	struct arena scratch = { 0 };
	json_t *value;

	if (!is_utf8(text))
		text = visible_str(&scratch, text);
	value = check(json_stringn(text.ptr ? text.ptr : "", text.len));
	arena_release(&scratch);
	return value;
}

json_t *
value_text(const char *text)
{
	return value_str(str_of(text));
}

json_t *
value_name(struct str name)
{
	struct arena scratch = { 0 };
	json_t *value = value_str(secret_mask(&scratch, name));

	arena_release(&scratch);
	return value;
}

void
value_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new(object, key, value) != 0)
		arena_out_of_memory();
}

void
value_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, value) != 0)
		arena_out_of_memory();
}

void
value_set_str(json_t *object, const char *key, struct str text)
{
	if (text.len)
		value_set(object, key, value_str(text));
}

void
value_set_details(json_t *object, const struct finding *finding)
{
	for (size_t i = 0; i < finding->detail_count; i++) {
		const struct detail *detail = &finding->details[i];
		json_t *list = json_object_get(object, detail->key);

		if (!list) {
			list = value_array();
			value_set(object, detail->key, list);
		}
		value_append(list, value_str(detail->value));
	}
}

/* Bytes at the start of TEXT that nothing obeys. */
static size_t
plain_length(struct str text)
{
	size_t len = 0;

	for (; len < text.len && text.ptr[len] != 0x7F; len++)
		if (text.ptr[len] == '#' && visible_hides(str_from(text, len)))
			break;
	return len;
}

/* Called with whole runs of a string's characters, so that what a CI server
 * would obey is in one of them. */
static int
put(const char *bytes, size_t size, void *stream)
{
	struct str text = { bytes, size };
	FILE *out = stream;

	while (text.len) {
		size_t len = plain_length(text);

		fwrite(text.ptr, 1, len, out);
		text = str_from(text, len);
		if (!text.len)
			break;
		fprintf(out, "\\u%04x", (unsigned char)text.ptr[0]);
		text = str_from(text, 1);
	}
	return ferror(out) ? -1 : 0;
}

bool
value_write(FILE *out, json_t *value)
{
	/* In ASCII, because terminals obey some of what lies beyond it. */
	bool written = json_dump_callback(value, put, out,
			       JSON_COMPACT | JSON_ENCODE_ANY |
				       JSON_ENSURE_ASCII) == 0;

	json_decref(value);
	if (!written && !ferror(out))
		arena_out_of_memory();
	return written;
}

json_t *
value_message(struct str text)
{
	json_t *value = value_object();

	value_set(value, "text", value_str(text));
	return value;
}
