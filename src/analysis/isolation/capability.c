/* SPDX-License-Identifier: Apache-2.0 */
/* The capabilities of Linux 6, in the order of their numbers. */
#include <agentlint/capability.h>

static const struct capability capabilities[] = {
	{ "CHOWN", true, NULL },
	{ "DAC_OVERRIDE", true, "ignores the permissions of every file" },
	{ "DAC_READ_SEARCH", false,
		"reads any file and opens files of the node by their handle" },
	{ "FOWNER", true, NULL },
	{ "FSETID", true, NULL },
	{ "KILL", true, NULL },
	{ "SETGID", true, "takes any group" },
	{ "SETUID", true, "becomes any user, root first" },
	{ "SETPCAP", true, NULL },
	{ "LINUX_IMMUTABLE", false, NULL },
	{ "NET_BIND_SERVICE", true, NULL },
	{ "NET_BROADCAST", false, NULL },
	{ "NET_ADMIN", false, "rewrites routes and firewall rules of the pod" },
	{ "NET_RAW", false,
		"forges packets: ARP and DNS spoofing of neighbours" },
	{ "IPC_LOCK", false, NULL },
	{ "IPC_OWNER", false, NULL },
	{ "SYS_MODULE", false, "loads code into the node's kernel" },
	{ "SYS_RAWIO", false, "reads and writes the node's memory and disks" },
	{ "SYS_CHROOT", true, NULL },
	{ "SYS_PTRACE", false, "reads and changes other processes" },
	{ "SYS_PACCT", false, NULL },
	{ "SYS_ADMIN", false, "mounts, enters namespaces: nearly root" },
	{ "SYS_BOOT", false, "restarts the node or loads another kernel" },
	{ "SYS_NICE", false, NULL },
	{ "SYS_RESOURCE", false, "lifts resource limits" },
	{ "SYS_TIME", false, "sets the node's clock: certificates, logs" },
	{ "SYS_TTY_CONFIG", false, NULL },
	{ "MKNOD", true, "makes device files" },
	{ "LEASE", false, NULL },
	{ "AUDIT_WRITE", true, "writes false entries into the audit log" },
	{ "AUDIT_CONTROL", false, "switches the kernel's audit off" },
	{ "SETFCAP", true, "gives files capabilities of their own" },
	{ "MAC_OVERRIDE", false, "ignores mandatory access control" },
	{ "MAC_ADMIN", false, "changes mandatory access control" },
	{ "SYSLOG", false, "reads the kernel's log and its addresses" },
	{ "WAKE_ALARM", false, NULL },
	{ "BLOCK_SUSPEND", false, NULL },
	{ "AUDIT_READ", false, "reads the kernel's audit log" },
	{ "PERFMON", false, "watches the kernel and every process" },
	{ "BPF", false, "runs programs in the node's kernel" },
	{ "CHECKPOINT_RESTORE", false, NULL },
	{ "ALL", false, "is root without any limit" },
};

const struct capability *
capability_find(struct str name)
{
	if (str_is_nocase(str_head(name, 4), "CAP_"))
		name = str_from(name, 4);
	for (size_t i = 0; i < sizeof(capabilities) / sizeof(*capabilities);
		i++)
		if (str_is_nocase(name, capabilities[i].name))
			return &capabilities[i];
	return NULL;
}

bool
capability_is_spelled_right(struct str name)
{
	const struct capability *capability = capability_find(name);

	return capability && str_is(name, capability->name);
}
