/* SPDX-License-Identifier: Apache-2.0 */
/* Whoever speaks to the container runtime owns the node. */
#include <agentlint/hardening.h>
#include <agentlint/host_path.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

static void
check_mount(struct pass *pass, const struct node *volume, struct mount mount)
{
	const struct host_path *known = host_path_mounted(volume, mount.node);
	const struct node *path = node_path(volume, "hostPath.path");
	const struct node *inside = node_get(mount.node, "mountPath");
	struct finding *finding;

	if (!known || !known->socket)
		return;
	finding = pass_report(pass, node_place(inside ? inside : mount.node),
		"%s '%.*s' mounts %s", CONTAINER_ARG(mount.container),
		known->what);
	finding_about_container(finding, mount.container);
	finding_relate(finding, node_place(path), "from the node");
	if (node_is_true(node_get(mount.node, "readOnly")))
		finding_relate(finding,
			node_place(node_get(mount.node, "readOnly")),
			"does not keep anybody from connecting");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	pod_each_mount(pass, pod, check_mount);
}

const struct rule runtime_socket_mounted = {
	.id = "runtime-socket-mounted",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent's container holds the container runtime's socket",
	.why = "The runtime's socket takes orders from whoever can connect: "
	       "start a privileged container with the node's disk in it, "
	       "read any other container's files and keys. Agents are often "
	       "given docker.sock to start sandboxes for their tools; one "
	       "injected prompt then starts something else. No sandbox, "
	       "seccomp profile or user id holds against it, and mounting it "
	       "read-only changes nothing.",
	.fix = "drop the mount; let the agent ask the cluster for a sandbox "
	       "of its own, such as a SandboxClaim, or build images with a "
	       "rootless builder in a pod of its own",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - name: docker\n"
	       "          mountPath: /var/run/docker.sock\n"
	       "  volumes:\n"
	       "    - name: docker\n"
	       "      hostPath:\n"
	       "        path: /var/run/docker.sock\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "hostPathVolumes" },
			{ "CIS", "5.2.11" },
			{ "ATT&CK", "T1611" },
			{ "ATT&CK", "T1610" },
			{ "OWASP", "ASI05" },
			{ "CWE", "668" },
			{ "URL", "https://docs.docker.com/engine/security/"
				 "#docker-daemon-attack-surface" },
			{ 0 },
		},
	.since = "0.1.0",
};
