/* SPDX-License-Identifier: Apache-2.0 */
/* Kata's debugging variants: a console into the guest. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));
	struct finding *finding;

	if (runtime.absent || !runtime_is_debug(&runtime))
		return;
	finding = pass_report(pass, node_place(runtime.class),
		"runtime class '%.*s' of agent '%.*s' is a variant for "
		"debugging",
		STR_ARG(node_text(runtime.class)),
		STR_ARG(object_title(pod->object)));
	finding_label(finding, "opens a console into the guest");
	if (runtime.handler)
		finding_relate(finding, node_place(runtime.handler),
			"the handler of that class");
}

const struct rule debug_runtime_class = {
	.id = "debug-runtime-class",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent runs in a debugging variant of its sandbox",
	.why = "kata-deploy can install each of its runtimes twice more, as "
	       "kata-<shim>-debug and kata-<shim>-devkit. They enable the "
	       "guest's debug console: a shell in the virtual machine that "
	       "no container, no policy and no log of yours stands before.",
	.fix = "name the class without '-debug' or '-devkit'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: kata-qemu-debug\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: kata-qemu\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CWE", "489" },
			{ "URL", "https://github.com/kata-containers/"
				 "kata-containers/tree/main/tools/packaging/"
				 "kata-deploy" },
			{ 0 },
		},
	.since = "0.1.0",
};
