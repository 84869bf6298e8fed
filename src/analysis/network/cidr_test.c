/* SPDX-License-Identifier: Apache-2.0 */
/* CIDR blocks: what servers accept, old and new. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "analysis/network/cidr.h"

struct sample {
	const char *text;
	enum cidr_fault fault;
	const char *first;
	const char *last;
};

static const struct sample samples[] = {
	{ "0.0.0.0/0", CIDR_FINE, "0.0.0.0", "255.255.255.255" },
	{ "10.243.0.0/16", CIDR_FINE, "10.243.0.0", "10.243.255.255" },
	{ "169.254.169.254/32", CIDR_FINE, "169.254.169.254",
		"169.254.169.254" },
	{ "::/0", CIDR_FINE, "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
	{ "fc00::/7", CIDR_FINE,
		"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" },
	{ "fd00:ec2::254/128", CIDR_FINE, "fd00:ec2::254", "fd00:ec2::254" },
	{ "10.0.0.5/8", CIDR_HOST_BITS, "10.0.0.0", "10.255.255.255" },
	{ "10.0.0.0/0", CIDR_HOST_BITS, "0.0.0.0", "255.255.255.255" },
	{ "fe80::1/64", CIDR_HOST_BITS, "fe80::", "fe80::ffff:ffff:ffff:ffff" },
	{ "010.0.0.0/8", CIDR_ZEROS, "10.0.0.0", "10.255.255.255" },
	{ "10.0.0.0/08", CIDR_ZEROS, "10.0.0.0", "10.255.255.255" },
	{ "::ffff:10.0.0.0/104", CIDR_MAPPED, "10.0.0.0", "10.255.255.255" },
	{ "::ffff:0:0/96", CIDR_MAPPED, "0.0.0.0", "255.255.255.255" },
	{ "::ffff:0:0/95", CIDR_MAPPED, "::fffe:0:0", "::ffff:ffff:ffff" },
	{ "10.0.0.0", CIDR_MALFORMED, NULL, NULL },
	{ "10.0.0.0/", CIDR_MALFORMED, NULL, NULL },
	{ "10.0.0.0/33", CIDR_MALFORMED, NULL, NULL },
	{ "10.0.0.0/-1", CIDR_MALFORMED, NULL, NULL },
	{ "10.0.0.0/+8", CIDR_MALFORMED, NULL, NULL },
	{ "10.0.0.0/8/8", CIDR_MALFORMED, NULL, NULL },
	{ "10.0.0.0/255.0.0.0", CIDR_MALFORMED, NULL, NULL },
	{ "10.0/8", CIDR_MALFORMED, NULL, NULL },
	{ "::/129", CIDR_MALFORMED, NULL, NULL },
	{ " 10.0.0.0/8", CIDR_MALFORMED, NULL, NULL },
	{ "all", CIDR_MALFORMED, NULL, NULL },
	{ "", CIDR_MALFORMED, NULL, NULL },
};

static void
reads_as_the_server_does(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct cidr cidr = cidr_parse(str_of(samples[i].text));

		assert_int_equal(cidr.fault, samples[i].fault);
		if (cidr.fault == CIDR_MALFORMED)
			continue;
		assert_string_equal(
			address_print(&arena, cidr.family, cidr.first).ptr,
			samples[i].first);
		assert_string_equal(
			address_print(&arena, cidr.family, cidr.last).ptr,
			samples[i].last);
	}
	arena_release(&arena);
}

static bool
subset(const char *inner, const char *outer)
{
	return cidr_is_strict_subset(
		cidr_parse(str_of(inner)), cidr_parse(str_of(outer)));
}

static void
knows_strict_subsets(void **state)
{
	(void)state;
	assert_true(subset("10.243.0.0/16", "0.0.0.0/0"));
	assert_true(subset("10.0.0.0/25", "10.0.0.0/24"));
	assert_false(subset("10.0.0.0/24", "10.0.0.0/24"));
	assert_false(subset("10.0.0.0/8", "10.0.0.0/24"));
	assert_false(subset("192.168.0.0/16", "10.0.0.0/8"));
	assert_false(subset("10.0.0.0/8", "::/0"));
	assert_true(subset("fd00::/8", "fc00::/7"));
}

static void
prints_what_it_reads(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	assert_string_equal(
		cidr_print(&arena, cidr_parse(STR("10.1.2.3/9"))).ptr,
		"10.0.0.0/9");
	assert_string_equal(
		cidr_print(&arena, cidr_parse(STR("FD00:0::1/8"))).ptr,
		"fd00::/8");
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_as_the_server_does),
		cmocka_unit_test(knows_strict_subsets),
		cmocka_unit_test(prints_what_it_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
