/* SPDX-License-Identifier: Apache-2.0 */
/* The table of system calls, and why some of them are dangerous. */
#include <agentlint/system_call.h>

#define SYSTEM_CALL(name_, policy_, capabilities_) \
	{ name_, CALL_##policy_, capabilities_ },
const struct system_call system_calls[] = {
#include "analysis/isolation/system_call.def"
};
#undef SYSTEM_CALL

const size_t system_call_count = sizeof(system_calls) / sizeof(*system_calls);

static const char namespaces[] = "makes or enters namespaces: where most "
				 "kernel exploits begin";
static const char mounts[] = "mounts file systems";
static const char modules[] = "loads code into the kernel";
static const char kernels[] = "replaces the running kernel";
static const char rings[] = "does what other calls do, unseen by the filter";
static const char keys[] = "reaches kernel keys, which no namespace separates";
static const char memory[] = "reads or writes another process's memory";
static const char clocks[] = "sets the node's clock";
static const char ports[] = "talks to the node's hardware";
static const char names[] = "renames the node when namespaces are shared";
static const char swaps[] = "changes the node's swap";

static const struct {
	const char *name;
	const char *danger;
} dangers[] = {
	{ "_sysctl", "changes kernel parameters" },
	{ "acct", "switches process accounting" },
	{ "add_key", keys },
	{ "bpf", "runs programs in the kernel" },
	{ "chroot", "leaves a chroot that is not guarded otherwise" },
	{ "clock_settime", clocks },
	{ "clock_settime64", clocks },
	{ "clone", namespaces },
	{ "clone3", namespaces },
	{ "create_module", modules },
	{ "delete_module", "takes code out of the kernel" },
	{ "fanotify_init", "watches every file of a file system" },
	{ "finit_module", modules },
	{ "fsconfig", mounts },
	{ "fsmount", mounts },
	{ "fsopen", mounts },
	{ "fspick", mounts },
	{ "init_module", modules },
	{ "io_uring_enter", rings },
	{ "io_uring_register", rings },
	{ "io_uring_setup", rings },
	{ "ioperm", ports },
	{ "iopl", ports },
	{ "kcmp", "compares kernel objects of processes" },
	{ "kexec_file_load", kernels },
	{ "kexec_load", kernels },
	{ "keyctl", keys },
	{ "lookup_dcookie", "reveals paths of the kernel's profiler" },
	{ "migrate_pages", memory },
	{ "mount", mounts },
	{ "mount_setattr", mounts },
	{ "move_mount", mounts },
	{ "move_pages", memory },
	{ "nfsservctl", "controls the node's NFS server" },
	{ "open_by_handle_at", "opens files of the node by guessed handles" },
	{ "open_tree", mounts },
	{ "perf_event_open", "watches the kernel and other processes" },
	{ "personality", "switches address randomisation off" },
	{ "pidfd_getfd", "takes open files from another process" },
	{ "pivot_root", "changes the root of the mount namespace" },
	{ "process_madvise", memory },
	{ "process_vm_readv", memory },
	{ "process_vm_writev", memory },
	{ "ptrace", memory },
	{ "quotactl", "changes disk quotas" },
	{ "quotactl_fd", "changes disk quotas" },
	{ "reboot", "restarts the node" },
	{ "request_key", keys },
	{ "setdomainname", names },
	{ "sethostname", names },
	{ "setns", namespaces },
	{ "settimeofday", clocks },
	{ "socket",
		"opens AF_ALG and AF_VSOCK: kernel crypto, the host of a VM" },
	{ "stime", clocks },
	{ "swapoff", swaps },
	{ "swapon", swaps },
	{ "syslog", "reads the kernel's log and its addresses" },
	{ "umount", "uncovers what mounts hide" },
	{ "umount2", "uncovers what mounts hide" },
	{ "unshare", namespaces },
	{ "userfaultfd", "stops the kernel in mid-copy: makes races certain" },
};

const struct system_call *
system_call_find(struct str name)
{
	size_t low = 0;
	size_t high = system_call_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order =
			str_compare(name, str_of(system_calls[middle].name));

		if (order == 0)
			return &system_calls[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *
system_call_danger(const struct system_call *call)
{
	for (size_t i = 0; i < sizeof(dangers) / sizeof(*dangers); i++)
		if (str_is(str_of(call->name), dangers[i].name))
			return dangers[i].danger;
	return NULL;
}
