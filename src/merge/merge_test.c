/* SPDX-License-Identifier: Apache-2.0 */
/* Tests that shards, merged, print what one run prints, byte for byte, and what
 * becomes of runs that were never one. */
#include "merge/testing_cluster.h"

static void
the_article_is_the_same_in_any_number_of_shards(void **state)
{
	const char *paths[] = { AGENTLINT_SOURCE_DIR "/testdata/article",
		NULL };
	struct printed whole = lint(paths, NULL);

	(void)state;
	for (size_t count = 1; count <= MOST_SHARDS; count++)
		check_shards(paths, &whole, count);
}

static void
all_that_rules_are_tested_with_is_the_same(void **state)
{
	const char *paths[] = { AGENTLINT_SOURCE_DIR "/testdata/rules", NULL };
	struct printed whole = lint(paths, NULL);

	(void)state;
	assert_int_equal(check_shards(paths, &whole, 2), 2);
}

static void
any_cluster_is_the_same_in_any_number_of_shards(void **state)
{
	size_t busy = 0, shards = 0;

	(void)state;
	for (uint32_t seed = 1; seed <= 12; seed++) {
		const char *const *paths = make_tree(seed);
		struct printed whole = lint(paths, NULL);
		size_t count = 1 + seed % MOST_SHARDS;

		busy += check_shards(paths, &whole, count);
		shards += count;
	}
	/* Else it says little. */
	assert_true(busy * 10 > shards * 7);
}

static struct str
object_of(const char *namespace, const char *name)
{
	return arena_printf(&arena,
		"apiVersion: v1\nkind: Namespace\nmetadata:\n"
		"  name: agents\n---\napiVersion: v1\nkind: Pod\n"
		"metadata: {name: %s, namespace: %s}\nspec:\n"
		"  containers: [{name: a, image: a}]\n",
		name, namespace);
}

static size_t
occurrences(struct str text, const char *part_of_it)
{
	size_t count = 0;

	for (const char *at = text.ptr; (at = strstr(at, part_of_it)); at++)
		count++;
	return count;
}

/* Dumps that were split before: each holds the cluster's objects again. */
static void
whole_runs_add_up_without_repetitions(void **state)
{
	static const char rule[] = "\"namespace-without-enforce\"";
	const char *one[] = { in_folder("one.yaml"), NULL };
	const char *two[] = { in_folder("two.yaml"), NULL };
	struct printed first, second;
	struct captured json, sarif;

	(void)state;
	write_file("one.yaml", object_of("agents", "coder"));
	write_file("two.yaml", object_of("agents", "writer"));
	first = lint(one, NULL);
	second = lint(two, NULL);
	write_file("1.json", first.json);
	write_file("2.json", second.json);
	write_file("1.sarif", first.sarif);
	write_file("2.sarif", second.sarif);
	json = merge(2, "json");
	sarif = merge(2, "sarif");
	assert_int_equal(json.status, EXIT_FINDINGS);
	assert_int_equal(sarif.status, EXIT_FINDINGS);
	assert_int_equal(occurrences(first.json, rule), 1);
	assert_int_equal(occurrences(second.json, rule), 1);
	assert_int_equal(occurrences(json.out, rule), 1);
	assert_int_equal(occurrences(json.out, "\"fingerprint\""),
		occurrences(first.json, "\"fingerprint\"") +
			occurrences(second.json, "\"fingerprint\"") - 1);
	assert_int_equal(occurrences(sarif.out, "\"ruleIndex\""),
		occurrences(json.out, "\"fingerprint\""));
	assert_non_null(strstr(json.out.ptr, "\"objects\":4,\"workloads\":2"));
}

static void
what_could_not_be_read_still_counts(void **state)
{
	const char *paths[] = { in_folder("one.yaml"), in_folder("none.yaml"),
		NULL };
	struct printed whole;

	(void)state;
	write_file("one.yaml", object_of("agents", "coder"));
	whole = lint(paths, NULL);
	assert_int_equal(whole.status, EXIT_TROUBLE);
	check_shards(paths, &whole, 2);
	write_file("1.json", whole.json);
	write_file("1.sarif", whole.sarif);
	assert_same(merge(1, "json").out, whole.json, "JSON", 0);
	assert_same(merge(1, "sarif").out, whole.sarif, "SARIF", 0);
	assert_int_equal(merge(1, "json").status, EXIT_TROUBLE);
	assert_int_equal(merge(1, "sarif").status, EXIT_TROUBLE);
}

static void
the_exit_status_is_that_of_one_run(void **state)
{
	const char *arguments[] = { "--merge", "--fail-on", "error",
		in_folder("1.json"), NULL };
	const char *paths[] = { in_folder("one.yaml"), NULL };
	struct str text;

	(void)state;
	write_file("one.yaml", object_of("agents", "coder"));
	text = lint(paths, NULL).json;
	write_file("1.json", text);
	assert_int_equal(
		capture(&arena, arguments, text, NULL).status, EXIT_FINDINGS);
	arguments[1] = "--exit-zero";
	arguments[2] = "--quiet";
	assert_int_equal(
		capture(&arena, arguments, text, NULL).status, EXIT_CLEAN);
	/* From standard input, and as what it is. */
	arguments[1] = "-f";
	arguments[2] = "json";
	arguments[3] = "-";
	assert_same(
		capture(&arena, arguments, text, NULL).out, text, "JSON", 0);
	arguments[2] = "sarif";
	assert_string_equal(capture(&arena, arguments, text, NULL).err.ptr,
		"agentlint: '--merge' does not make sarif out of json\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_article_is_the_same_in_any_number_of_shards),
		cmocka_unit_test(all_that_rules_are_tested_with_is_the_same),
		cmocka_unit_test(
			any_cluster_is_the_same_in_any_number_of_shards),
		cmocka_unit_test(whole_runs_add_up_without_repetitions),
		cmocka_unit_test(what_could_not_be_read_still_counts),
		cmocka_unit_test(the_exit_status_is_that_of_one_run),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
