/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing bounds what the agent writes to the node. */
#include <agentlint/hardening.h>
#include <agentlint/resources.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	const struct node *resources = container_resources(container);
	const struct node *limits = node_get(resources, "limits");
	struct finding *finding;

	if (container->role == CONTAINER_EPHEMERAL ||
		container_limit(container, "ephemeral-storage") != LIMIT_NONE)
		return;
	finding = pass_report(pass,
		limits ? node_key_place(limits) : container_place(container),
		"%s '%.*s' has no ephemeral-storage limit",
		CONTAINER_ARG(container));
	finding_field(finding, container->node, "resources");
}

const struct rule missing_disk_limit = {
	.id = "missing-disk-limit",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent's container may fill its node's disk",
	.why = "What a container writes outside its volumes, its logs and its "
	       "emptyDirs lie on the node's disk. A clone, a build or a loop "
	       "that fills it makes the kubelet evict pods, and not the "
	       "agent's first.",
	.fix = "set 'resources.limits.ephemeral-storage'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      resources:\n"
	       "        limits:\n"
	       "          memory: 1Gi\n",
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
		"          memory: 1Gi\n"
		"          ephemeral-storage: 2Gi\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Resource policies" },
			{ "ATT&CK", "T1499" },
			{ "OWASP", "LLM10" },
			{ "CWE", "770" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "storage/ephemeral-storage/" },
			{ 0 },
		},
	.since = "0.1.0",
};
