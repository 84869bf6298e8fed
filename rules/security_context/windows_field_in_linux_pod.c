/* SPDX-License-Identifier: Apache-2.0 */
/* windowsOptions in a pod with spec.os.name: linux. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

/* core/v1 PodSpec.os: both windowsOptions must be unset. */
static void
report(struct pass *pass, const struct node *context)
{
	const struct node *options = node_get(context, "windowsOptions");

	if (options)
		pass_report(pass, node_key_place(options),
			"'windowsOptions' may not be set in a pod for Linux");
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct pod *pod = container->pod;

	if (!pod_is_linux(pod))
		return;
	report(pass, container->security_context);
	if (container == pod->containers)
		report(pass, pod->security_context);
}

const struct rule windows_field_in_linux_pod = {
	.id = "windows-field-in-linux-pod",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A pod for Linux has the options that only Windows knows",
	.why = "The API server refuses a pod whose 'spec.os.name' is linux and "
	       "that sets 'windowsOptions', in its own securityContext or in a "
	       "container's. Where a custom resource holds the template, such "
	       "as a Sandbox, the resource is accepted and its pod never "
	       "appears.",
	.fix = "remove 'windowsOptions', or the pod's 'os: {name: linux}'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  os: {name: linux}\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        windowsOptions:\n"
	       "          runAsUserName: ContainerUser\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  os: {name: linux}\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        runAsUser: 65534\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.3" },
			{ "URL", "https://kubernetes.io/docs/concepts/windows/"
				 "intro/" },
			{ 0 },
		},
	.since = "0.1.0",
};
