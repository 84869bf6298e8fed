/* SPDX-License-Identifier: Apache-2.0 */
/* A well-known class name whose RuntimeClass the input does not hold. */
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));

	if (runtime.isolation != ISOLATION_KERNEL || runtime.object ||
		runtime.trusted)
		return;
	finding_unknown(pass_report(pass, node_place(runtime.class),
				"runtime class '%.*s' is taken for %s by its "
				"name alone",
				STR_ARG(node_text(runtime.class)),
				runtime.technology->name),
		"the input holds no RuntimeClass of that name; if the cluster "
		"has none either, the pod is rejected");
}

const struct rule runtime_class_judged_by_name = {
	.id = "runtime-class-judged-by-name",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_NOTE,
	.check_pod = check,
	.summary = "An agent's RuntimeClass is not in the input",
	.why = "The class is known by name, and on a managed cluster it is "
	       "usually there: GKE Sandbox, AKS Pod Sandboxing and "
	       "kata-deploy bring theirs. Elsewhere somebody has to create "
	       "it, and what its handler is configured to be on the nodes is "
	       "not in any manifest. A pod whose class does not exist is "
	       "rejected.",
	.fix = "keep the RuntimeClass beside the agent's manifests, or list "
	       "the class under 'runtime: {trusted: [...]}' in "
	       ".agentlint.yaml",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: node.k8s.io/v1\n"
		"kind: RuntimeClass\n"
		"metadata:\n"
		"  name: gvisor\n"
		"handler: runsc\n"
		"---\n"
		"apiVersion: v1\n"
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
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "containers/runtime-class/" },
			{ 0 },
		},
	.since = "0.1.0",
};
