/* SPDX-License-Identifier: Apache-2.0 */
/* The node's paths that no agent should hold. */
#include <agentlint/host_path.h>

#include <string.h>

enum { MOST_BYTES = 4096 }; /* PATH_MAX */

struct cleaned {
	char text[MOST_BYTES];
	size_t len;
};

#define SOCKET(name_, what_) \
	{ \
		name_, false, true, READING_OPENS, what_ \
	}

/* By the last part of their path. */
static const struct host_path sockets[] = {
	SOCKET("docker.sock", "the socket of Docker"),
	SOCKET("containerd.sock", "the socket of containerd"),
	SOCKET("crio.sock", "the socket of CRI-O"),
	SOCKET("podman.sock", "the socket of Podman"),
	SOCKET("buildkitd.sock", "the socket of BuildKit"),
	SOCKET("cri-dockerd.sock", "the socket of cri-dockerd"),
	SOCKET("dockershim.sock", "the socket of dockershim"),
	SOCKET("frakti.sock", "the socket of the container runtime"),
	SOCKET("docker_engine", "the pipe of Docker"),
	SOCKET("containerd-containerd", "the pipe of containerd"),
};

#define WHOLE(path_, reading_, what_) \
	{ \
		path_, false, false, reading_, what_ \
	}
#define BELOW(path_, reading_, what_) \
	{ \
		path_, true, false, reading_, what_ \
	}
#define SOCKETS(path_, what_) \
	{ \
		path_, true, true, READING_OPENS, what_ \
	}

/* What lies within another entry stands before it. */
static const struct host_path paths[] = {
	WHOLE("", READING_OPENS, "the node's whole file system"),
	WHOLE("c:", READING_OPENS, "the node's whole drive"),

	SOCKETS("/run/containerd", "the folder of containerd's socket"),
	SOCKETS("/var/run/containerd", "the folder of containerd's socket"),
	SOCKETS("/run/k3s/containerd", "the folder of containerd's socket"),
	SOCKETS("/run/host-containerd", "the folder of containerd's socket"),
	SOCKETS("/run/crio", "the folder of CRI-O's socket"),
	SOCKETS("/var/run/crio", "the folder of CRI-O's socket"),
	SOCKETS("/run/podman", "the folder of Podman's socket"),
	SOCKETS("/run/buildkit", "the folder of BuildKit's socket"),
	{ "/run", false, true, READING_OPENS,
		"the sockets of the container runtime and of systemd" },
	{ "/var/run", false, true, READING_OPENS,
		"the sockets of the container runtime and of systemd" },
	BELOW("/run/systemd", READING_OPENS, "the sockets of systemd"),
	BELOW("/run/dbus", READING_OPENS, "the socket of the system bus"),
	BELOW("/var/run/dbus", READING_OPENS, "the socket of the system bus"),

	BELOW("/var/lib/kubelet", READING_OPENS,
		"the kubelet's credentials and every pod's volumes"),
	BELOW("/var/lib/etcd", READING_OPENS,
		"the cluster's database, all Secrets included"),
	BELOW("/var/lib/docker", READING_OPENS,
		"the file systems of every container"),
	BELOW("/var/lib/containerd", READING_OPENS,
		"the file systems of every container"),
	BELOW("/var/lib/containers", READING_OPENS,
		"the file systems of every container"),
	BELOW("/var/lib/rancher", READING_OPENS,
		"the cluster's credentials and data"),
	BELOW("/var/lib/k0s", READING_OPENS,
		"the cluster's credentials and data"),
	BELOW("/var/snap/microk8s", READING_OPENS,
		"the cluster's credentials and data"),
	WHOLE("/var/lib", READING_OPENS,
		"the kubelet's and the container runtime's data"),
	BELOW("/var/log", READING_TELLS,
		"the logs of the node and of every pod"),
	BELOW("/var/spool/cron", READING_HARMLESS,
		"what the node runs by the clock"),
	WHOLE("/var", READING_OPENS,
		"the kubelet's and the container runtime's data"),

	BELOW("/etc/kubernetes", READING_OPENS, "the cluster's credentials"),
	BELOW("/etc/rancher", READING_OPENS, "the cluster's credentials"),
	BELOW("/etc/ssh", READING_OPENS, "the node's SSH keys"),
	BELOW("/etc/ssl/private", READING_OPENS, "the node's private keys"),
	BELOW("/etc/shadow", READING_OPENS, "the node's passwords"),
	BELOW("/etc/passwd", READING_HARMLESS, "the node's users"),
	BELOW("/etc/sudoers", READING_HARMLESS,
		"who may become root on the node"),
	BELOW("/etc/sudoers.d", READING_HARMLESS,
		"who may become root on the node"),
	BELOW("/etc/pam.d", READING_HARMLESS, "how the node lets users in"),
	BELOW("/etc/cron.d", READING_HARMLESS,
		"what the node runs by the clock"),
	BELOW("/etc/crontab", READING_HARMLESS,
		"what the node runs by the clock"),
	BELOW("/etc/systemd", READING_HARMLESS, "what the node starts"),
	BELOW("/etc/cni", READING_HARMLESS, "how the node connects pods"),
	BELOW("/etc/containerd", READING_HARMLESS,
		"how the node runs containers"),
	BELOW("/etc/docker", READING_HARMLESS, "how the node runs containers"),
	BELOW("/etc/ld.so.preload", READING_HARMLESS,
		"what every program of the node loads"),
	WHOLE("/etc", READING_OPENS, "the node's keys and settings"),

	BELOW("/root", READING_OPENS, "the keys of the node's root"),
	BELOW("/home", READING_OPENS, "the keys of the node's users"),
	BELOW("/proc", READING_OPENS,
		"the environment and memory of every process"),
	BELOW("/sys/kernel/debug", READING_TELLS, "the kernel's debug files"),
	BELOW("/sys", READING_HARMLESS, "the kernel's switches"),
	BELOW("/boot", READING_HARMLESS, "the kernel that the node boots"),
	BELOW("/lib", READING_HARMLESS, "the node's libraries and modules"),
	BELOW("/lib64", READING_HARMLESS, "the node's libraries"),
	BELOW("/bin", READING_HARMLESS, "the node's programs"),
	BELOW("/sbin", READING_HARMLESS, "the node's programs"),
	BELOW("/usr", READING_HARMLESS, "the node's programs"),
	BELOW("/opt/cni", READING_HARMLESS, "how the node connects pods"),
	WHOLE("/opt", READING_HARMLESS, "the node's programs"),

	WHOLE("/dev", READING_OPENS, "the node's disks and memory"),
	BELOW("/dev/mem", READING_OPENS, "the node's memory"),
	BELOW("/dev/kmem", READING_OPENS, "the kernel's memory"),
	BELOW("/dev/port", READING_OPENS, "the node's devices"),
	BELOW("/dev/disk", READING_OPENS, "the node's disks"),
	BELOW("/dev/mapper", READING_OPENS, "the node's disks"),
};

/* Block devices are numbered: /dev/sda1, /dev/nvme0n1. */
static const struct host_path disk =
	BELOW("/dev/sd", READING_OPENS, "a disk of the node");
static const char *const disks[] = { "/dev/sd", "/dev/vd", "/dev/xvd",
	"/dev/nvme", "/dev/dm-", "/dev/mmcblk", NULL };

static void
append(struct cleaned *cleaned, struct str part)
{
	if (!part.len || str_is(part, ".") ||
		cleaned->len + part.len + 1 > sizeof(cleaned->text))
		return;
	/* Linux paths begin with a slash, Windows' with a drive. */
	if (cleaned->len || part.ptr[part.len - 1] != ':')
		cleaned->text[cleaned->len++] = '/';
	memcpy(cleaned->text + cleaned->len, part.ptr, part.len);
	cleaned->len += part.len;
}

static void
append_path(struct cleaned *cleaned, struct str path)
{
	while (path.len) {
		size_t end = str_find(path, '/');
		size_t other = str_find(path, '\\');

		if (other < end)
			end = other;
		append(cleaned, str_head(path, end));
		path = str_from(path, end + 1);
	}
}

static bool
is_within(struct str path, const struct host_path *known)
{
	size_t len = strlen(known->path);

	if (path.len == len)
		return str_is_nocase(path, known->path);
	return known->below && path.len > len && path.ptr[len] == '/' &&
	       str_starts(path, known->path);
}

static bool
is_named(struct str path, const char *name)
{
	size_t len = strlen(name);

	return path.len > len && str_ends(path, name) &&
	       path.ptr[path.len - len - 1] == '/';
}

static const struct host_path *
find(const struct cleaned *cleaned)
{
	struct str path = { cleaned->text, cleaned->len };

	for (size_t i = 0; i < sizeof(sockets) / sizeof(*sockets); i++)
		if (is_named(path, sockets[i].path))
			return &sockets[i];
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		if (is_within(path, &paths[i]))
			return &paths[i];
	for (size_t i = 0; disks[i]; i++)
		if (str_starts(path, disks[i]))
			return &disk;
	return NULL;
}

const struct host_path *
host_path_find(struct str path)
{
	struct cleaned cleaned = { .len = 0 };

	if (!path.len)
		return NULL;
	append_path(&cleaned, path);
	return find(&cleaned);
}

const struct host_path *
host_path_mounted(const struct node *volume, const struct node *mount)
{
	const struct node *path = node_path(volume, "hostPath.path");
	struct cleaned cleaned = { .len = 0 };

	if (!node_text(path).len || node_is_placeholder(path))
		return NULL;
	append_path(&cleaned, node_text(path));
	append_path(&cleaned, node_text(node_get(mount, "subPath")));
	return find(&cleaned);
}
