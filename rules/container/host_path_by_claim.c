/* SPDX-License-Identifier: Apache-2.0 */
/* The node's files behind a claim, where no check of pods looks. */
#include <agentlint/hardening.h>
#include <agentlint/host_path.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

/* The volume whose claimRef is that claim, or NULL. */
static const struct object *
bound_by_reference(
	const struct graph *graph, struct str namespace, struct str claim)
{
	struct object_range volumes =
		graph_objects_of(graph, "", "PersistentVolume");

	for (; volumes.begin != volumes.end; volumes.begin++) {
		const struct node *ref =
			node_path((*volumes.begin)->root, "spec.claimRef");

		if (str_equal(node_text(node_get(ref, "name")), claim) &&
			str_equal(node_text(node_get(ref, "namespace")),
				namespace))
			return *volumes.begin;
	}
	return NULL;
}

/* The PersistentVolume that the claim is tied to by name, or NULL. */
static const struct object *
volume_of(const struct pod *pod, struct str claim)
{
	const struct graph *graph = pod->object->graph;
	struct str namespace = pod->object->namespace;
	const struct object *object = graph_find(
		graph, "", "PersistentVolumeClaim", namespace, claim);
	struct str name =
		object ? node_text(node_path(object->root, "spec.volumeName"))
		       : (struct str){ 0 };

	if (!claim.len)
		return NULL;
	if (name.len)
		return graph_find(
			graph, "", "PersistentVolume", (struct str){ 0 }, name);
	return bound_by_reference(graph, namespace, claim);
}

static void
report(struct pass *pass, const struct pod *pod, struct mount mount,
	const struct node *claim, const struct node *path)
{
	const struct host_path *known = host_path_find(node_text(path));
	struct finding *finding = pass_report(pass, node_place(claim),
		"agent '%.*s' mounts %s%.*s%s by a claim",
		STR_ARG(object_title(pod->object)), known ? known->what : "'",
		known ? 0 : (int)node_text(path).len,
		known ? "" : node_text(path).ptr, known ? "" : "' of its node");

	finding_about_container(finding, mount.container);
	finding_relate(finding, node_place(path), "from the node");
	finding_relate(finding, node_place(node_get(mount.node, "mountPath")),
		"%s '%.*s' has it here", CONTAINER_ARG(mount.container));
	if (!known)
		finding_lower(finding, SEVERITY_WARNING);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(volume, pod_field(pod, "volumes")) {
		const struct node *claim =
			node_path(volume, "persistentVolumeClaim.claimName");
		const struct object *persistent =
			volume_of(pod, node_text(claim));
		const struct node *path =
			persistent ? node_path(persistent->root,
					     "spec.hostPath.path")
				   : NULL;
		struct mount mount =
			pod_next_mount(pod, node_text(node_get(volume, "name")),
				(struct mount){ 0 });

		if (node_text(path).len && mount.node)
			report(pass, pod, mount, claim, path);
	}
}

const struct rule host_path_by_claim = {
	.id = "host-path-by-claim",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary = "An agent mounts a path of its node by a claim",
	.why = "A PersistentVolume of type 'hostPath' is a path of the node, "
	       "and a claim hands it to any pod that names the claim. Pod "
	       "Security looks at the pod alone and admits it, 'restricted' "
	       "as well. Some guides give an agent the container runtime's "
	       "socket in this way. What is known to give the node away is "
	       "an error, another path a warning.",
	.fix = "use a storage class whose volumes are disks; the node's paths "
	       "are not for agents",
	.bad = "apiVersion: v1\n"
	       "kind: PersistentVolume\n"
	       "metadata:\n"
	       "  name: docker\n"
	       "spec:\n"
	       "  hostPath:\n"
	       "    path: /var/run/docker.sock\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: PersistentVolumeClaim\n"
	       "metadata:\n"
	       "  name: docker\n"
	       "spec:\n"
	       "  volumeName: docker\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      volumeMounts:\n"
	       "        - {name: data, mountPath: /data}\n"
	       "  volumes:\n"
	       "    - name: data\n"
	       "      persistentVolumeClaim: {claimName: docker}\n",
	.good = "apiVersion: v1\n"
		"kind: PersistentVolume\n"
		"metadata:\n"
		"  name: docker\n"
		"spec:\n"
		"  csi:\n"
		"    driver: disks.example.org\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: PersistentVolumeClaim\n"
		"metadata:\n"
		"  name: docker\n"
		"spec:\n"
		"  volumeName: docker\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      volumeMounts:\n"
		"        - {name: data, mountPath: /data}\n"
		"  volumes:\n"
		"    - name: data\n"
		"      persistentVolumeClaim: {claimName: docker}\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.1.9" },
			{ "CIS", "5.2.11" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "552" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/storage/"
				 "persistent-volumes/" },
			{ 0 },
		},
	.since = "0.1.0",
};
