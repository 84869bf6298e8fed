/* SPDX-License-Identifier: Apache-2.0 */
/* Every check of the Pod Security Standards, at every version at which it
 * changes, through agentlint itself: a Namespace that enforces a level as of a
 * version, a Pod in it, and what the server would say (the tables of
 * k8s.io/pod-security-admission v0.37). */
#include "testing.h"

#include <agentlint/pod_security.h>

enum { VERSIONS = 38 }; /* v1.0 to v1.37 */

/* What the server says from a version on. */
struct step {
	unsigned from;
	const char *checks; /* those that it names; "": takes the pod */
};

/* A pod, or what makes it differ from one that every policy takes. */
struct sample {
	const char *name;
	const char *annotations;
	const char *pod;       /* fields of the spec */
	const char *context;   /* fields of the pod's securityContext */
	const char *container; /* fields of the container */
	const char *own;       /* fields of its securityContext */
	struct step baseline[6];
	struct step restricted[6];
};

/* What restricted asks for, and the article's pod has. */
#define HARDENED \
	"runAsNonRoot: true, allowPrivilegeEscalation: false, " \
	"capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}"
#define ALWAYS(checks_) \
	{ \
		{ \
			0, checks_ \
		} \
	}

static const struct sample samples[] = {
	{ .name = "hardened", .own = HARDENED },
	{ .name = "nothing set",
		.restricted = { { 0, "runAsNonRoot" },
			{ 8, "allowPrivilegeEscalation runAsNonRoot" },
			{ 19, "allowPrivilegeEscalation runAsNonRoot seccompProfile_restricted" },
			{ 22, "allowPrivilegeEscalation capabilities_restricted runAsNonRoot seccompProfile_restricted" } } },
	/* appArmorProfile */
	{ .name = "AppArmor: unconfined container",
		.own = HARDENED ", appArmorProfile: {type: Unconfined}",
		.baseline = ALWAYS("appArmorProfile"),
		.restricted = ALWAYS("appArmorProfile") },
	{ .name = "AppArmor: no type in the pod's",
		.own = HARDENED ", appArmorProfile: {type: Localhost}",
		.context = "appArmorProfile: {}",
		.baseline = ALWAYS("appArmorProfile"),
		.restricted = ALWAYS("appArmorProfile") },
	{ .name = "AppArmor: good profiles",
		.own = HARDENED ", appArmorProfile: {type: RuntimeDefault}",
		.context = "appArmorProfile: {type: Localhost}" },
	{ .name = "AppArmor: annotation, of no container of the pod",
		.annotations = "container.apparmor.security.beta.kubernetes.io/"
			       "other: unconfined",
		.own = HARDENED,
		.baseline = ALWAYS("appArmorProfile"),
		.restricted = ALWAYS("appArmorProfile") },
	{ .name = "AppArmor: good annotation",
		.annotations = "container.apparmor.security.beta.kubernetes.io/"
			       "c: localhost/agent",
		.own = HARDENED },
	/* capabilities */
	{ .name = "capabilities: one outside the default set",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "seccompProfile: {type: RuntimeDefault}, "
		       "capabilities: {drop: [ALL], add: [NET_RAW]}",
		.baseline = ALWAYS("capabilities_baseline"),
		.restricted = { { 0, "capabilities_baseline" },
			{ 22, "capabilities_restricted" } } },
	{ .name = "capabilities: one of the default set",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "seccompProfile: {type: RuntimeDefault}, "
		       "capabilities: {drop: [ALL], add: [CHOWN]}",
		.restricted = { { 0, "" },
			{ 22, "capabilities_restricted" } } },
	{ .name = "capabilities: NET_BIND_SERVICE",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "seccompProfile: {type: RuntimeDefault}, "
		       "capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}" },
	{ .name = "capabilities: all in lower case",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "seccompProfile: {type: RuntimeDefault}, "
		       "capabilities: {drop: [all]}",
		.restricted = { { 0, "" },
			{ 22, "capabilities_restricted" } } },
	{ .name = "capabilities: every one by name",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "seccompProfile: {type: RuntimeDefault}, "
		       "capabilities: {drop: [NET_RAW, CHOWN]}",
		.restricted = { { 0, "" },
			{ 22, "capabilities_restricted" } } },
	{ .name = "capabilities: CAP_ in front",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "seccompProfile: {type: RuntimeDefault}, capabilities: "
		       "{drop: [ALL], add: [CAP_NET_BIND_SERVICE]}",
		.baseline = ALWAYS("capabilities_baseline"),
		.restricted = { { 0, "capabilities_baseline" },
			{ 22, "capabilities_restricted" } } },
	/* hostNamespaces, hostPathVolumes, hostPorts */
	{ .name = "host network",
		.pod = "hostNetwork: true",
		.own = HARDENED,
		.baseline = ALWAYS("hostNamespaces"),
		.restricted = ALWAYS("hostNamespaces") },
	{ .name = "host network with a port",
		.pod = "hostNetwork: true",
		.container = "ports: [{containerPort: 80}]",
		.own = HARDENED,
		.baseline = ALWAYS("hostNamespaces hostPorts"),
		.restricted = ALWAYS("hostNamespaces hostPorts") },
	{ .name = "host namespaces off, in YAML 1.1",
		.pod = "hostNetwork: no, hostPID: off, hostIPC: false",
		.own = HARDENED },
	{ .name = "hostPID and hostIPC",
		.pod = "hostPID: yes, hostIPC: on",
		.own = HARDENED,
		.baseline = ALWAYS("hostNamespaces"),
		.restricted = ALWAYS("hostNamespaces") },
	{ .name = "hostPath volume that nothing mounts",
		.pod = "volumes: [{name: v, hostPath: {path: /}}]",
		.own = HARDENED,
		.baseline = ALWAYS("hostPathVolumes"),
		.restricted = ALWAYS("restrictedVolumes") },
	{ .name = "hostPort",
		.container = "ports: [{containerPort: 80, hostPort: 80}]",
		.own = HARDENED,
		.baseline = ALWAYS("hostPorts"),
		.restricted = ALWAYS("hostPorts") },
	{ .name = "hostPort 0",
		.container = "ports: [{containerPort: 80, hostPort: 0}]",
		.own = HARDENED },
	/* hostProbesAndHostLifecycle */
	{ .name = "probe with a host",
		.container = "livenessProbe: {httpGet: {port: 80, host: h}}",
		.own = HARDENED,
		.baseline = { { 0, "" }, { 34, "hostProbesAndHostLifecycle" } },
		.restricted = { { 0, "" },
			{ 34, "hostProbesAndHostLifecycle" } } },
	{ .name = "hook with a host",
		.container = "lifecycle: {preStop: {tcpSocket: {port: 80, "
			     "host: h}}}",
		.own = HARDENED,
		.baseline = { { 0, "" }, { 34, "hostProbesAndHostLifecycle" } },
		.restricted = { { 0, "" },
			{ 34, "hostProbesAndHostLifecycle" } } },
	{ .name = "probes without one",
		.container =
			"readinessProbe: {tcpSocket: {port: 80, host: ''}}, "
			"startupProbe: {httpGet: {port: 80}}",
		.own = HARDENED },
	/* privileged, procMount */
	{ .name = "privileged",
		.own = HARDENED ", privileged: true",
		.baseline = ALWAYS("privileged"),
		.restricted = ALWAYS("privileged") },
	{ .name = "procMount",
		.own = HARDENED ", procMount: Unmasked",
		.baseline = ALWAYS("procMount"),
		.restricted = { { 0, "procMount" },
			{ 35, "procMount_restricted" } } },
	{ .name = "procMount in a user namespace",
		.pod = "hostUsers: false",
		.own = HARDENED ", procMount: Unmasked",
		.baseline = { { 0, "procMount" }, { 35, "" } },
		.restricted = { { 0, "procMount" },
			{ 35, "procMount_restricted" } } },
	{ .name = "procMount by default",
		.own = HARDENED ", procMount: Default" },
	/* seLinuxOptions */
	{ .name = "SELinux: a type of its own",
		.context = "seLinuxOptions: {type: spc_t}",
		.own = HARDENED,
		.baseline = ALWAYS("seLinuxOptions"),
		.restricted = ALWAYS("seLinuxOptions") },
	{ .name = "SELinux: container_engine_t",
		.own = HARDENED ", seLinuxOptions: {type: container_engine_t}",
		.baseline = { { 0, "seLinuxOptions" }, { 31, "" } },
		.restricted = { { 0, "seLinuxOptions" }, { 31, "" } } },
	{ .name = "SELinux: a user",
		.own = HARDENED ", seLinuxOptions: {user: u, level: s0}",
		.baseline = ALWAYS("seLinuxOptions"),
		.restricted = ALWAYS("seLinuxOptions") },
	{ .name = "SELinux: a level",
		.own = HARDENED ", seLinuxOptions: {type: '', level: s0}" },
	/* seccompProfile */
	{ .name = "seccomp: unconfined annotation",
		.annotations = "seccomp.security.alpha.kubernetes.io/pod: "
			       "unconfined",
		.own = HARDENED,
		.baseline = { { 0, "seccompProfile_baseline" }, { 19, "" } },
		.restricted = { { 0, "seccompProfile_baseline" },
			{ 19, "" } } },
	{ .name = "seccomp: annotation of the container",
		.annotations = "container.seccomp.security.alpha.kubernetes.io/"
			       "c: ''",
		.own = HARDENED,
		.baseline = { { 0, "seccompProfile_baseline" }, { 19, "" } },
		.restricted = { { 0, "seccompProfile_baseline" },
			{ 19, "" } } },
	{ .name = "seccomp: annotation of another container",
		.annotations = "container.seccomp.security.alpha.kubernetes.io/"
			       "d: unconfined",
		.own = HARDENED },
	{ .name = "seccomp: docker's default",
		.annotations = "seccomp.security.alpha.kubernetes.io/pod: "
			       "docker/default",
		.own = HARDENED },
	{ .name = "seccomp: unconfined container",
		.context = "seccompProfile: {type: RuntimeDefault}",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "capabilities: {drop: [ALL]}, "
		       "seccompProfile: {type: Unconfined}",
		.baseline = { { 0, "" }, { 19, "seccompProfile_baseline" } },
		.restricted = { { 0, "" },
			{ 19, "seccompProfile_restricted" } } },
	{ .name = "seccomp: a bad pod that every container overrides",
		.context = "seccompProfile: {type: Unconfined}",
		.own = HARDENED,
		.baseline = { { 0, "" }, { 19, "seccompProfile_baseline" } },
		.restricted = { { 0, "" },
			{ 19, "seccompProfile_restricted" } } },
	{ .name = "seccomp: from the pod",
		.context = "seccompProfile: {type: Localhost}",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "capabilities: {drop: [ALL]}" },
	{ .name = "seccomp: none",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: false, "
		       "capabilities: {drop: [ALL]}",
		.restricted = { { 0, "" },
			{ 19, "seccompProfile_restricted" } } },
	/* sysctls */
	{ .name = "sysctl: unsafe",
		.context = "sysctls: [{name: kernel.msgmax, value: '1'}]",
		.own = HARDENED,
		.baseline = ALWAYS("sysctls"),
		.restricted = ALWAYS("sysctls") },
	{ .name = "sysctl: safe from the first",
		.context = "sysctls: [{name: net.ipv4.tcp_syncookies}]",
		.own = HARDENED },
	{ .name = "sysctl: spelled with slashes",
		.context = "sysctls: [{name: net/ipv4/tcp_syncookies}]",
		.own = HARDENED,
		.baseline = ALWAYS("sysctls"),
		.restricted = ALWAYS("sysctls") },
	{ .name = "sysctl: v1.27",
		.context =
			"sysctls: [{name: net.ipv4.ip_local_reserved_ports}]",
		.own = HARDENED,
		.baseline = { { 0, "sysctls" }, { 27, "" } },
		.restricted = { { 0, "sysctls" }, { 27, "" } } },
	{ .name = "sysctl: v1.29",
		.context = "sysctls: [{name: net.ipv4.tcp_keepalive_probes}]",
		.own = HARDENED,
		.baseline = { { 0, "sysctls" }, { 29, "" } },
		.restricted = { { 0, "sysctls" }, { 29, "" } } },
	{ .name = "sysctl: v1.32",
		.context = "sysctls: [{name: net.ipv4.tcp_wmem}]",
		.own = HARDENED,
		.baseline = { { 0, "sysctls" }, { 32, "" } },
		.restricted = { { 0, "sysctls" }, { 32, "" } } },
	{ .name = "sysctl: v1.37",
		.context = "sysctls: [{name: net.ipv4.tcp_notsent_lowat}]",
		.own = HARDENED,
		.baseline = { { 0, "sysctls" }, { 37, "" } },
		.restricted = { { 0, "sysctls" }, { 37, "" } } },
	/* windowsHostProcess */
	{ .name = "HostProcess of the pod",
		.context = "windowsOptions: {hostProcess: true}",
		.own = HARDENED,
		.baseline = ALWAYS("windowsHostProcess"),
		.restricted = ALWAYS("windowsHostProcess") },
	{ .name = "HostProcess of the container",
		.own = HARDENED ", windowsOptions: {hostProcess: true}",
		.baseline = ALWAYS("windowsHostProcess"),
		.restricted = ALWAYS("windowsHostProcess") },
	{ .name = "Windows",
		.pod = "os: {name: windows}",
		.own = "runAsNonRoot: true",
		.restricted = { { 0, "" }, { 8, "allowPrivilegeEscalation" },
			{ 19, "allowPrivilegeEscalation seccompProfile_restricted" },
			{ 22, "allowPrivilegeEscalation capabilities_restricted seccompProfile_restricted" },
			{ 25, "" } } },
	/* allowPrivilegeEscalation */
	{ .name = "escalation allowed",
		.own = "runAsNonRoot: true, allowPrivilegeEscalation: true, "
		       "capabilities: {drop: [ALL]}, "
		       "seccompProfile: {type: RuntimeDefault}",
		.restricted = { { 0, "" },
			{ 8, "allowPrivilegeEscalation" } } },
	{ .name = "escalation forbidden at the pod, which has no such field",
		.context = "allowPrivilegeEscalation: false",
		.own = "runAsNonRoot: true, capabilities: {drop: [ALL]}, "
		       "seccompProfile: {type: RuntimeDefault}",
		.restricted = { { 0, "" },
			{ 8, "allowPrivilegeEscalation" } } },
	/* restrictedVolumes */
	{ .name = "volumes that restricted takes",
		.pod = "volumes: [{name: a, configMap: {}}, {name: b, csi: {}}, "
		       "{name: c, downwardAPI: {}}, {name: d, emptyDir: {}}, "
		       "{name: e, ephemeral: {}}, {name: f, image: {}}, "
		       "{name: g, persistentVolumeClaim: {}}, "
		       "{name: h, projected: {}}, {name: i, secret: {}}, "
		       "{name: j}, {name: k, nfs: null}]",
		.own = HARDENED },
	{ .name = "a volume that it does not take",
		.pod = "volumes: [{name: a, nfs: {server: s, path: /}}]",
		.own = HARDENED,
		.restricted = ALWAYS("restrictedVolumes") },
	/* runAsNonRoot, runAsUser */
	{ .name = "runAsNonRoot: from the pod",
		.context = "runAsNonRoot: true",
		.own = "allowPrivilegeEscalation: false, "
		       "capabilities: {drop: [ALL]}, "
		       "seccompProfile: {type: RuntimeDefault}" },
	{ .name = "runAsNonRoot: false at the pod, whoever overrides it",
		.context = "runAsNonRoot: false",
		.own = HARDENED,
		.restricted = ALWAYS("runAsNonRoot") },
	{ .name = "runAsNonRoot: false at the container",
		.context = "runAsNonRoot: true",
		.own = "runAsNonRoot: false, allowPrivilegeEscalation: false, "
		       "capabilities: {drop: [ALL]}, "
		       "seccompProfile: {type: RuntimeDefault}",
		.restricted = ALWAYS("runAsNonRoot") },
	{ .name = "root in a user namespace",
		.pod = "hostUsers: false",
		.context = "runAsNonRoot: false, runAsUser: 0",
		.own = HARDENED,
		.restricted = { { 0, "runAsNonRoot" },
			{ 23, "runAsNonRoot runAsUser" }, { 35, "" } } },
	{ .name = "runAsUser: 0 in hexadecimal",
		.own = HARDENED ", runAsUser: 0x0",
		.restricted = { { 0, "" }, { 23, "runAsUser" } } },
	{ .name = "runAsUser: 0 at the pod, whoever overrides it",
		.context = "runAsUser: 00",
		.own = HARDENED ", runAsUser: 1000",
		.restricted = { { 0, "" }, { 23, "runAsUser" } } },
	/* containers of every sort */
	{ .name = "an init container",
		.pod = "initContainers: [{name: i, image: b}]",
		.own = HARDENED,
		.restricted = { { 0, "runAsNonRoot" },
			{ 8, "allowPrivilegeEscalation runAsNonRoot" },
			{ 19, "allowPrivilegeEscalation runAsNonRoot seccompProfile_restricted" },
			{ 22, "allowPrivilegeEscalation capabilities_restricted runAsNonRoot seccompProfile_restricted" } } },
	{ .name = "a sidecar",
		.pod = "initContainers: [{name: i, image: b, restartPolicy: "
		       "Always, securityContext: {privileged: true, " HARDENED
		       "}}]",
		.own = HARDENED,
		.baseline = ALWAYS("privileged"),
		.restricted = ALWAYS("privileged") },
	{ .name = "an ephemeral container",
		.pod = "ephemeralContainers: [{name: e, image: b, "
		       "securityContext: {runAsUser: 0, " HARDENED "}}]",
		.own = HARDENED,
		.restricted = { { 0, "" }, { 23, "runAsUser" } } },
};

static const char *
at_version(const struct step *steps, unsigned version)
{
	const char *checks = "";

	for (size_t i = 0; i < 6 && steps[i].checks; i++)
		if (steps[i].from <= version)
			checks = steps[i].checks;
	return checks;
}

static struct str
field_list(struct arena *arena, const char *key, const char *fields)
{
	return fields ? arena_printf(arena, "%s: {%s}, ", key, fields)
		      : STR("");
}

static struct str
pod_text(
	struct arena *arena, const struct sample *sample, const char *namespace)
{
	struct str annotations =
		field_list(arena, "annotations", sample->annotations);
	struct str context =
		field_list(arena, "securityContext", sample->context);
	struct str own = field_list(arena, "securityContext", sample->own);

	return arena_printf(arena,
		"apiVersion: v1\nkind: Pod\n"
		"metadata: {name: p, %.*snamespace: %s}\n"
		"spec: {%.*s%s%scontainers: [{name: c, %.*s%s%simage: b}]}\n",
		STR_ARG(annotations), namespace, STR_ARG(context),
		sample->pod ? sample->pod : "", sample->pod ? ", " : "",
		STR_ARG(own), sample->container ? sample->container : "",
		sample->container ? ", " : "");
}

/* The input and what is expected of it, for one level and all versions. */
static void
add_level(struct arena *arena, const struct sample *sample, const char *level,
	const struct step *steps, FILE *input, FILE *expected)
{
	for (unsigned version = 0; version <= VERSIONS; version++) {
		struct str text = version < VERSIONS ? arena_printf(arena,
							       "v1.%u", version)
						     : STR("latest");
		struct str namespace =
			arena_printf(arena, "%s-%u", level, version);
		const char *checks = at_version(steps, version);
		struct str pod = pod_text(arena, sample, namespace.ptr);

		fprintf(input,
			"---\napiVersion: v1\nkind: Namespace\n"
			"metadata:\n  name: %s\n  labels:\n"
			"    pod-security.kubernetes.io/enforce: %s\n"
			"    pod-security.kubernetes.io/enforce-version: %s\n"
			"---\n%s",
			namespace.ptr, level, text.ptr, pod.ptr);
		if (*checks)
			fprintf(expected, "%s: %s\n", namespace.ptr, checks);
	}
}

/* What stands in LINE between BEFORE and AFTER; empty when not there. */
static struct str
between(struct str line, const char *before, const char *after)
{
	const char *start = strstr(line.ptr, before);
	const char *end = start ? strstr(start + strlen(before), after) : NULL;

	if (!end)
		return (struct str){ 0 };
	start += strlen(before);
	return (struct str){ start, (size_t)(end - start) };
}

/* "NAMESPACE: CHECK CHECK" for each finding of a report in JSON. */
static struct str
told(struct arena *arena, struct str out)
{
	struct str all = STR("");

	while (out.len) {
		struct str line = str_cut(&out, '\n');
		struct str checks;

		line = arena_str(arena, line);
		checks = between(line, "\"checks\":[\"", "\"]");
		if (!checks.len)
			continue;
		line = between(line, "\"message\":\"namespace '", "' (");
		all = arena_printf(
			arena, "%.*s%.*s: ", STR_ARG(all), STR_ARG(line));
		for (size_t i = 0; i < checks.len; i++)
			if (checks.ptr[i] != '"')
				all = arena_printf(arena, "%.*s%c",
					STR_ARG(all),
					checks.ptr[i] == ',' ? ' '
							     : checks.ptr[i]);
		all = arena_printf(arena, "%.*s\n", STR_ARG(all));
	}
	return all;
}

static void
says_what_the_server_says(void **state)
{
	static const char *const arguments[] = { "-f", "json", "--no-config",
		"--select", "pod-security-rejects", "-", NULL };
	const struct sample *sample = *state;
	struct arena arena = { 0 };
	FILE *input = tmpfile();
	FILE *expected = tmpfile();
	struct captured captured;

	assert_true(input && expected);
	add_level(
		&arena, sample, "baseline", sample->baseline, input, expected);
	add_level(&arena, sample, "restricted", sample->restricted, input,
		expected);
	captured = capture(&arena, arguments, take_stream(&arena, input), NULL);
	assert_string_equal(told(&arena, captured.out).ptr,
		take_stream(&arena, expected).ptr);
	arena_release(&arena);
}

static void
versions_are_read_as_the_server_reads_them(void **state)
{
	static const char *const invalid[] = { "", "1.35", "v1", "v1.",
		"v1.035", "v1.35.0", "v2.0", "Latest", " latest", "v1.3a",
		"v1.-1", "v1.00", "v1.99999999999999999999", NULL };
	unsigned minor = 77;

	(void)state;
	for (size_t i = 0; invalid[i]; i++)
		assert_false(
			pod_security_version_parse(str_of(invalid[i]), &minor));
	assert_int_equal(minor, 77);
	assert_true(pod_security_version_parse(STR("v1.0"), &minor));
	assert_int_equal(minor, 0);
	assert_true(pod_security_version_parse(STR("v1.105"), &minor));
	assert_int_equal(minor, 105);
	assert_true(pod_security_version_parse(STR("latest"), &minor));
	assert_true(minor == POD_SECURITY_LATEST);
}

static void
levels_are_read_as_the_server_reads_them(void **state)
{
	static const char *const invalid[] = { "", "Restricted", "restricted ",
		"strict", NULL };
	enum pod_security_level level = POD_SECURITY_PRIVILEGED;

	(void)state;
	for (size_t i = 0; invalid[i]; i++)
		assert_false(
			pod_security_level_parse(str_of(invalid[i]), &level));
	assert_true(pod_security_level_parse(STR("restricted"), &level));
	assert_int_equal(level, POD_SECURITY_RESTRICTED);
	assert_string_equal(pod_security_level_name(level), "restricted");
}

int
main(void)
{
	struct CMUnitTest tests[128] = {
		cmocka_unit_test(versions_are_read_as_the_server_reads_them),
		cmocka_unit_test(levels_are_read_as_the_server_reads_them),
	};
	size_t count = 2;

	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		assert_true(count < sizeof(tests) / sizeof(*tests));
		tests[count++] = (struct CMUnitTest){
			.name = samples[i].name,
			.test_func = says_what_the_server_says,
			.initial_state = (void *)&samples[i],
		};
	}
	return _cmocka_run_group_tests(
		"pod security", tests, count, NULL, NULL);
}
