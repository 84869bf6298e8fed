/* SPDX-License-Identifier: Apache-2.0 */
/* A runtime class whose handler shares the node's kernel. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));
	struct finding *finding;

	if (runtime.isolation != ISOLATION_NONE)
		return;
	finding = pass_report(pass, node_place(runtime.class),
		"runtime class '%.*s' does not isolate agent '%.*s' from the "
		"node's kernel",
		STR_ARG(node_text(runtime.class)),
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "this is %s", runtime.technology->name);
	if (runtime.handler)
		finding_relate(finding, node_place(runtime.handler),
			"the handler of that class");
}

const struct rule runtime_class_not_isolating = {
	.id = "runtime-class-not-isolating",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's runtime class shares the node's kernel",
	.why = "A runtime class is only a name; what counts is the handler "
	       "behind it. runc, crun, NVIDIA's wrappers of runc and Sysbox "
	       "start ordinary containers, so the agent's system calls reach "
	       "the node's kernel and one hole in it is the node. The class "
	       "makes the manifest look sandboxed.",
	.fix = "name a class with an isolating handler: runsc (gVisor) or one "
	       "of Kata's (kata, kata-qemu, kata-clh, ...)",
	.bad = "apiVersion: node.k8s.io/v1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: sandboxed\n"
	       "handler: runc\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: sandboxed\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: sandboxed\n"
		"handler: runsc\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: sandboxed\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "ATT&CK", "T1068" },
			{ "OWASP", "ASI05" },
			{ "CWE", "653" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/runtime-class/" },
			{ 0 },
		},
	.since = "0.1.0",
};
