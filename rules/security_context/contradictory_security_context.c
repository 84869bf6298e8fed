/* SPDX-License-Identifier: Apache-2.0 */
/* Settings that the API server refuses together. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

/* From here on the server looks at volumeDevices (kubernetes#132868), and a
 * feature gate lets hostNetwork pass (KEP-5607). */
enum { DEVICES_REFUSED = 34, NETWORK_GATED = 35 };

static struct finding *
report(struct pass *pass, const struct node *first, const struct node *second)
{
	struct finding *finding = pass_report(pass, node_place(first),
		"'%.*s: %.*s' contradicts '%.*s: %.*s'", STR_ARG(first->key),
		STR_ARG(node_text(first)), STR_ARG(second->key),
		STR_ARG(node_text(second)));

	finding_relate(finding, node_place(second), "this one");
	return finding;
}

/* ValidateSecurityContext compares the capability with the literal
 * CAP_SYS_ADMIN and lets SYS_ADMIN pass. */
static void
check_escalation(struct pass *pass, const struct container *container)
{
	const struct node *allow =
		container_own_setting(container, "allowPrivilegeEscalation")
			.node;
	const struct node *privileged =
		container_own_setting(container, "privileged").node;
	const struct node *capabilities =
		container_own_setting(container, "capabilities").node;

	if (!node_is_false(allow))
		return;
	if (node_is_true(privileged))
		report(pass, privileged, allow);
	NODE_EACH(add, node_get(capabilities, "add"))
		if (node_is(add, "CAP_SYS_ADMIN"))
			finding_relate(
				pass_report(pass, node_place(add),
					"capability 'CAP_SYS_ADMIN' "
					"contradicts "
					"'allowPrivilegeEscalation: false'"),
				node_place(allow), "this one");
}

static void
check_devices(struct pass *pass, const struct container *container)
{
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	const struct node *users = pod_field(container->pod, "hostUsers");
	const struct node *devices = node_get(container->node, "volumeDevices");
	struct finding *finding;

	if (!node_is_false(users) || !node_count(devices))
		return;
	finding = pass_report(pass, node_key_place(devices),
		"'volumeDevices' contradicts 'hostUsers: false'");
	finding_relate(finding, node_place(users), "this one");
	if (minor == 0 || minor >= DEVICES_REFUSED)
		return;
	finding_lower(finding, SEVERITY_WARNING);
	finding_label(finding,
		"this server takes it, but the device does not work; refused "
		"since Kubernetes 1.34");
}

static void
check_network(struct pass *pass, const struct pod *pod)
{
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	const struct node *users = pod_field(pod, "hostUsers");
	const struct node *network = pod_field(pod, "hostNetwork");
	struct finding *finding;

	if (!node_is_false(users) || !node_is_true(network))
		return;
	finding = report(pass, users, network);
	if (minor == 0 || minor >= NETWORK_GATED)
		finding_unknown(finding,
			"from Kubernetes 1.35 on the server takes it where its "
			"feature gate UserNamespacesHostNetworkSupport is on; "
			"it is off by default");
}

static void
check_namespaces(struct pass *pass, const struct pod *pod)
{
	static const char *const host[] = { "hostPID", "hostIPC" };
	const struct node *users = pod_field(pod, "hostUsers");
	const struct node *shared = pod_field(pod, "shareProcessNamespace");
	const struct node *pid = pod_field(pod, "hostPID");

	for (size_t i = 0; i < sizeof(host) / sizeof(*host); i++)
		if (node_is_false(users) &&
			node_is_true(pod_field(pod, host[i])))
			report(pass, users, pod_field(pod, host[i]));
	if (node_is_true(shared) && node_is_true(pid))
		report(pass, shared, pid);
}

static void
check(struct pass *pass, const struct container *container)
{
	check_escalation(pass, container);
	check_devices(pass, container);
	if (container != container->pod->containers)
		return;
	check_namespaces(pass, container->pod);
	check_network(pass, container->pod);
}

const struct rule contradictory_security_context = {
	.id = "contradictory-security-context",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "Security settings contradict each other",
	.why = "The API server refuses a pod whose settings exclude each "
	       "other: a privileged container that may not gain privileges, "
	       "a user namespace together with the node's process, IPC or "
	       "network namespace or with a block device, a process namespace "
	       "of the pod together with the node's. Where a custom resource "
	       "holds the template, such as a Sandbox, the resource is "
	       "accepted and its pod never appears.",
	.fix = "decide for one of the two; the one that isolates the agent",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        privileged: true\n"
	       "        allowPrivilegeEscalation: false\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        privileged: false\n"
		"        allowPrivilegeEscalation: false\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.3" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "workloads/pods/user-namespaces/" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/security-context/" },
			{ 0 },
		},
	.since = "0.1.0",
};
