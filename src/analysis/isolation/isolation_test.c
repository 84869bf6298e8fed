/* SPDX-License-Identifier: Apache-2.0 */
/* Names of classes and handlers, and what they are taken for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <agentlint/isolation.h>

static void
knows_names(void **state)
{
	static const struct {
		const char *name;
		enum isolation isolation;
		enum sandbox sandbox;
	} rows[] = {
		{ "gvisor", ISOLATION_KERNEL, SANDBOX_GVISOR },
		{ "runsc", ISOLATION_KERNEL, SANDBOX_GVISOR },
		{ "runsc-kvm", ISOLATION_KERNEL, SANDBOX_GVISOR },
		{ "gvisor-debug", ISOLATION_KERNEL, SANDBOX_GVISOR },
		{ "kata", ISOLATION_KERNEL, SANDBOX_KATA },
		{ "kata-qemu-snp-runtime-rs", ISOLATION_KERNEL, SANDBOX_KATA },
		{ "kata-vm-isolation", ISOLATION_KERNEL, SANDBOX_AKS },
		{ "isolated-sandbox", ISOLATION_KERNEL, SANDBOX_NITRO },
		{ "runv", ISOLATION_KERNEL, SANDBOX_RUNV },
		{ "edera", ISOLATION_KERNEL, SANDBOX_OTHER },
		{ "runhcs-wcow-hypervisor-17763", ISOLATION_KERNEL,
			SANDBOX_OTHER },
		{ "runhcs-wcow-process", ISOLATION_NONE, SANDBOX_NONE },
		{ "runc", ISOLATION_NONE, SANDBOX_NONE },
		{ "runc-fast", ISOLATION_NONE, SANDBOX_NONE },
		{ "nvidia-cdi", ISOLATION_NONE, SANDBOX_NONE },
		{ "sysbox-runc", ISOLATION_NONE, SANDBOX_NONE },
		{ "spin", ISOLATION_UNKNOWN, SANDBOX_NONE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct technology *technology =
			technology_find(str_of(rows[i].name));

		if (!technology || technology->isolation != rows[i].isolation ||
			technology->sandbox != rows[i].sandbox)
			fail_msg(
				"%s is taken for something else", rows[i].name);
	}
}

static void
knows_no_others(void **state)
{
	static const char *const names[] = { "", "gvisors", "katana", "kat",
		"crun-vm", "secure", "nvidia-other", "isolated-sandbox-2" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (technology_find(str_of(names[i])))
			fail_msg("%s is known", names[i]);
}

static void
groups_sandboxes(void **state)
{
	(void)state;
	assert_true(sandbox_is_gvisor(SANDBOX_GKE));
	assert_true(sandbox_is_gvisor(SANDBOX_GVISOR));
	assert_false(sandbox_is_gvisor(SANDBOX_KATA));
	assert_true(sandbox_is_kata(SANDBOX_AKS));
	assert_true(sandbox_is_kata(SANDBOX_KATA));
	assert_false(sandbox_is_kata(SANDBOX_NONE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_names),
		cmocka_unit_test(knows_no_others),
		cmocka_unit_test(groups_sandboxes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
