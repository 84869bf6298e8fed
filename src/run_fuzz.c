/* SPDX-License-Identifier: Apache-2.0 */
/* A whole run over any bytes: it ends with one of the documented statuses, and
 * says nothing that a terminal or a reader of JSON would choke on. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <utf8proc.h>

#include "report/report.h"
#include "run.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* UTF-8 without control characters: no escape sequence gets through. TABS: a
 * format that indents by them. */
static void
check_text(struct str text, bool tabs)
{
	while (text.len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t used =
			utf8proc_iterate((const utf8proc_uint8_t *)text.ptr,
				(utf8proc_ssize_t)text.len, &c);

		assert(used > 0);
		assert(c == '\n' || (tabs && c == '\t') ||
			utf8proc_category(c) != UTF8PROC_CATEGORY_CC);
		text = str_from(text, (size_t)used);
	}
}

static void
check_json(struct str text)
{
	json_t *json = json_loadb(text.ptr, text.len, 0, NULL);

	assert(json);
	json_decref(json);
}

static void
check(const char *format, struct str text)
{
	static const char *const json[] = { "json", "sarif", "gitlab",
		"rdjson" };

	check_text(text, !strcmp(format, "dot"));
	for (size_t i = 0; i < sizeof(json) / sizeof(*json); i++)
		if (text.len && !strcmp(format, json[i]))
			check_json(text);
}

/* By the size, so that a seed is a manifest as it stands. */
static const char *
format_for(size_t size)
{
	size_t count = 0;

	while (reporters[count])
		count++;
	return reporters[size % count]->name;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *format = format_for(size);
	const char *const argv[] = { "agentlint", "--no-config",
		"--min-severity", "note", "-f", format, "-", NULL };
	struct str out, err;
	struct streams streams = { 0 };
	int status;

	if (!size)
		return 0;
	streams.in = fmemopen((void *)bytes, size, "rb");
	streams.out = open_memstream((char **)&out.ptr, &out.len);
	streams.err = open_memstream((char **)&err.ptr, &err.len);
	assert(streams.in && streams.out && streams.err);
	status = run(7, (char *const *)argv, &streams);
	assert(status >= EXIT_CLEAN && status <= EXIT_NO_INPUT);
	fclose(streams.in);
	fclose(streams.out);
	fclose(streams.err);
	check(format, out);
	check_text(err, false);
	free((char *)out.ptr);
	free((char *)err.ptr);
	return 0;
}
