/* SPDX-License-Identifier: Apache-2.0 */
/* The first configuration loads, sets nothing as it stands, and sets every key
 * when its comments are taken away; none that is there is lost. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "testing.h"

#include <sys/stat.h>
#include <unistd.h>

#include "cli/config.h"
#include "cli/config_walk.h"
#include "cli/init.h"

static struct arena arena;
static char folder[] = "/tmp/agentlint-init-XXXXXX";

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int
remove_folder(void **state)
{
	(void)state;
	arena_release(&arena);
	return rmdir(folder);
}

static struct str
printed(void)
{
	FILE *file = tmpfile();

	assert_non_null(file);
	init_print(file);
	return take_stream(&arena, file);
}

static bool
is_prose(struct str line)
{
	return str_starts(line, "# ") && line.len > 2 && line.ptr[2] != ' ';
}

/* TEXT without the '#' before its keys. */
static struct str
uncommented(struct str text)
{
	struct str result = { 0 };

	while (text.len) {
		struct str line = str_cut(&text, '\n');

		if (str_starts(line, "#") && !is_prose(line))
			line = str_from(line, 1);
		result = arena_printf(
			&arena, "%.*s%.*s\n", STR_ARG(result), STR_ARG(line));
	}
	return result;
}

static struct config
parsed(struct str text)
{
	struct config config = { 0 };
	struct error error;

	if (!config_parse(&config, &arena, STR("x.yaml"), text, &error))
		fail_msg("%s\n%.*s", error.text, STR_ARG(text));
	return config;
}

static void
means_the_defaults(void **state)
{
	struct config written = parsed(printed());
	struct config none = parsed(STR(""));

	(void)state;
	written.text = none.text;
	assert_memory_equal(&written, &none, sizeof(none));
}

static void
has_every_key(void **state)
{
	struct config config = parsed(uncommented(printed()));

	(void)state;
	assert_true(config.agents.given);
	assert_string_equal(config.agents.names.items[0].ptr, "coder");
	assert_true(config.settings.cluster.seccomp_default);
	assert_int_equal(config.settings.cluster.pod_cidrs.count, 1);
	assert_true(config.settings.cluster.pod_security.warn_version.len > 0);
	assert_true(config.settings.detection_required);
	assert_int_equal(config.rule_count, 1);
	assert_int_equal(config.exclude.count, 1);
	assert_true(config.baseline.len > 0);
	assert_int_equal(config.ignore_count, 1);
	assert_string_equal(config.ignores[0].rule.ptr, "host-pid");
	assert_true(config.ignores[0].expires.digits > 0);
}

static void
count_key(void *context, const struct config_key *key, enum cyaml_type type)
{
	size_t *count = context;

	assert_non_null(key);
	assert_true(type == CYAML_MAPPING || key->example);
	++*count;
}

static void
is_the_whole_table(void **state)
{
	struct str rest = printed();
	size_t keys = 0, walked = 0, rows = 0;

	(void)state;
	while (rest.len) {
		struct str line = str_cut(&rest, '\n');

		assert_true(line.len <= 78);
		keys += line.len && !is_prose(line);
	}
	config_walk(&arena, count_key, &walked);
	while (config_keys[rows].path)
		rows++;
	assert_int_equal(keys, rows);
	assert_int_equal(walked, rows);
}

/* Runs "agentlint --init" with PATHS behind it. */
static struct captured
init(const char *path, const char *other)
{
	const char *arguments[] = { "--init", path, path ? other : NULL, NULL };

	return capture(&arena, arguments, STR(""), NULL);
}

static void
writes_into_a_folder(void **state)
{
	struct captured captured = init(NULL, NULL);

	(void)state;
	assert_int_equal(captured.status, EXIT_CLEAN);
	assert_string_equal(captured.out.ptr,
		".agentlint.yaml is written: each key is in it, as a "
		"comment\n");
	assert_string_equal(
		read_file(&arena, ".agentlint.yaml").ptr, printed().ptr);
	assert_int_equal(mkdir("deploy", 0777), 0);
	captured = init("deploy", NULL);
	assert_true(str_starts(captured.out, "deploy/.agentlint.yaml is "));
	assert_int_equal(remove("deploy/.agentlint.yaml"), 0);
	assert_int_equal(rmdir("deploy"), 0);
	assert_int_equal(remove(".agentlint.yaml"), 0);
}

static void
leaves_what_is_there(void **state)
{
	static const char *const names[] = { ".agentlint.yaml",
		".agentlint.yml" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		/* A link to nowhere would be written through. */
		assert_int_equal(symlink("nowhere", names[i]), 0);
		assert_string_equal(init(NULL, NULL).err.ptr,
			arena_printf(&arena,
				"agentlint: %s is there, and is left as it "
				"is\n",
				names[i])
				.ptr);
		assert_int_equal(remove(names[i]), 0);
	}
}

static void
says_what_it_cannot(void **state)
{
	struct captured captured = init("gone", NULL);

	(void)state;
	assert_int_equal(captured.status, EXIT_TROUBLE);
	assert_string_equal(captured.err.ptr,
		"agentlint: gone/.agentlint.yaml: No such file or "
		"directory\n");
	assert_string_equal(init("a", "b").err.ptr,
		"agentlint: '--init' takes one folder\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(means_the_defaults),
		cmocka_unit_test(has_every_key),
		cmocka_unit_test(is_the_whole_table),
		cmocka_unit_test(writes_into_a_folder),
		cmocka_unit_test(leaves_what_is_there),
		cmocka_unit_test(says_what_it_cannot),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
