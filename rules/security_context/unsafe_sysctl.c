/* SPDX-License-Identifier: Apache-2.0 */
/* Kernel parameters that a pod should not set, or cannot. */
#include <agentlint/pod_security.h>
#include <agentlint/rule.h>

/* The kubelet's table of namespaced sysctls (kubelet/util/sysctl). */
static bool
is_namespaced(struct str name)
{
	static const char *const prefixes[] = { "kernel.shm", "kernel.msg",
		"fs.mqueue.", "net.", "kernel/shm", "kernel/msg", "fs/mqueue/",
		"net/" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (str_starts(name, prefixes[i]))
			return true;
	return str_is(name, "kernel.sem") || str_is(name, "kernel/sem");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	unsigned version = minor ? minor : POD_SECURITY_LATEST;

	NODE_EACH(sysctl, pod_setting(pod, "sysctls").node) {
		const struct node *name = node_get(sysctl, "name");
		struct finding *finding;

		if (!name || node_is_placeholder(name) ||
			pod_security_allows_sysctl(node_text(name), version))
			continue;
		finding = pass_report(pass, node_place(name),
			"agent '%.*s' sets the kernel parameter '%.*s', which "
			"is not among the safe ones",
			STR_ARG(object_title(pod->object)),
			STR_ARG(node_text(name)));
		if (!is_namespaced(node_text(name)))
			finding_label(finding,
				"the node has one for all pods: no kubelet "
				"admits it");
		else
			finding_label(
				finding, "kubelets admit it only when told to");
	}
}

const struct rule unsafe_sysctl = {
	.id = "unsafe-sysctl",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent's pod sets kernel parameters that are not safe",
	.why = "A sysctl that is not on Kubernetes' list of safe ones may "
	       "reach beyond the pod: into memory that the kernel shares out "
	       "among all pods, or into the node itself. A kubelet refuses "
	       "the pod (SysctlForbidden) unless it was started with "
	       "--allowed-unsafe-sysctls, and Pod Security 'baseline' rejects "
	       "it. Names with slashes are not recognised by Pod Security.",
	.fix = "remove the sysctl, or set it on the nodes that need it",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    sysctls:\n"
	       "      - name: kernel.msgmax\n"
	       "        value: \"65536\"\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    sysctls:\n"
		"      - name: net.ipv4.ip_unprivileged_port_start\n"
		"        value: \"80\"\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "sysctls" },
			{ "NSA", "Pod security enforcement" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "administer-cluster/sysctl-cluster/" },
			{ 0 },
		},
	.since = "0.1.0",
};
