/* SPDX-License-Identifier: Apache-2.0 */
/* Paths of the node in every spelling. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <agentlint/host_path.h>

static const struct {
	const char *path, *known; /* the path of the entry that holds it */
} sensitive[] = {
	{ "/", "" },
	{ "//", "" },
	{ "/.", "" },
	{ "C:\\", "c:" },
	{ "c:/", "c:" },
	{ "/etc", "/etc" },
	{ "/etc/", "/etc" },
	{ "//etc/./kubernetes//pki", "/etc/kubernetes" },
	{ "/var/run/docker.sock", "docker.sock" },
	{ "/run/user/1000/podman/podman.sock", "podman.sock" },
	{ "/run/k3s/containerd/containerd.sock", "containerd.sock" },
	{ "\\\\.\\pipe\\docker_engine", "docker_engine" },
	{ "/run/containerd", "/run/containerd" },
	{ "/var/run", "/var/run" },
	{ "/var/lib/kubelet/pods", "/var/lib/kubelet" },
	{ "/proc/1", "/proc" },
	{ "/sys/fs/cgroup", "/sys" },
	{ "/lib/modules", "/lib" },
	{ "/dev", "/dev" },
	{ "/dev/sda1", "/dev/sd" },
	{ "/dev/nvme0n1", "/dev/sd" },
	{ "/home/user/.ssh", "/home" },
};

static const char *const harmless[] = {
	"",
	"/data",
	"/etc/localtime",
	"/etcd",
	"/var/lib/agents",
	"/dev/kvm",
	"/dev/net/tun",
	"/docker.sock.d/x",
	"/mnt/disks",
	"/rooted",
	"/tmp",
	"/run/agents",
};

static void
knows_paths(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sensitive) / sizeof(*sensitive); i++) {
		const struct host_path *known =
			host_path_find(str_of(sensitive[i].path));

		print_message("%s\n", sensitive[i].path);
		assert_non_null(known);
		assert_string_equal(known->path, sensitive[i].known);
	}
	for (size_t i = 0; i < sizeof(harmless) / sizeof(*harmless); i++) {
		print_message("%s\n", harmless[i]);
		assert_null(host_path_find(str_of(harmless[i])));
	}
}

static void
survives_long_paths(void **state)
{
	static char path[10000];

	(void)state;
	for (size_t i = 0; i < sizeof(path); i++)
		path[i] = i % 100 ? 'a' : '/';
	assert_null(host_path_find((struct str){ path, sizeof(path) }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_paths),
		cmocka_unit_test(survives_long_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
