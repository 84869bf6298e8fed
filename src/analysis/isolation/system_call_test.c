/* SPDX-License-Identifier: Apache-2.0 */
/* The generated table, at points that must hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <agentlint/system_call.h>

static void
is_sorted_and_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < system_call_count; i++) {
		struct str name = str_of(system_calls[i].name);

		assert_ptr_equal(system_call_find(name), &system_calls[i]);
		if (i > 0)
			assert_true(
				str_compare(str_of(system_calls[i - 1].name),
					name) < 0);
	}
	assert_null(system_call_find(STR("opent")));
	assert_null(system_call_find((struct str){ 0 }));
}

static void
knows_the_default_profile(void **state)
{
	static const struct {
		const char *name;
		enum call_policy policy;
		const char *capabilities;
	} rows[] = {
		{ "read", CALL_ALLOWED, "" },
		{ "ptrace", CALL_ALLOWED, "" }, /* since Linux 4.8 */
		{ "socket", CALL_FILTERED, "" },
		{ "personality", CALL_FILTERED, "" },
		{ "clone", CALL_FILTERED, "SYS_ADMIN" },
		{ "clone3", CALL_CAPABILITY, "SYS_ADMIN" },
		{ "bpf", CALL_CAPABILITY, "BPF,SYS_ADMIN" },
		{ "chroot", CALL_CAPABILITY, "SYS_CHROOT" },
		{ "syslog", CALL_CAPABILITY, "SYSLOG,SYS_ADMIN" },
		{ "io_uring_setup", CALL_REFUSED, "" },
		{ "keyctl", CALL_REFUSED, "" },
		{ "userfaultfd", CALL_REFUSED, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct system_call *call =
			system_call_find(str_of(rows[i].name));

		assert_non_null(call);
		assert_int_equal(call->policy, rows[i].policy);
		assert_string_equal(call->capabilities, rows[i].capabilities);
	}
}

/* A danger that the default profile lets pass is none that can be reported,
 * but for those that older kernels gate. */
static void
dangers_are_calls(void **state)
{
	static const char *const named[] = { "mount", "unshare", "bpf",
		"io_uring_enter", "kexec_load", "keyctl", "ptrace" };

	(void)state;
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		assert_non_null(
			system_call_danger(system_call_find(str_of(named[i]))));
	assert_null(system_call_danger(system_call_find(STR("read"))));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_sorted_and_found),
		cmocka_unit_test(knows_the_default_profile),
		cmocka_unit_test(dangers_are_calls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
