/* SPDX-License-Identifier: Apache-2.0 */
/* Scratch space without an end. */
#include <agentlint/rule.h>
#include <agentlint/volume.h>

static void
report(struct pass *pass, const struct pod *pod, const struct node *volume,
	const struct node *empty)
{
	bool memory = node_is(node_get(empty, "medium"), "Memory");
	struct finding *finding = pass_report(pass, node_key_place(empty),
		"emptyDir '%.*s' of agent '%.*s' has no sizeLimit",
		STR_ARG(node_text(node_get(volume, "name"))),
		STR_ARG(object_title(pod->object)));

	finding_label(finding, memory ? "takes the container's memory"
				      : "takes the node's disk");
	finding_field(finding, empty, "sizeLimit");
	if (node_count(empty))
		finding_add_key(finding, false, empty, "sizeLimit", "1Gi");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		const struct node *empty = node_find(volume, "emptyDir");

		if (empty && !node_is_placeholder(empty) &&
			!node_get(empty, "sizeLimit") &&
			pod_mounts(pod, node_text(node_get(volume, "name"))))
			report(pass, pod, volume, empty);
	}
}

const struct rule unbounded_empty_dir = {
	.id = "unbounded-empty-dir",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_pod = check,
	.summary = "An agent's emptyDir has no size limit",
	.why = "An emptyDir without 'sizeLimit' grows until the node's disk "
	       "is full, or with 'medium: Memory' until the container's "
	       "memory limit kills it. Agents clone, build and download into "
	       "just these.",
	.fix = "set 'sizeLimit' on the emptyDir",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - name: workspace\n"
	       "          mountPath: /workspace\n"
	       "  volumes:\n"
	       "    - name: workspace\n"
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
		"        - name: workspace\n"
		"          mountPath: /workspace\n"
		"  volumes:\n"
		"    - name: workspace\n"
		"      emptyDir:\n"
		"        sizeLimit: 2Gi\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Resource policies" },
			{ "ATT&CK", "T1499" },
			{ "CWE", "770" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "storage/volumes/#emptydir" },
			{ 0 },
		},
	.since = "0.1.0",
};
