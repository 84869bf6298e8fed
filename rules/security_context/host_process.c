/* SPDX-License-Identifier: Apache-2.0 */
/* Windows HostProcess containers: processes of the node, not in a container. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static const struct node *
host_process_of(struct setting windows_options)
{
	const struct node *host = node_get(windows_options.node, "hostProcess");

	return node_is_true(host) ? host : NULL;
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct pod *pod = container->pod;
	const struct node *own = host_process_of(
		container_own_setting(container, "windowsOptions"));
	const struct node *pods =
		host_process_of(pod_setting(pod, "windowsOptions"));

	/* Refused: windows-field-in-linux-pod tells of it. */
	if (pod_is_linux(pod))
		return;
	if (pods && container == pod->containers)
		finding_about_pod(
			pass_report(pass, node_place(pods),
				"agent '%.*s' runs as processes of its node",
				STR_ARG(object_title(pod->object))),
			pod);
	if (own)
		pass_report(pass, node_place(own),
			"%s '%.*s' runs as a process of its node",
			CONTAINER_ARG(container));
}

const struct rule host_process = {
	.id = "host-process",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent runs as a Windows HostProcess container",
	.why = "A HostProcess container is no container: its processes run on "
	       "the Windows node with its file system, its network and the "
	       "rights of the account that it names, up to SYSTEM. It is the "
	       "privileged container of Windows.",
	.fix = "remove 'windowsOptions.hostProcess: true'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  os: {name: windows}\n"
	       "  hostNetwork: true\n"
	       "  securityContext:\n"
	       "    windowsOptions:\n"
	       "      hostProcess: true\n"
	       "      runAsUserName: NT AUTHORITY\\SYSTEM\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  os: {name: windows}\n"
		"  securityContext:\n"
		"    windowsOptions:\n"
		"      runAsUserName: ContainerUser\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "windowsHostProcess" },
			{ "CIS", "5.2.10" },
			{ "ATT&CK", "T1611" },
			{ "CWE", "250" },
			{ "URL", "https://kubernetes.io/docs/tasks/"
				 "configure-pod-container/"
				 "create-hostprocess-pod/" },
			{ 0 },
		},
	.since = "0.1.0",
};
