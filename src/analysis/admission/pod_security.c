/* SPDX-License-Identifier: Apache-2.0 */
/* The Pod Security Standards as a table, and what runs it over a pod. */
#include <agentlint/pod_security.h>

#include <stdio.h>
#include <string.h>

#include "analysis/admission/pod_security_check.h"

enum { NEWEST = 37 }; /* the policy version up to which the tables hold */

static const struct allowed baseline_capabilities[] = {
	{ "AUDIT_WRITE", 0 },
	{ "CHOWN", 0 },
	{ "DAC_OVERRIDE", 0 },
	{ "FOWNER", 0 },
	{ "FSETID", 0 },
	{ "KILL", 0 },
	{ "MKNOD", 0 },
	{ "NET_BIND_SERVICE", 0 },
	{ "SETFCAP", 0 },
	{ "SETGID", 0 },
	{ "SETPCAP", 0 },
	{ "SETUID", 0 },
	{ "SYS_CHROOT", 0 },
	{ NULL, 0 },
};

static const struct allowed restricted_capabilities[] = {
	{ "NET_BIND_SERVICE", 0 },
	{ NULL, 0 },
};

static const struct allowed profiles[] = {
	{ "RuntimeDefault", 0 },
	{ "Localhost", 0 },
	{ NULL, 0 },
};

/* A value that ends with '*' allows all that begin with it. */
static const struct allowed app_armor_annotations[] = {
	{ "", 0 },
	{ "runtime/default", 0 },
	{ "localhost/*", 0 },
	{ NULL, 0 },
};

static const struct allowed seccomp_annotations[] = {
	{ "runtime/default", 0 },
	{ "docker/default", 0 },
	{ "localhost/*", 0 },
	{ NULL, 0 },
};

static const struct allowed proc_mounts[] = {
	{ "Default", 0 },
	{ NULL, 0 },
};

static const struct allowed selinux_types[] = {
	{ "", 0 },
	{ "container_t", 0 },
	{ "container_init_t", 0 },
	{ "container_kvm_t", 0 },
	{ "container_engine_t", 31 },
	{ NULL, 0 },
};

static const struct allowed sysctls[] = {
	{ "kernel.shm_rmid_forced", 0 },
	{ "net.ipv4.ip_local_port_range", 0 },
	{ "net.ipv4.ip_unprivileged_port_start", 0 },
	{ "net.ipv4.ping_group_range", 0 },
	{ "net.ipv4.tcp_syncookies", 0 },
	{ "net.ipv4.ip_local_reserved_ports", 27 },
	{ "net.ipv4.tcp_fin_timeout", 29 },
	{ "net.ipv4.tcp_keepalive_intvl", 29 },
	{ "net.ipv4.tcp_keepalive_probes", 29 },
	{ "net.ipv4.tcp_keepalive_time", 29 },
	{ "net.ipv4.tcp_rmem", 32 },
	{ "net.ipv4.tcp_wmem", 32 },
	{ "net.ipv4.tcp_notsent_lowat", 37 },
	{ "net.ipv4.tcp_slow_start_after_idle", 37 },
	{ NULL, 0 },
};

static const struct allowed volume_sources[] = {
	{ "configMap", 0 },
	{ "csi", 0 },
	{ "downwardAPI", 0 },
	{ "emptyDir", 0 },
	{ "ephemeral", 0 },
	{ "image", 0 },
	{ "persistentVolumeClaim", 0 },
	{ "projected", 0 },
	{ "secret", 0 },
	{ NULL, 0 },
};

/* In the order in which the server names them: baseline, then restricted,
 * each by id. Two rows of one id are one check that has changed. */
static const struct check checks[] = {
	{
		.id = "appArmorProfile",
		.reason = "forbidden AppArmor profile",
		.demand = "type RuntimeDefault or Localhost",
		.level = POD_SECURITY_BASELINE,
		.path = "appArmorProfile",
		.allowed = profiles,
		.server_from = 30,
		.run = check_profile,
	},
	{
		.id = "appArmorProfile",
		.reason = "forbidden AppArmor profile",
		.demand = "annotation 'runtime/default' or 'localhost/...'",
		.level = POD_SECURITY_BASELINE,
		.allowed = app_armor_annotations,
		.run = check_app_armor_annotations,
	},
	{
		.id = "capabilities_baseline",
		.reason = "non-default capabilities",
		.demand = "add only capabilities of the default set",
		.level = POD_SECURITY_BASELINE,
		.allowed = baseline_capabilities,
		.run = check_added,
	},
	{
		.id = "hostNamespaces",
		.reason = "host namespaces",
		.demand = "none of the host's",
		.level = POD_SECURITY_BASELINE,
		.run = check_host_namespaces,
	},
	{
		.id = "hostPathVolumes",
		.reason = "hostPath volumes",
		.demand = "none",
		.level = POD_SECURITY_BASELINE,
		.run = check_host_path,
	},
	{
		.id = "hostPorts",
		.reason = "hostPort",
		.demand = "none",
		.level = POD_SECURITY_BASELINE,
		.run = check_host_ports,
	},
	{
		.id = "hostProbesAndHostLifecycle",
		.reason = "probe or lifecycle host",
		.demand = "no 'host' in probes and lifecycle hooks",
		.level = POD_SECURITY_BASELINE,
		.from = 34,
		.run = check_probe_hosts,
	},
	{
		.id = "privileged",
		.reason = "privileged",
		.demand = "false",
		.level = POD_SECURITY_BASELINE,
		.path = "privileged",
		.run = check_container_flag,
	},
	{
		.id = "procMount",
		.reason = "procMount",
		.demand = "Default",
		.level = POD_SECURITY_BASELINE,
		.userns_from = 35,
		.path = "procMount",
		.allowed = proc_mounts,
		.run = check_container_value,
	},
	{
		.id = "seLinuxOptions",
		.reason = "seLinuxOptions",
		.demand = "a container_* type, no user, no role",
		.level = POD_SECURITY_BASELINE,
		.allowed = selinux_types,
		.run = check_selinux,
	},
	{
		.id = "seccompProfile_baseline",
		.reason = "seccompProfile",
		.demand = "annotation 'runtime/default' or 'localhost/...'",
		.level = POD_SECURITY_BASELINE,
		.until = 18,
		.allowed = seccomp_annotations,
		.run = check_seccomp_annotations,
	},
	{
		.id = "seccompProfile_baseline",
		.reason = "seccompProfile",
		.demand = "type RuntimeDefault or Localhost",
		.level = POD_SECURITY_BASELINE,
		.from = 19,
		.path = "seccompProfile",
		.allowed = profiles,
		.run = check_profile,
	},
	{
		.id = "sysctls",
		.reason = "forbidden sysctls",
		.demand = "only safe ones",
		.level = POD_SECURITY_BASELINE,
		.allowed = sysctls,
		.run = check_sysctls,
	},
	{
		.id = "windowsHostProcess",
		.reason = "hostProcess",
		.demand = "false",
		.level = POD_SECURITY_BASELINE,
		.path = "windowsOptions.hostProcess",
		.run = check_flag,
	},
	{
		.id = "allowPrivilegeEscalation",
		.reason = "allowPrivilegeEscalation != false",
		.demand = "false",
		.level = POD_SECURITY_RESTRICTED,
		.from = 8,
		.windows_from = 25,
		.path = "allowPrivilegeEscalation",
		.run = check_false_required,
	},
	{
		.id = "capabilities_restricted",
		.reason = "unrestricted capabilities",
		.demand = "drop ALL, add at most NET_BIND_SERVICE",
		.level = POD_SECURITY_RESTRICTED,
		.from = 22,
		.windows_from = 25,
		.overrides = "capabilities_baseline",
		.allowed = restricted_capabilities,
		.run = check_dropped,
	},
	{
		.id = "procMount_restricted",
		.reason = "procMount",
		.demand = "Default",
		.level = POD_SECURITY_RESTRICTED,
		.from = 35,
		.overrides = "procMount",
		.path = "procMount",
		.allowed = proc_mounts,
		.run = check_container_value,
	},
	{
		.id = "restrictedVolumes",
		.reason = "restricted volume types",
		.demand = "only ephemeral, claimed and configuration volumes",
		.level = POD_SECURITY_RESTRICTED,
		.overrides = "hostPathVolumes",
		.allowed = volume_sources,
		.run = check_volumes,
	},
	{
		.id = "runAsNonRoot",
		.reason = "runAsNonRoot != true",
		.demand = "true",
		.level = POD_SECURITY_RESTRICTED,
		.userns_from = 35,
		.path = "runAsNonRoot",
		.run = check_true_required,
	},
	{
		.id = "runAsUser",
		.reason = "runAsUser=0",
		.demand = "not 0",
		.level = POD_SECURITY_RESTRICTED,
		.from = 23,
		.userns_from = 35,
		.path = "runAsUser",
		.run = check_zero,
	},
	{
		.id = "seccompProfile_restricted",
		.reason = "seccompProfile",
		.demand = "type RuntimeDefault or Localhost",
		.level = POD_SECURITY_RESTRICTED,
		.from = 19,
		.windows_from = 25,
		.overrides = "seccompProfile_baseline",
		.path = "seccompProfile",
		.allowed = profiles,
		.run = check_profile_required,
	},
};

enum { CHECK_COUNT = sizeof(checks) / sizeof(*checks) };

static const char *const level_names[] = {
#define LEVEL_NAME_(name_, text_) [POD_SECURITY_##name_] = text_,
	POD_SECURITY_LEVELS(LEVEL_NAME_)
#undef LEVEL_NAME_
};

const char *
pod_security_level_name(enum pod_security_level level)
{
	return level_names[level];
}

bool
pod_security_level_parse(struct str text, enum pod_security_level *level)
{
	for (int i = POD_SECURITY_PRIVILEGED; i <= POD_SECURITY_RESTRICTED;
		i++) {
		if (!str_is(text, level_names[i]))
			continue;
		*level = (enum pod_security_level)i;
		return true;
	}
	return false;
}

bool
pod_security_version_parse(struct str text, unsigned *minor)
{
	unsigned value = 0;

	if (str_is(text, "latest")) {
		*minor = POD_SECURITY_LATEST;
		return true;
	}
	if (!str_starts(text, "v1."))
		return false;
	text = str_from(text, 3);
	/* No number with more digits fits the server's int either way. */
	if (!text.len || text.len > 9 || (text.len > 1 && text.ptr[0] == '0'))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		value = value * 10 + (unsigned)(text.ptr[i] - '0');
	}
	*minor = value;
	return true;
}

unsigned
pod_security_newest(void)
{
	return NEWEST;
}

struct pod_security_text
pod_security_demand_text(const struct pod_security_demand *demand)
{
	struct pod_security_text text;
	const char *level = level_names[demand->level];

	if (demand->minor == POD_SECURITY_LATEST)
		snprintf(text.text, sizeof(text.text), "%s:latest", level);
	else
		snprintf(text.text, sizeof(text.text), "%s:v1.%u", level,
			demand->minor);
	return text;
}

void
evaluation_report_as(const struct evaluation *evaluation,
	const struct container *container, struct place place,
	const char *demand)
{
	evaluation->visit(
		&(struct violation){
			.check = evaluation->check->id,
			.reason = evaluation->check->reason,
			.demand = demand,
			.place = place,
			.container = container,
		},
		evaluation->context);
}

void
evaluation_report(const struct evaluation *evaluation,
	const struct container *container, struct place place)
{
	evaluation_report_as(
		evaluation, container, place, evaluation->check->demand);
}

static bool
value_matches(const char *value, struct str text)
{
	size_t length = strlen(value);

	if (!length || value[length - 1] != '*')
		return str_is(text, value);
	return text.len >= length - 1 &&
	       memcmp(text.ptr, value, length - 1) == 0;
}

static bool
is_allowed(const struct allowed *allowed, struct str text, unsigned minor)
{
	for (; allowed->value; allowed++)
		if (allowed->from <= minor &&
			value_matches(allowed->value, text))
			return true;
	return false;
}

bool
pod_security_allows_sysctl(struct str name, unsigned minor)
{
	return is_allowed(sysctls, name, minor);
}

bool
evaluation_allows(const struct evaluation *evaluation, struct str text)
{
	return is_allowed(evaluation->check->allowed, text, evaluation->minor);
}

static bool
in_force(const struct check *check, enum pod_security_level level,
	unsigned minor)
{
	return check->level <= level && check->from <= minor &&
	       (!check->until || minor <= check->until);
}

/* Whether a stricter check takes CHECK's place. */
static bool
overridden(const struct check *check, enum pod_security_level level,
	unsigned minor)
{
	for (size_t i = 0; i < CHECK_COUNT; i++)
		if (checks[i].overrides && in_force(&checks[i], level, minor) &&
			strcmp(checks[i].overrides, check->id) == 0)
			return true;
	return false;
}

/* Whether the pod is of a sort that the check lets pass; a placeholder may be
 * one that says so. */
static bool
exempt(const struct check *check, const struct pod *pod, unsigned minor)
{
	const struct node *users = pod_field(pod, "hostUsers");
	const struct node *os = node_get(pod_field(pod, "os"), "name");

	if (check->userns_from && check->userns_from <= minor &&
		(node_is_false(users) || node_is_placeholder(users)))
		return true;
	return check->windows_from && check->windows_from <= minor &&
	       (node_is(os, "windows") || node_is_placeholder(os));
}

void
pod_security_evaluate(const struct pod *pod,
	const struct pod_security_demand *demand,
	const struct settings *settings, bool template,
	void (*visit)(const struct violation *violation, void *context),
	void *context)
{
	unsigned server = settings->cluster.kubernetes_minor;
	struct evaluation evaluation = {
		.pod = pod,
		.server = server ? server : NEWEST,
		.template = template,
		.visit = visit,
		.context = context,
	};

	evaluation.minor = demand->minor < evaluation.server
				   ? demand->minor
				   : evaluation.server;
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		const struct check *check = &checks[i];

		if (!in_force(check, demand->level, evaluation.minor) ||
			overridden(check, demand->level, evaluation.minor) ||
			check->server_from > evaluation.server ||
			exempt(check, pod, evaluation.minor))
			continue;
		evaluation.check = check;
		check->run(&evaluation);
	}
}

static bool
has_check(const char *id, enum pod_security_level level, unsigned minor)
{
	for (size_t i = 0; i < CHECK_COUNT; i++)
		if (in_force(&checks[i], level, minor) &&
			strcmp(checks[i].id, id) == 0)
			return true;
	return false;
}

void
pod_security_checks_since(enum pod_security_level level, unsigned older,
	unsigned newer, void (*visit)(const char *check, void *context),
	void *context)
{
	for (size_t i = 0; i < CHECK_COUNT; i++)
		if (in_force(&checks[i], level, newer) &&
			!has_check(checks[i].id, level, older))
			visit(checks[i].id, context);
}
