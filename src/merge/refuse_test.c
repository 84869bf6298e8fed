/* SPDX-License-Identifier: Apache-2.0 */
/* Tests that what cannot be merged is refused, and what looks different is
 * not. */
#include "merge/testing_cluster.h"

#include <jansson.h>

#include "version.h"

/* TEXT with its first FROM made TO. */
static struct str
replaced(struct str text, const char *from, const char *to)
{
	const char *at = strstr(text.ptr, from);
	size_t before = (size_t)(at - text.ptr);

	assert_non_null(at);
	return arena_printf(&arena, "%.*s%s%s", (int)before, text.ptr, to,
		at + strlen(from));
}

/* The shards of a small cluster as 1.json, 2.json, 1.sarif and 2.sarif. */
static const char *const *
make_two(void)
{
	const char *const *paths = make_tree(3);
	struct printed whole = lint(paths, NULL);

	check_shards(paths, &whole, 2);
	return paths;
}

static struct str
part(const char *name)
{
	return read_file(&arena, in_folder(name));
}

/* Whether merging the files NAMES (apart by spaces) is refused as WHY says, in
 * which '@' stands for the folder. */
static void
assert_refused(const char *names, const char *why)
{
	const char *arguments[MOST_ARGUMENTS] = { "--merge" };
	struct str rest = str_of(names), said = { 0 };
	struct captured captured;

	for (size_t i = 1; rest.len; i++) {
		struct str name = str_cut(&rest, ' ');

		arguments[i] = in_folder(arena_str(&arena, name).ptr);
	}
	captured = capture(&arena, arguments, (struct str){ 0 }, NULL);
	rest = str_of(why);
	while (rest.len) {
		bool more = str_find(rest, '@') < rest.len;
		struct str before = str_cut(&rest, '@');

		said = arena_printf(&arena, "%.*s%.*s%s", STR_ARG(said),
			STR_ARG(before), more ? folder : "");
	}
	said = arena_printf(&arena, "agentlint: %.*s\n", STR_ARG(said));
	assert_string_equal(captured.err.ptr, said.ptr);
	assert_int_equal(captured.status, EXIT_TROUBLE);
	assert_int_equal(captured.out.len, 0);
}

static void
shards_have_to_be_complete(void **state)
{
	(void)state;
	make_two();
	assert_refused("2.json", "shard 1 of 2 is missing");
	assert_refused("1.sarif", "shard 2 of 2 is missing");
	write_file("again.json", part("2.json"));
	assert_refused("1.json 2.json again.json",
		"@/2.json and @/again.json are both shard 2 of 2");
	write_file("many.json", replaced(part("1.json"), "\"of\":2",
					"\"of\":1000000000000000"));
	assert_refused("many.json", "shard 2 of 1000000000000000 is missing");
	assert_refused("1.json 2.sarif",
		"@/2.sarif does not go with @/1.json: one is JSON, the other "
		"is SARIF");
	assert_refused(
		"1.json none.json", "@/none.json: No such file or directory");
}

static void
shards_have_to_be_of_one_run(void **state)
{
	const char *const *paths = make_two();
	const char *const elsewhere[] = { "-n", "elsewhere", paths[0], paths[1],
		NULL };

	(void)state;
	write_file("of3.json", lint(paths, "2/3").json);
	assert_refused("1.json of3.json",
		"@/of3.json does not go with @/1.json: one is of 3 shards, the "
		"other of 2");
	write_file("whole.json", lint(paths, NULL).json);
	assert_refused("1.json whole.json",
		"@/whole.json does not go with @/1.json: one is of a shard, "
		"the other of a whole run");
	write_file("old.json",
		replaced(part("2.json"), AGENTLINT_VERSION, "0.0.1"));
	assert_refused("1.json old.json",
		"@/old.json: it was written by agentlint 0.0.1, and this "
		"is " AGENTLINT_VERSION);
	write_file("count.json",
		replaced(part("2.json"), "\"files\":4", "\"files\":5"));
	assert_refused("1.json count.json",
		"@/count.json does not go with @/1.json: their counts of "
		"'files' differ");
	write_file("less.json", lint(&paths[1], "2/2").json);
	assert_refused("1.json less.json",
		"@/less.json does not go with @/1.json: they are not of the "
		"same manifests, rules and settings");
	write_file("apart.json", lint(elsewhere, "2/2").json);
	assert_refused("1.json apart.json",
		"@/apart.json does not go with @/1.json: they are not of the "
		"same manifests, rules and settings");
}

static void
what_is_damaged_is_refused(void **state)
{
	struct str good, cut;

	(void)state;
	make_two();
	good = part("2.json");
	write_file("empty.json", (struct str){ 0 });
	assert_refused("1.json empty.json",
		"@/empty.json: it is no JSON or SARIF report, or its end is "
		"missing");
	cut = str_head(good, good.len / 2);
	write_file("cut.json", cut);
	assert_refused("1.json cut.json",
		"@/cut.json: it is no JSON or SARIF report, or its end is "
		"missing");
	write_file("key.json", replaced(good, "\"message\"", "message"));
	assert_refused("1.json key.json",
		"@/key.json:2: string or '}' expected near 'message'");
	write_file("order.json", replaced(good, "\"shardOrder\"", "\"x\""));
	assert_refused("1.json order.json",
		"@/order.json:2: the finding lacks what it is sorted by");
	write_file("shard.json", replaced(good, "\"of\":2", "\"of\":1"));
	assert_refused("1.json shard.json",
		"@/shard.json: what it says of its shard is damaged");
	write_file("count.json", replaced(good, "\"objects\"", "\"walruses\""));
	assert_refused("1.json count.json",
		"@/count.json: the count 'objects' is missing");
	write_file("errors.json", replaced(good, "\"errors\":[", "\"e\":["));
	assert_refused("1.json errors.json",
		"@/errors.json: what could not be read is missing");
	write_file("other.json", STR("{\"findings\": []}\n"));
	assert_refused("1.json other.json",
		"@/other.json: it is no report of agentlint");
	write_file("runs.json", STR("{\"runs\": [{\"results\": []}, {}]}\n"));
	assert_refused("1.json runs.json",
		"@/runs.json: it is no report of agentlint");
}

/* As a person would look at it, or a program rewrite it. */
static void
white_space_means_nothing(void **state)
{
	struct str good;
	struct captured captured, merged;
	json_t *value;
	char *pretty;

	(void)state;
	make_two();
	merged = merge(2, "json");
	good = part("2.json");
	value = json_loadb(good.ptr, good.len, JSON_ALLOW_NUL, NULL);
	assert_non_null(value);
	pretty = json_dumps(value, JSON_INDENT(4));
	write_file("2.json", str_of(pretty));
	free(pretty);
	json_decref(value);
	captured = merge(2, "json");
	assert_same(captured.out, merged.out, "JSON", 2);
	assert_int_equal(captured.status, merged.status);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shards_have_to_be_complete),
		cmocka_unit_test(shards_have_to_be_of_one_run),
		cmocka_unit_test(what_is_damaged_is_refused),
		cmocka_unit_test(white_space_means_nothing),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
