/* SPDX-License-Identifier: Apache-2.0 */
/* A GPU that the agent's sandbox has no way to. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

/* kata-deploy's classes for GPUs carry it in their names; a class of another
 * name is judged by its handler. */
static bool
is_gpu_class(const struct runtime *runtime)
{
	const struct node *name =
		runtime->handler ? runtime->handler : runtime->class;

	return str_contains(node_text(name), "gpu");
}

static const char *
obstacle(const struct runtime *runtime, struct str resource)
{
	bool nvidia = str_starts(resource, "nvidia.com/");

	if (runtime->sandbox == SANDBOX_KATA && !is_gpu_class(runtime))
		return "only Kata's kata-qemu-nvidia-gpu classes pass GPUs "
		       "through";
	if (sandbox_is_gvisor(runtime->sandbox) && !nvidia)
		return "gVisor passes NVIDIA's GPUs through, and no others";
	return NULL;
}

static bool
is_gpu(struct str resource)
{
	return str_is(resource, "nvidia.com/gpu") ||
	       str_starts(resource, "nvidia.com/mig-") ||
	       str_is(resource, "amd.com/gpu") ||
	       str_starts(resource, "gpu.intel.com/");
}

static void
check(struct pass *pass, const struct container *container)
{
	struct runtime runtime =
		pod_runtime(container->pod, pass_settings(pass));

	NODE_EACH(limit, node_path(container->node, "resources.limits")) {
		const char *why = is_gpu(limit->key)
					  ? obstacle(&runtime, limit->key)
					  : NULL;
		struct finding *finding;

		if (!why)
			continue;
		finding = pass_report(pass, node_key_place(limit),
			"%s '%.*s' asks for '%.*s', which runtime class "
			"'%.*s' does not pass through",
			CONTAINER_ARG(container), STR_ARG(limit->key),
			STR_ARG(node_text(runtime.class)));
		finding_label(finding, "%s", why);
		finding_relate(finding, node_place(runtime.class),
			"this sandbox: %s", runtime.technology->name);
	}
}

const struct rule gpu_outside_sandbox = {
	.id = "gpu-outside-sandbox",
	.module = MODULE_RUNTIME,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent's sandbox has no way to the GPU that it asks for",
	.why = "A virtual machine sees a GPU only when it is handed over whole, "
	       "which kata-deploy's kata-qemu-nvidia-gpu classes do and its "
	       "others do not; gVisor forwards calls to NVIDIA's driver and "
	       "to no other. The pod is scheduled, finds no GPU and fails, "
	       "and the fix that comes to mind is to run the agent without a "
	       "sandbox.",
	.fix = "use a class that passes the GPU through, such as "
	       "'kata-qemu-nvidia-gpu', or move the model to a pod of its own "
	       "and leave the agent without a GPU",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: kata-qemu\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      resources:\n"
	       "        limits:\n"
	       "          nvidia.com/gpu: 1\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: kata-qemu-nvidia-gpu\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      resources:\n"
		"        limits:\n"
		"          nvidia.com/gpu: 1\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://gvisor.dev/docs/user_guide/gpu/" },
			{ "URL", "https://github.com/kata-containers/"
				 "kata-containers/tree/main/tools/packaging/"
				 "kata-deploy" },
			{ 0 },
		},
	.since = "0.1.0",
};
