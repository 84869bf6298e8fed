/* SPDX-License-Identifier: Apache-2.0 */
/* A sandbox's RuntimeClass that claims to work on every node. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct object *class)
{
	const struct technology *technology =
		technology_find(node_text(runtime_class_handler(class)));
	struct finding *finding;

	if (!technology || technology->isolation != ISOLATION_KERNEL ||
		node_count(node_path(class->root, "scheduling.nodeSelector")))
		return;
	finding = pass_report(pass, object_place(class),
		"RuntimeClass '%.*s' says that every node has %s",
		STR_ARG(object_title(class)), technology->name);
	finding_field(finding, class->root, "scheduling");
}

const struct rule runtime_class_without_scheduling = {
	.id = "runtime-class-without-scheduling",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_NOTE,
	.check_object = check,
	.group = "node.k8s.io",
	.kind = "RuntimeClass",
	.summary = "A sandbox's RuntimeClass does not say which nodes have it",
	.why = "Without 'scheduling' Kubernetes takes every node for one that "
	       "has the handler. On a cluster of which only some nodes do, the "
	       "agent lands on the others and hangs in ContainerCreating; "
	       "nothing is lost by that but time, and the patience of whoever "
	       "then removes the class.",
	.fix = "add 'scheduling: {nodeSelector: {...}}' with the label of the "
	       "nodes that have the handler",
	.bad = "apiVersion: node.k8s.io/v1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: gvisor\n"
	       "handler: runsc\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: gvisor\n"
		"handler: runsc\n"
		"scheduling:\n"
		"  nodeSelector:\n"
		"    sandbox: gvisor\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/runtime-class/#scheduling" },
			{ 0 },
		},
	.since = "0.1.0",
};
