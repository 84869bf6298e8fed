/* SPDX-License-Identifier: Apache-2.0 */
/* Virtual machines that the scheduler does not count. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct object *class)
{
	const struct technology *technology =
		technology_find(node_text(runtime_class_handler(class)));
	struct finding *finding;

	if (!technology || !sandbox_is_kata(technology->sandbox) ||
		node_count(node_path(class->root, "overhead.podFixed")))
		return;
	finding = pass_report(pass, object_place(class),
		"RuntimeClass '%.*s' does not count the virtual machine's own "
		"memory",
		STR_ARG(object_title(class)));
	finding_field(finding, class->root, "overhead");
}

const struct rule runtime_class_without_overhead = {
	.id = "runtime-class-without-overhead",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_NOTE,
	.check_object = check,
	.group = "node.k8s.io",
	.kind = "RuntimeClass",
	.summary = "Kata's RuntimeClass has no overhead",
	.why = "Each Kata pod brings a virtual machine monitor and a guest "
	       "kernel that need memory beyond the containers' limits. "
	       "kata-deploy declares 130Mi to 320Mi for the usual "
	       "hypervisors and more for confidential guests. What is not "
	       "declared the scheduler does not count, and a node full of "
	       "agents runs out of memory.",
	.fix = "add 'overhead: {podFixed: {memory: 320Mi, cpu: 250m}}', as "
	       "kata-deploy does for QEMU",
	.bad = "apiVersion: node.k8s.io/v1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: kata\n"
	       "handler: kata-qemu\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: kata\n"
		"handler: kata-qemu\n"
		"overhead:\n"
		"  podFixed:\n"
		"    memory: 320Mi\n"
		"    cpu: 250m\n",
	.references =
		(const struct reference[]){
			{ "CWE", "770" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "scheduling-eviction/pod-overhead/" },
			{ "URL", "https://github.com/kata-containers/"
				 "kata-containers/tree/main/tools/packaging/"
				 "kata-deploy" },
			{ 0 },
		},
	.since = "0.1.0",
};
