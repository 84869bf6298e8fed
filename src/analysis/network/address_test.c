/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses: what is read, what is refused, how they print. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "analysis/network/address.h"

struct sample {
	const char *text;
	const char *printed; /* NULL: no address */
	bool loose;
	bool mapped;
};

static const struct sample samples[] = {
	{ .text = "0.0.0.0", .printed = "0.0.0.0" },
	{ .text = "255.255.255.255", .printed = "255.255.255.255" },
	{ .text = "10.243.0.1", .printed = "10.243.0.1" },
	{ .text = "010.0.0.1", .printed = "10.0.0.1", .loose = true },
	{ .text = "10.0.00.1", .printed = "10.0.0.1", .loose = true },
	{ .text = "256.0.0.1", .printed = NULL },
	{ .text = "1.2.3", .printed = NULL },
	{ .text = "1.2.3.4.5", .printed = NULL },
	{ .text = "1.2.3.", .printed = NULL },
	{ .text = "1..2.3", .printed = NULL },
	{ .text = "1.2.3.4 ", .printed = NULL },
	{ .text = "", .printed = NULL },
	{ .text = "0x1.2.3.4", .printed = NULL },
	{ .text = "::", .printed = "::" },
	{ .text = "::1", .printed = "::1" },
	{ .text = "1::", .printed = "1::" },
	{ .text = "fd00:ec2::254", .printed = "fd00:ec2::254" },
	{ .text = "FE80::A9FE:A9FE", .printed = "fe80::a9fe:a9fe" },
	{ .text = "2001:db8:0:0:1:0:0:1", .printed = "2001:db8::1:0:0:1" },
	{ .text = "2001:0:0:1:0:0:0:1", .printed = "2001:0:0:1::1" },
	{ .text = "1:2:3:4:5:6:7:8", .printed = "1:2:3:4:5:6:7:8" },
	{ .text = "1:0:3:4:5:6:7:8", .printed = "1:0:3:4:5:6:7:8" },
	{ .text = "::ffff:10.0.0.1",
		.printed = "::ffff:a00:1",
		.mapped = true },
	{ .text = "::ffff:a00:1", .printed = "::ffff:a00:1", .mapped = true },
	{ .text = "64:ff9b::192.0.2.33", .printed = "64:ff9b::c000:221" },
	{ .text = "::1.2.3.4", .printed = "::102:304" },
	{ .text = "::00001", .printed = "::1", .loose = true },
	{ .text = "::ffff:010.0.0.1",
		.printed = "::ffff:a00:1",
		.loose = true,
		.mapped = true },
	{ .text = "1:2:3:4:5:6:7", .printed = NULL },
	{ .text = "1:2:3:4:5:6:7:8:9", .printed = NULL },
	{ .text = "1:2:3:4:5:6:7::8", .printed = NULL },
	{ .text = "1::2::3", .printed = NULL },
	{ .text = ":::", .printed = NULL },
	{ .text = ":1", .printed = NULL },
	{ .text = "1:", .printed = NULL },
	{ .text = "1:2:3:4:5:6:7:1.2.3.4", .printed = NULL },
	{ .text = "::1.2.3.4:5", .printed = NULL },
	{ .text = "fe80::1%eth0", .printed = NULL },
	{ .text = "12345::", .printed = NULL },
	{ .text = "g::", .printed = NULL },
};

static void
reads_and_prints(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct sample *sample = &samples[i];
		enum family family;
		struct address address;
		bool loose;
		bool mapped;

		if (!address_parse(str_of(sample->text), &family, &address,
			    &loose, &mapped)) {
			assert_null(sample->printed);
			continue;
		}
		assert_non_null(sample->printed);
		assert_string_equal(address_print(&arena, family, address).ptr,
			sample->printed);
		assert_int_equal(loose, sample->loose);
		assert_int_equal(mapped, sample->mapped);
	}
	arena_release(&arena);
}

static void
counts_across_the_halves(void **state)
{
	struct address edge = { 7, UINT64_MAX };
	struct address next = address_next(edge);

	(void)state;
	assert_int_equal(next.high, 8);
	assert_int_equal(next.low, 0);
	assert_int_equal(address_compare(address_previous(next), edge), 0);
	assert_true(address_compare(edge, next) < 0);
	assert_true(address_compare(next, edge) > 0);
}

static void
finds_the_ends_of_a_prefix(void **state)
{
	struct address a = { 0x123456789abcdef0, 0x0fedcba987654321 };
	struct address floor = address_floor(FAMILY_IPV6, a, 68);
	struct address ceiling = address_ceiling(FAMILY_IPV6, a, 60);

	(void)state;
	assert_int_equal(floor.high, a.high);
	assert_int_equal(floor.low, 0);
	assert_int_equal(ceiling.high, 0x123456789abcdeff);
	assert_int_equal(ceiling.low, UINT64_MAX);
	floor = address_floor(
		FAMILY_IPV4, (struct address){ 0, 0x0a0b0c0d }, 0);
	assert_int_equal(floor.low, 0);
	ceiling = address_ceiling(
		FAMILY_IPV4, (struct address){ 0, 0x0a0b0c0d }, 0);
	assert_int_equal(ceiling.high, 0);
	assert_int_equal(ceiling.low, UINT32_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_prints),
		cmocka_unit_test(counts_across_the_halves),
		cmocka_unit_test(finds_the_ends_of_a_prefix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
