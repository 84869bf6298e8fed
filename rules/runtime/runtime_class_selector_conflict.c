/* SPDX-License-Identifier: Apache-2.0 */
/* A nodeSelector that contradicts the RuntimeClass's. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct object *class = pod_runtime_class(pod);
	const struct node *theirs =
		class ? node_path(class->root, "scheduling.nodeSelector")
		      : NULL;

	NODE_EACH(ours, pod_field(pod, "nodeSelector")) {
		const struct node *their = node_get_str(theirs, ours->key);
		struct finding *finding;

		if (!their || str_equal(node_text(ours), node_text(their)) ||
			node_is_placeholder(ours) || node_is_placeholder(their))
			continue;
		finding = pass_report(pass, node_place(ours),
			"the nodeSelector of agent '%.*s' contradicts that of "
			"its runtime class",
			STR_ARG(object_title(pod->object)));
		finding_label(finding, "the class wants '%.*s'",
			STR_ARG(node_text(their)));
		finding_relate(finding, node_place(their), "of this class");
	}
}

const struct rule runtime_class_selector_conflict = {
	.id = "runtime-class-selector-conflict",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's nodeSelector contradicts its RuntimeClass",
	.why = "The RuntimeClass admission plugin merges the class's "
	       "nodeSelector into the pod's and rejects the pod when both "
	       "have a key with different values. The Deployment or Sandbox "
	       "is accepted, its pods never appear, and dropping the runtime "
	       "class makes the error go away.",
	.fix = "remove the key from the pod's nodeSelector; the class brings "
	       "its own",
	.bad = "apiVersion: node.k8s.io/v1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: gvisor\n"
	       "handler: runsc\n"
	       "scheduling:\n"
	       "  nodeSelector:\n"
	       "    pool: sandboxed\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  nodeSelector:\n"
	       "    pool: agents\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: gvisor\n"
		"handler: runsc\n"
		"scheduling:\n"
		"  nodeSelector:\n"
		"    pool: sandboxed\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: gvisor\n"
		"  nodeSelector:\n"
		"    disk: fast\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/runtime-class/#scheduling" },
			{ 0 },
		},
	.since = "0.1.0",
};
