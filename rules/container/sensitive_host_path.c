/* SPDX-License-Identifier: Apache-2.0 */
/* A part of the node in the agent's hands that gives the node away. */
#include <agentlint/hardening.h>
#include <agentlint/host_path.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

static void
report(struct pass *pass, const struct node *volume, struct mount mount,
	const struct host_path *known)
{
	bool read_only = node_is_true(node_get(mount.node, "readOnly"));
	const struct node *inside = node_get(mount.node, "mountPath");
	struct finding *finding =
		pass_report(pass, node_place(inside ? inside : mount.node),
			"%s '%.*s' can %s %s", CONTAINER_ARG(mount.container),
			read_only ? "read" : "write", known->what);

	finding_about_container(finding, mount.container);
	finding_relate(finding, node_place(node_path(volume, "hostPath.path")),
		"from the node");
	if (read_only && known->reading == READING_TELLS)
		finding_lower(finding, SEVERITY_WARNING);
}

static void
check_mount(struct pass *pass, const struct node *volume, struct mount mount)
{
	const struct host_path *known = host_path_mounted(volume, mount.node);
	bool read_only = node_is_true(node_get(mount.node, "readOnly"));

	/* Sockets have a rule of their own. */
	if (!known || known->socket ||
		(read_only && known->reading == READING_HARMLESS))
		return;
	report(pass, volume, mount, known);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	pod_each_mount(pass, pod, check_mount);
}

const struct rule sensitive_host_path = {
	.id = "sensitive-host-path",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent mounts a part of the node that gives it away",
	.why = "Some folders of a node are as good as the node: the kubelet's "
	       "credentials and the volumes of every pod under "
	       "/var/lib/kubelet, the environment of every process under "
	       "/proc, what it starts and whom it lets in under /etc. "
	       "Through a hostPath the agent is there, sandboxed or not: "
	       "gVisor and Kata pass the files through. Some need writing to "
	       "do harm; those are not reported where they are read-only.",
	.fix = "drop the mount; give the agent an emptyDir or a "
	       "PersistentVolumeClaim for what it keeps",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - name: node\n"
	       "          mountPath: /node\n"
	       "  volumes:\n"
	       "    - name: node\n"
	       "      hostPath:\n"
	       "        path: /\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - name: workspace\n"
		"          mountPath: /workspace\n"
		"  volumes:\n"
		"    - name: workspace\n"
		"      emptyDir: {}\n",
	.references =
		(const struct reference[]){
			{ "PSS", "hostPathVolumes" },
			{ "CIS", "5.2.11" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "552" },
			{ "URL", "https://kubernetes.io/docs/concepts/storage/"
				 "volumes/#hostpath" },
			{ 0 },
		},
	.since = "0.1.0",
};
