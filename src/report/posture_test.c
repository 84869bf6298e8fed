/* SPDX-License-Identifier: Apache-2.0 */
/* Reports of a posture: names that do not rule the format, disks that are full,
 * clusters side by side. */
#include "testing.h"

#include <jansson.h>

static struct arena arena;

/* A name that closes strings, sends escapes and breaks lines. */
#define EVIL "a\\\"];x\\e[2J\\n\\\\"

static const char evil[] =
	"apiVersion: v1\nkind: Pod\n"
	"metadata: {name: \"" EVIL "\", namespace: n}\n"
	"spec: {containers: [{name: c, image: i}]}\n"
	"---\n"
	"apiVersion: v1\nkind: Pod\nmetadata: {name: other, namespace: n}\n"
	"spec: {containers: [{name: c, image: i}]}\n";

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct captured
report(const char *format, const char *output)
{
	const char *arguments[] = { "--posture", "--no-config", "-f", format,
		"-o", output, "-", NULL };

	return capture(&arena, arguments, str_of(evil), NULL);
}

static void
assert_no_controls(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\n' &&
			text.ptr[i] != '\t')
			fail_msg("control character in\n%.*s", STR_ARG(text));
}

/* Every line of a graph ends outside of a string. */
static void
dot_strings_are_closed(void **state)
{
	struct str text = report("dot", "-").out;

	(void)state;
	assert_no_controls(text);
	assert_true(str_contains(text, "\"n/Pod/a\\\"];x"));
	while (text.len) {
		struct str line = str_cut(&text, '\n');
		bool inside = false;

		for (size_t i = 0; i < line.len; i++) {
			if (inside && line.ptr[i] == '\\')
				i++;
			else if (line.ptr[i] == '"')
				inside = !inside;
		}
		if (inside)
			fail_msg("an open string: %.*s", STR_ARG(line));
	}
}

static void
text_shows_what_would_be_obeyed(void **state)
{
	struct str text = report("text", "-").out;

	(void)state;
	assert_no_controls(text);
	assert_true(str_contains(text, "\\x1b[2J"));
	while (text.len) {
		struct str line = str_cut(&text, '\n');

		assert_true(line.len <= 100);
	}
}

/* The names are given back to the byte. */
static void
json_keeps_names(void **state)
{
	struct str text = report("json", "-").out;
	json_t *value = json_loadb(text.ptr, text.len, 0, NULL);
	json_t *workload =
		json_array_get(json_object_get(value, "workloads"), 0);

	(void)state;
	assert_non_null(value);
	assert_string_equal(json_string_value(json_object_get(workload, "id")),
		"n/Pod/a\"];x\x1b[2J\n\\");
	json_decref(value);
}

static void
full_disks_are_told(void **state)
{
	static const char *const formats[] = { "text", "json", "dot" };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct captured captured = report(formats[i], "/dev/full");

		assert_int_equal(captured.status, EXIT_TROUBLE);
		assert_true(str_contains(captured.err, "/dev/full"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(dot_strings_are_closed, release),
		cmocka_unit_test_teardown(
			text_shows_what_would_be_obeyed, release),
		cmocka_unit_test_teardown(json_keeps_names, release),
		cmocka_unit_test_teardown(full_disks_are_told, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
