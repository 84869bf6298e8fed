/* SPDX-License-Identifier: Apache-2.0 */
/* No runtimeClassName: the node's default runtime, and the node's kernel. */
#include <string.h>

#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

/* The first RuntimeClass of the input that isolates, or NULL. */
static const struct object *
isolating_class(const struct graph *graph)
{
	struct object_range classes =
		graph_objects_of(graph, "node.k8s.io", "RuntimeClass");

	for (const struct object *const *o = classes.begin; o != classes.end;
		o++) {
		const struct technology *technology =
			technology_find(node_text(runtime_class_handler(*o)));

		if (technology && technology->isolation == ISOLATION_KERNEL &&
			(*o)->name.len > 0)
			return *o;
	}
	return NULL;
}

static void
offer(struct pass *pass, struct finding *finding, const struct pod *pod,
	const struct object *class)
{
	char *name;

	if (!class)
		return;
	finding_relate(finding, object_place(class), "this class isolates");
	finding_help(finding, "set 'runtimeClassName: %.*s' in the pod's spec",
		STR_ARG(object_title(class)));
	if (node_find(pod->spec, "runtimeClassName"))
		return;
	name = pass_alloc(pass, class->name.len + 1);
	memcpy(name, class->name.ptr, class->name.len);
	finding_add_key(finding, false, pod->spec, "runtimeClassName", name);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));
	struct finding *finding;

	if (!runtime.absent || node_is_placeholder(pod->spec) ||
		!pod_can_carry(pod, "runtimeClassName"))
		return;
	finding = pass_report(pass,
		runtime.class ? node_place(runtime.class) : pod_spec_place(pod),
		"agent '%.*s' has no runtime class: its containers share the "
		"node's kernel",
		STR_ARG(object_title(pod->object)));
	if (runtime.class)
		finding_label(finding, "empty means none");
	else
		finding_field(finding, pod->spec, "runtimeClassName");
	if (pod_is_windows(pod))
		finding_help(finding,
			"name a RuntimeClass with Hyper-V isolation, such as "
			"one with the handler 'runhcs-wcow-hypervisor'");
	else
		offer(pass, finding, pod, isolating_class(pass_graph(pass)));
}

const struct rule no_runtime_class = {
	.id = "no-runtime-class",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's pod asks for no isolating runtime",
	.why = "Without 'runtimeClassName' the pod runs under the node's "
	       "default runtime, normally runc, and every system call of the "
	       "agent goes to the kernel that the node and all its pods "
	       "share. An agent executes what a model wrote, so it is the "
	       "workload to assume hostile: one kernel or runtime hole, and "
	       "whoever steers it owns the node. gVisor answers the calls in "
	       "a kernel of its own in user space, Kata Containers in a "
	       "virtual machine.",
	.fix = "set 'runtimeClassName: gvisor', or the name of a Kata class, "
	       "in the pod's spec, and have its RuntimeClass in the cluster",
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
		"  runtimeClassName: gvisor\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Hardening container environments" },
			{ "ATT&CK", "T1611" },
			{ "ATT&CK", "T1068" },
			{ "OWASP", "ASI05" },
			{ "OWASP", "LLM06" },
			{ "CWE", "653" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/runtime-class/" },
			{ "URL", "https://gvisor.dev/docs/user_guide/"
				 "containerd/quick_start/" },
			{ 0 },
		},
	.since = "0.1.0",
};
