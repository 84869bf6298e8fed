/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing bounds what the agent takes from the node. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/resources.h>
#include <agentlint/rule.h>

static struct place
missing_at(const struct container *container)
{
	const struct node *resources = container_resources(container);
	const struct node *limits = node_get(resources, "limits");

	if (limits)
		return node_key_place(limits);
	return resources ? node_key_place(resources)
			 : container_place(container);
}

/* What the pod's sandbox makes of a missing limit. */
static void
tell_sandbox(struct pass *pass, struct finding *finding,
	const struct container *container)
{
	struct runtime runtime =
		pod_runtime(container->pod, pass_settings(pass));

	if (runtime.sandbox == SANDBOX_AKS)
		finding_label(
			finding, "AKS gives its virtual machine 512Mi then");
	else if (sandbox_is_kata(runtime.sandbox))
		finding_label(
			finding, "Kata sizes the virtual machine by limits");
	else if (sandbox_is_gvisor(runtime.sandbox))
		finding_label(finding,
			"gVisor bounds the pod as a whole, by the limits of "
			"all its containers");
}

static void
check(struct pass *pass, const struct container *container)
{
	bool memory = container_limit(container, "memory") == LIMIT_NONE;
	bool cpu = container_limit(container, "cpu") == LIMIT_NONE;
	struct finding *finding;

	/* Ephemeral containers cannot have any. */
	if ((!memory && !cpu) || container->role == CONTAINER_EPHEMERAL)
		return;
	finding = pass_report(pass, missing_at(container),
		"%s '%.*s' has no %s limit", CONTAINER_ARG(container),
		memory && cpu ? "memory and no CPU"
		: memory      ? "memory"
			      : "CPU");
	finding_field(finding, container->node, "resources");
	tell_sandbox(pass, finding, container);
	/* Without a CPU limit neighbours get their requests all the same; an
	 * init container is gone when the agent starts. */
	if (!memory || container->role == CONTAINER_INIT)
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule missing_limits = {
	.id = "missing-limits",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent's container has no limit of memory or CPU",
	.why = "An agent that loops, or is made to, takes what the node has: "
	       "without a memory limit the kernel starts killing its "
	       "neighbours, without a CPU limit it mines on your bill. The "
	       "sandbox needs the numbers as well: Kata sizes the virtual "
	       "machine by them, and GKE Sandbox wants limits on every "
	       "container. Limits of the pod and defaults of a LimitRange in "
	       "the input count. No field of a pod bounds the number of its "
	       "processes: that is the kubelet's podPidsLimit.",
	.fix = "set 'resources.limits.memory' and 'resources.limits.cpu'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      resources:\n"
		"        limits:\n"
		"          cpu: 500m\n"
		"          memory: 1Gi\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Resource policies" },
			{ "ATT&CK", "T1496" },
			{ "ATT&CK", "T1499" },
			{ "OWASP", "ASI08" },
			{ "OWASP", "LLM10" },
			{ "CWE", "770" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "configuration/manage-resources-containers/" },
			{ 0 },
		},
	.since = "0.1.0",
};
