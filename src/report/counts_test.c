/* SPDX-License-Identifier: Apache-2.0 */
/* Tests that no count can be forgotten, and that they are read as written. */
#include "testing.h"

#include "report/counts.h"
#include "report/value.h"

static size_t
row_count(void)
{
	size_t count = 0;

	while (count_rows[count].key)
		count++;
	return count;
}

/* Counts that are all different. */
static struct counts
some_counts(size_t first)
{
	struct counts counts = { 0 };

	for (size_t at = 0; at < sizeof(counts); at += sizeof(first)) {
		memcpy((char *)&counts + at, &first, sizeof(first));
		first++;
	}
	return counts;
}

static void
every_count_is_in_the_table(void **state)
{
	(void)state;
	assert_int_equal(row_count(), sizeof(struct counts) / sizeof(size_t));
}

static void
what_is_written_is_read(void **state)
{
	struct counts counts = some_counts(7);
	struct counts read = { 0 };
	json_t *value = counts_value(&counts);
	struct error error;

	(void)state;
	assert_true(counts_read(&read, value, &error));
	assert_memory_equal(&read, &counts, sizeof(counts));
	json_decref(value);
}

static void
a_missing_and_an_unknown_count_are_errors(void **state)
{
	struct counts counts = some_counts(1);
	json_t *value = counts_value(&counts);
	struct error error;

	(void)state;
	value_set(value, "walruses", value_integer(1));
	assert_false(counts_read(&counts, value, &error));
	assert_string_equal(error.text, "there is a count of an unknown name");
	json_object_del(value, "walruses");
	assert_true(counts_read(&counts, value, &error));
	json_object_del(json_object_get(value, "hidden"), "notes");
	assert_false(counts_read(&counts, value, &error));
	assert_string_equal(error.text, "the count 'hidden.notes' is missing");
	value_set(json_object_get(value, "hidden"), "notes", json_integer(-1));
	assert_false(counts_read(&counts, value, &error));
	json_decref(value);
}

static void
findings_add_up_and_the_input_is_the_same(void **state)
{
	struct counts sum = some_counts(1);
	struct counts part = some_counts(1);

	(void)state;
	assert_null(counts_differ(&sum, &part));
	counts_add_findings(&sum, &part);
	assert_int_equal(sum.ignored, 2 * part.ignored);
	assert_int_equal(sum.hidden[0], 2 * part.hidden[0]);
	assert_int_equal(sum.agents, part.agents);
	counts_add(&sum, &part);
	assert_int_equal(sum.ignored, 3 * part.ignored);
	assert_int_equal(sum.agents, 2 * part.agents);
	assert_non_null(counts_differ(&sum, &part));
	assert_string_equal(counts_differ(&sum, &part)->key, "files");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_count_is_in_the_table),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(a_missing_and_an_unknown_count_are_errors),
		cmocka_unit_test(findings_add_up_and_the_input_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
