/* SPDX-License-Identifier: Apache-2.0 */
/* Mounts of the container that appear on the node. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	NODE_EACH(mount, node_get(container->node, "volumeMounts")) {
		const struct node *propagation =
			node_get(mount, "mountPropagation");
		struct finding *finding;

		if (!node_is(propagation, "Bidirectional"))
			continue;
		finding = pass_report(pass, node_place(propagation),
			"what %s '%.*s' mounts appears on its node",
			CONTAINER_ARG(container));
		if (!container_is_privileged(container))
			finding_label(finding,
				"and the API server takes it from privileged "
				"containers only");
		finding_replace(finding, false, node_place(propagation),
			"HostToContainer");
	}
}

const struct rule bidirectional_mount = {
	.id = "bidirectional-mount",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "Mounts of an agent's container appear on its node",
	.why = "With 'mountPropagation: Bidirectional' a mount that the "
	       "container makes below the volume is made on the node and in "
	       "every pod that shares the volume. An agent that may mount "
	       "puts its files over others' that way, the node's own "
	       "included. The API server accepts it in privileged containers "
	       "alone, which says what it is.",
	.fix = "remove 'mountPropagation', or set it to 'HostToContainer' where "
	       "the agent must see mounts of the node",
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
	       "      volumeMounts:\n"
	       "        - name: work\n"
	       "          mountPath: /work\n"
	       "          mountPropagation: Bidirectional\n"
	       "  volumes:\n"
	       "    - name: work\n"
	       "      emptyDir: {}\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - name: work\n"
		"          mountPath: /work\n"
		"  volumes:\n"
		"    - name: work\n"
		"      emptyDir: {}\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/storage/"
				 "volumes/#mount-propagation" },
			{ 0 },
		},
	.since = "0.1.0",
};
