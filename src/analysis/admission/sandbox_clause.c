/* SPDX-License-Identifier: Apache-2.0 */
/* What each validation asks of a pod template. */
#include "analysis/admission/sandbox_clause.h"

#include "analysis/admission/field_value.h"

static void
report(const struct judging *judging, const struct container *container,
	struct place place)
{
	judging->visit(
		&(struct violation){
			.check = judging->clause->id,
			.reason = judging->clause->reason,
			.demand = judging->clause->demand,
			.place = place,
			.container = container,
		},
		judging->context);
}

static struct field_value
pod_value(const struct judging *judging, const char *path)
{
	return field_at(judging->pod->spec, path, pod_spec_place(judging->pod));
}

static struct field_value
container_value(const struct container *container, const char *path)
{
	return field_at(container->node, path, container_place(container));
}

/* Calls CHECK for each container of the pod. */
static void
each_container(const struct judging *judging,
	void (*check)(const struct judging *, const struct container *))
{
	for (size_t i = 0; i < judging->pod->container_count; i++)
		check(judging, &judging->pod->containers[i]);
}

static void
check_runtime_class(const struct judging *judging)
{
	struct field_value class = pod_value(judging, "runtimeClassName");

	if (!class.unknown && !node_is(class.node, "gvisor"))
		report(judging, NULL, class.place);
}

static void
refuse_true(const struct judging *judging, const char *field)
{
	struct field_value value = pod_value(judging, field);

	if (node_is_true(value.node))
		report(judging, NULL, value.place);
}

static void
check_host_network(const struct judging *judging)
{
	refuse_true(judging, "hostNetwork");
}

static void
check_host_processes(const struct judging *judging)
{
	refuse_true(judging, "hostPID");
	refuse_true(judging, "hostIPC");
}

/* What a SandboxTemplate leaves open its controller sets to false. */
static void
check_token(const struct judging *judging)
{
	struct field_value token =
		pod_value(judging, "automountServiceAccountToken");
	bool given = str_is(judging->pod->object->kind, "SandboxTemplate");

	if (token.unknown || node_is_false(token.node) ||
		(!token.node && given))
		return;
	report(judging, NULL, token.place);
}

static void
refuse_privileged(
	const struct judging *judging, const struct container *container)
{
	struct field_value value =
		container_value(container, "securityContext.privileged");

	if (node_is_true(value.node))
		report(judging, container, value.place);
}

static void
check_privileged(const struct judging *judging)
{
	each_container(judging, refuse_privileged);
}

static void
require_drop(const struct judging *judging, const struct container *container)
{
	struct field_value drop =
		container_value(container, "securityContext.capabilities.drop");
	bool dropped = drop.unknown;

	NODE_EACH(item, drop.node)
		dropped = dropped || node_is_placeholder(item) ||
			  node_is(item, "ALL");
	if (!dropped)
		report(judging, container, drop.place);
}

static void
check_dropped(const struct judging *judging)
{
	each_container(judging, require_drop);
}

static void
refuse_added(const struct judging *judging, const struct container *container)
{
	struct field_value add =
		container_value(container, "securityContext.capabilities.add");

	if (node_count(add.node))
		report(judging, container, add.place);
}

static void
check_added(const struct judging *judging)
{
	each_container(judging, refuse_added);
}

static void
require_limits(const struct judging *judging, const struct container *container)
{
	struct field_value cpu =
		container_value(container, "resources.limits.cpu");
	struct field_value memory =
		container_value(container, "resources.limits.memory");

	if (!cpu.unknown && !cpu.node)
		report(judging, container, cpu.place);
	else if (!memory.unknown && !memory.node)
		report(judging, container, memory.place);
}

static void
check_limits(const struct judging *judging)
{
	each_container(judging, require_limits);
}

static void
require_non_root(
	const struct judging *judging, const struct container *container)
{
	struct field_value own =
		container_value(container, "securityContext.runAsNonRoot");
	struct field_value above =
		pod_value(judging, "securityContext.runAsNonRoot");

	if (own.unknown || node_is_true(own.node))
		return;
	if (!own.node && (above.unknown || node_is_true(above.node)))
		return;
	report(judging, container, own.place);
}

static void
check_non_root(const struct judging *judging)
{
	each_container(judging, require_non_root);
}

static void
check_projected(const struct judging *judging)
{
	static const char *const kinds[] = { "serviceAccountToken",
		"clusterTrustBundle", "podCertificate" };

	NODE_EACH(volume, node_get(judging->pod->spec, "volumes"))
		NODE_EACH(source, node_path(volume, "projected.sources"))
			for (size_t i = 0; i < 3; i++)
				if (node_get(source, kinds[i]))
					report(judging, NULL,
						node_key_place(node_get(
							source, kinds[i])));
}

static void
check_host_path(const struct judging *judging)
{
	NODE_EACH(volume, node_get(judging->pod->spec, "volumes")) {
		const struct node *path = node_get(volume, "hostPath");

		if (path)
			report(judging, NULL, node_key_place(path));
	}
}

/* Any hostPort, 0 included. */
static void
refuse_host_port(
	const struct judging *judging, const struct container *container)
{
	NODE_EACH(port, node_get(container->node, "ports"))
		if (node_get(port, "hostPort"))
			report(judging, container,
				node_place(node_get(port, "hostPort")));
}

static void
check_host_port(const struct judging *judging)
{
	each_container(judging, refuse_host_port);
}

static void
check_sysctls(const struct judging *judging)
{
	struct field_value sysctls =
		pod_value(judging, "securityContext.sysctls");

	if (node_count(sysctls.node))
		report(judging, NULL, node_key_place(sysctls.node));
}

static void
refuse_proc_mount(
	const struct judging *judging, const struct container *container)
{
	struct field_value mount =
		container_value(container, "securityContext.procMount");

	if (mount.node && !mount.unknown && !node_is(mount.node, "Default"))
		report(judging, container, mount.place);
}

static void
check_proc_mount(const struct judging *judging)
{
	each_container(judging, refuse_proc_mount);
}

static void
check_node_selector(const struct judging *judging)
{
	struct field_value selector = pod_value(judging, "nodeSelector");
	const struct node *runtime =
		node_get(selector.node, "sandbox.gke.io/runtime");

	if (selector.unknown || node_is(runtime, "gvisor") ||
		node_is_placeholder(runtime))
		return;
	report(judging, NULL, runtime ? node_place(runtime) : selector.place);
}

static void
check_toleration(const struct judging *judging)
{
	struct field_value tolerations = pod_value(judging, "tolerations");
	bool tolerates = tolerations.unknown;

	NODE_EACH(item, tolerations.node)
		if (node_is(node_get(item, "key"), "sandbox.gke.io/runtime") &&
			node_is(node_get(item, "value"), "gvisor") &&
			node_is(node_get(item, "effect"), "NoSchedule"))
			tolerates = true;
	if (!tolerates)
		report(judging, NULL,
			tolerations.node ? node_key_place(tolerations.node)
					 : tolerations.place);
}

const struct clause sandbox_clauses[CLAUSE_COUNT] = {
	{
		.id = "runtimeClassName",
		.reason = "no gVisor",
		.demand = "gvisor",
		.expressions = { 0x972caa86e61f468e },
		.tokens = { "runtimeClassName", "gvisor" },
		.check = check_runtime_class,
	},
	{
		.id = "hostNetwork",
		.reason = "host network",
		.demand = "not true",
		.expressions = { 0xad7a23119c4ec340 },
		.tokens = { "hostNetwork" },
		.check = check_host_network,
	},
	{
		.id = "automountServiceAccountToken",
		.reason = "service account token",
		.demand = "false",
		.expressions = { 0xe102db3e04362ba3, 0x69732e21735646a3 },
		.tokens = { "automountServiceAccountToken" },
		.check = check_token,
	},
	{
		.id = "privileged",
		.reason = "privileged",
		.demand = "not true",
		.expressions = { 0xea49862159e9c021 },
		.tokens = { ".privileged" },
		.check = check_privileged,
	},
	{
		.id = "capabilities.drop",
		.reason = "capabilities not dropped",
		.demand = "ALL",
		.expressions = { 0xdde46c70903205c9 },
		.tokens = { "capabilities.drop", "ALL" },
		.check = check_dropped,
	},
	{
		.id = "resources.limits",
		.reason = "no limits",
		.demand = "cpu and memory",
		.expressions = { 0xaf40cddc6514409d },
		.tokens = { "limits.memory", "limits.cpu" },
		.check = check_limits,
	},
	{
		.id = "runAsNonRoot",
		.reason = "may run as root",
		.demand = "true",
		.expressions = { 0x144472e6eb95eb62 },
		.tokens = { "runAsNonRoot" },
		.check = check_non_root,
	},
	{
		.id = "projected",
		.reason = "projected tokens",
		.demand = "no token, trust bundle or certificate",
		.expressions = { 0xab91729a2fab60f0 },
		.tokens = { "projected", "serviceAccountToken" },
		.check = check_projected,
	},
	{
		.id = "hostPath",
		.reason = "hostPath volumes",
		.demand = "none",
		.expressions = { 0x96745e9eb8bb1b95 },
		.tokens = { "hostPath" },
		.check = check_host_path,
	},
	{
		.id = "capabilities.add",
		.reason = "added capabilities",
		.demand = "nothing",
		.expressions = { 0x14c4f3fa288045c4 },
		.tokens = { "capabilities.add" },
		.check = check_added,
	},
	{
		.id = "hostPID/hostIPC",
		.reason = "host processes",
		.demand = "not true",
		.expressions = { 0xb19ee13864d9aab7 },
		.tokens = { "hostPID", "hostIPC" },
		.check = check_host_processes,
	},
	{
		.id = "hostPort",
		.reason = "hostPort",
		.demand = "none",
		.expressions = { 0xd07fa04868edf87d },
		.tokens = { "hostPort" },
		.check = check_host_port,
	},
	{
		.id = "sysctls",
		.reason = "sysctls",
		.demand = "none",
		.expressions = { 0x34e2a10b03c225cc },
		.tokens = { "sysctls" },
		.check = check_sysctls,
	},
	{
		.id = "procMount",
		.reason = "procMount",
		.demand = "Default",
		.expressions = { 0x803834f51a2f4c71 },
		.tokens = { "procMount" },
		.check = check_proc_mount,
	},
	{
		.id = "nodeSelector",
		.reason = "no gVisor node selector",
		.demand = "sandbox.gke.io/runtime: gvisor",
		.expressions = { 0x5ff4e65d93c644d0 },
		.tokens = { "nodeSelector", "sandbox.gke.io/runtime" },
		.check = check_node_selector,
	},
	{
		.id = "tolerations",
		.reason = "no gVisor toleration",
		.demand = "sandbox.gke.io/runtime=gvisor:NoSchedule",
		.expressions = { 0x7dcf95e09f18ead },
		.tokens = { "tolerations", "sandbox.gke.io/runtime" },
		.check = check_toleration,
	},
};
