/* SPDX-License-Identifier: Apache-2.0 */
/* What the agent mounts, the node and other pods see. */
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
			"what %s '%.*s' mounts appears on the node",
			CONTAINER_ARG(container));
		if (!container_is_privileged(container))
			finding_label(finding,
				"the API server refuses it in a container that "
				"is not privileged");
	}
}

const struct rule mount_propagates_to_node = {
	.id = "mount-propagates-to-node",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's mounts propagate to the node",
	.why = "'mountPropagation: Bidirectional' carries every mount that "
	       "the container makes below this path to the node and to every "
	       "pod that mounts the same path. The agent can lay its own "
	       "files over others', and only privileged containers may ask "
	       "for it.",
	.fix = "drop 'mountPropagation', or set it to 'HostToContainer' or "
	       "'None'",
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
	       "        - name: data\n"
	       "          mountPath: /data\n"
	       "          mountPropagation: Bidirectional\n"
	       "  volumes:\n"
	       "    - name: data\n"
	       "      hostPath:\n"
	       "        path: /data\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - name: data\n"
		"          mountPath: /data\n"
		"  volumes:\n"
		"    - name: data\n"
		"      emptyDir: {}\n",
	.references =
		(const struct reference[]){
			{ "PSS", "privileged" },
			{ "ATT&CK", "T1611" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "storage/volumes/#mount-propagation" },
			{ 0 },
		},
	.since = "0.1.0",
};
