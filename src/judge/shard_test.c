/* SPDX-License-Identifier: Apache-2.0 */
/* Tests that each namespace has one shard, and each shard its share. */
#include "testing.h"

#include "judge/shard.h"

enum { NAMES = 800, MOST = 16 };

/* How many of "PREFIX0" ... are in each of OF shards. */
static void
spread(const char *prefix, size_t of, size_t *counts)
{
	char name[64];

	for (size_t i = 0; i < NAMES; i++) {
		size_t holders = 0;

		snprintf(name, sizeof(name), "%s%zu", prefix, i);
		for (size_t index = 1; index <= of; index++)
			if (shard_holds((struct shard){ index, of },
				    str_of(name))) {
				counts[index - 1]++;
				holders++;
			}
		assert_int_equal(holders, 1);
	}
}

static void
names_are_spread_evenly(void **state)
{
	static const char *const prefixes[] = { "team-", "tenant-00", "a",
		"customer-eu-west-1-" };

	(void)state;
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		for (size_t of = 2; of <= MOST; of++) {
			size_t counts[MOST] = { 0 };

			spread(prefixes[i], of, counts);
			for (size_t j = 0; j < of; j++) {
				assert_true(counts[j] > NAMES / of / 2);
				assert_true(counts[j] < NAMES / of * 2);
			}
		}
}

static void
a_name_stays_where_it_is(void **state)
{
	const struct str name = STR("agents");

	(void)state;
	/* Reports of other machines are merged with ours. */
	assert_true(shard_holds((struct shard){ 4, 8 }, name));
	assert_true(shard_holds((struct shard){ 1, 1 }, name));
	assert_true(shard_holds((struct shard){ 0 }, name));
}

static void
what_is_in_no_namespace_is_the_first_ones(void **state)
{
	(void)state;
	assert_true(shard_holds((struct shard){ 1, 8 }, STR("")));
	assert_false(shard_holds((struct shard){ 2, 8 }, STR("")));
	assert_true(shard_holds_object((struct shard){ 1, 8 }, NULL));
	assert_false(shard_holds_object((struct shard){ 8, 8 }, NULL));
	assert_true(shard_holds_object((struct shard){ 0 }, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_spread_evenly),
		cmocka_unit_test(a_name_stays_where_it_is),
		cmocka_unit_test(what_is_in_no_namespace_is_the_first_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
