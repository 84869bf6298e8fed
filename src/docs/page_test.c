/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of files are renewed, and roff gets what it needs. */
#include "testing.h"

#include <unistd.h>

#include <jansson.h>

#include "cli/config_keys.h"
#include "cli/config_schema.h"
#include "cli/flag.h"
#include "docs/page.h"
#include "docs/roff.h"

static struct arena arena;

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct str
printed(const struct page *page, struct str old, bool *good)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	*good = page_print(file, page, old);
	return take_stream(&arena, file);
}

static void
put_two(FILE *out)
{
	fputs("1\n2\n", out);
}

static void
renews_its_part(void **state)
{
	const struct page page = { "x", "b", put_two };
	static const struct {
		const char *old, *new;
	} cases[] = {
		{ "a\n# begin generated b (how)\nx\n# end generated b\nc\n",
			"a\n# begin generated b (how)\n1\n2\n"
			"# end generated b\nc\n" },
		{ "<!-- begin generated b -->\n<!-- end generated b -->\n",
			"<!-- begin generated b -->\n1\n2\n"
			"<!-- end generated b -->\n" },
		{ "# begin generated bb\n# end generated bb\n", NULL },
		{ "# begin generated b\n", NULL },
		{ "# end generated b\n", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool good;
		struct str new = printed(&page, str_of(cases[i].old), &good);

		assert_int_equal(good, cases[i].new != NULL);
		if (good)
			assert_string_equal(new.ptr, cases[i].new);
	}
}

static void
expect_roff(void (*print)(FILE *, const char *), const char *text,
	const char *expected)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	print(file, text);
	assert_string_equal(take_stream(&arena, file).ptr, expected);
}

static void
escapes_for_roff(void **state)
{
	(void)state;
	expect_roff(roff_prose, "One. Two, e.g. this. Three",
		"One.\nTwo, e.g. this.\nThree\n");
	expect_roff(roff_prose, "'--a' isn't '.b'",
		"\\%\\(oq\\-\\-a\\(cq isn't \\%\\(oq.b\\(cq\n");
	expect_roff(roff_prose, ".x \\", "\\&.x \\e\n");
	expect_roff(roff_prose, "'tis", "\\&'tis\n");
	expect_roff(roff_prose, "the pods' node's", "the pods' node's\n");
	expect_roff(roff_literal, "a:\n  - 'b'\n\n.c\n`\\^~\n",
		".Bd -literal -offset indent\n"
		"a:\n"
		"  \\- \\(aqb\\(aq\n"
		"\n"
		"\\&.c\n"
		"\\(ga\\e\\(ha\\(ti\n"
		".Ed\n");
}

/* What PRINT prints. */
static struct str
page_of(void (*print)(FILE *out))
{
	FILE *file = tmpfile();

	assert_non_null(file);
	print(file);
	return take_stream(&arena, file);
}

__attribute__((format(printf, 2, 3))) static void
expect_part(struct str page, const char *format, ...)
{
	va_list arguments;
	struct str part;

	va_start(arguments, format);
	part = arena_vprintf(&arena, format, arguments);
	va_end(arguments);
	if (!str_contains(page, part.ptr))
		fail_msg("no '%s'", part.ptr);
}

static void
tells_of_every_option(void **state)
{
	struct str page = page_of(print_options);
	struct str formats = page_of(print_formats);

	(void)state;
	for (const struct flag *flag = flags; flag->name; flag++)
		expect_part(page, "Fl Fl %s%s%s\n", flag->name,
			flag->argument ? " Ar " : "",
			flag->argument ? flag->argument : "");
	for (size_t i = 0; reporters[i]; i++)
		expect_part(formats, ".It Cm %s\n", reporters[i]->name);
}

static void
tells_of_every_rule(void **state)
{
	struct str page = page_of(print_rule_pages);
	struct str table = page_of(print_rule_table);

	(void)state;
	for (size_t i = 0; rule_table[i]; i++) {
		const struct rule *rule = rule_table[i];

		expect_part(page, ".Ss %s\n", rule->id);
		expect_part(table, "| %s | `%s` | %s | %s |\n",
			module_name(rule->module), rule->id,
			severity_name(rule->severity), rule->summary);
	}
}

/* The part of SCHEMA that describes the key at PATH. */
static json_t *
schema_of(json_t *schema, struct str path)
{
	while (schema && path.len) {
		struct str key = str_cut(&path, '.');
		json_t *items = json_object_get(schema, "items");

		schema = items ? items : schema;
		schema = json_object_get(json_object_get(schema, "properties"),
			arena_copy(&arena, key.ptr, key.len));
	}
	return schema;
}

static void
tells_of_every_key(void **state)
{
	struct str page = page_of(print_config_keys);
	struct str text = page_of(print_config_schema);
	json_t *schema = json_loadb(text.ptr, text.len, 0, NULL);
	const char *const *name = config_rule_names(&arena);

	(void)state;
	assert_non_null(schema);
	for (const struct config_key *key = config_keys; key->path; key++) {
		expect_part(page, ".It Ic %s\n", key->path);
		if (strcmp(key->path, "rules.*") != 0)
			assert_non_null(schema_of(schema, str_of(key->path)));
	}
	for (; *name; name++)
		assert_int_equal(
			json_array_size(json_object_get(
				schema_of(schema, arena_printf(&arena,
							  "rules.%s", *name)),
				"enum")),
			4);
	json_decref(schema);
}

static void
shows_a_run(void **state)
{
	struct str page;

	(void)state;
	assert_int_equal(chdir(AGENTLINT_SOURCE_DIR), 0);
	page = page_of(print_excerpt);
	assert_true(str_starts(page, "```\n$ agentlint "));
	expect_part(page, "[no-runtime-class]\n");
	expect_part(page, " agent\n```\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(renews_its_part, release),
		cmocka_unit_test_teardown(escapes_for_roff, release),
		cmocka_unit_test_teardown(tells_of_every_option, release),
		cmocka_unit_test_teardown(tells_of_every_rule, release),
		cmocka_unit_test_teardown(tells_of_every_key, release),
		cmocka_unit_test_teardown(shows_a_run, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
