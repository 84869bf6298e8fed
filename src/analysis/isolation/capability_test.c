/* SPDX-License-Identifier: Apache-2.0 */
/* Capabilities in the spellings that manifests have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <agentlint/capability.h>

static void
finds_every_spelling(void **state)
{
	const struct capability *net_raw = capability_find(STR("NET_RAW"));

	(void)state;
	assert_non_null(net_raw);
	assert_string_equal(net_raw->name, "NET_RAW");
	assert_false(net_raw->baseline);
	assert_ptr_equal(capability_find(STR("CAP_NET_RAW")), net_raw);
	assert_ptr_equal(capability_find(STR("cap_net_raw")), net_raw);
	assert_ptr_equal(capability_find(STR("Net_Raw")), net_raw);
	assert_null(capability_find(STR("NET_RA")));
	assert_null(capability_find(STR("CAP_")));
	assert_null(capability_find((struct str){ 0 }));
}

static void
knows_the_right_spelling(void **state)
{
	(void)state;
	assert_true(capability_is_spelled_right(STR("ALL")));
	assert_true(capability_is_spelled_right(STR("CHECKPOINT_RESTORE")));
	assert_false(capability_is_spelled_right(STR("all")));
	assert_false(capability_is_spelled_right(STR("CAP_ALL")));
	assert_false(capability_is_spelled_right(STR("NET-RAW")));
}

/* Pod Security Standards, baseline: the thirteen that may be added. */
static void
agrees_with_pod_security(void **state)
{
	static const char *const allowed[] = { "AUDIT_WRITE", "CHOWN",
		"DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD",
		"NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID",
		"SYS_CHROOT" };

	(void)state;
	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
		assert_true(capability_find(str_of(allowed[i]))->baseline);
	assert_false(capability_find(STR("ALL"))->baseline);
	assert_false(capability_find(STR("SYS_ADMIN"))->baseline);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_every_spelling),
		cmocka_unit_test(knows_the_right_spelling),
		cmocka_unit_test(agrees_with_pod_security),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
