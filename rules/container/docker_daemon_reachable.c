/* SPDX-License-Identifier: Apache-2.0 */
/* A Docker daemon takes the agent's orders over the network. */
#include <agentlint/hardening.h>
#include <agentlint/image.h>
#include <agentlint/rule.h>
#include <agentlint/volume.h>

static struct str
docker_host(const struct node *item)
{
	return str_is(node_text(node_get(item, "name")), "DOCKER_HOST")
		       ? node_text(node_get(item, "value"))
		       : (struct str){ 0 };
}

/* Whether the socket at PATH comes from a volume that containers of the pod
 * share; one of the node's is told where it is mounted. */
static bool
is_shared(const struct container *container, struct str path)
{
	NODE_EACH(mount, node_get(container->node, "volumeMounts")) {
		struct str at = node_text(node_get(mount, "mountPath"));
		const struct node *volume = pod_volume(
			container->pod, node_text(node_get(mount, "name")));

		if (at.len > 1 && str_equal(str_head(path, at.len), at) &&
			volume && !node_get(volume, "hostPath"))
			return true;
	}
	return false;
}

static bool
reaches_daemon(const struct container *container, struct str host)
{
	static const char socket[] = "unix://";

	if (str_starts(host, "tcp://") || str_starts(host, "ssh://"))
		return true;
	return str_starts(host, socket) &&
	       is_shared(container, str_from(host, sizeof(socket) - 1));
}

static void
check_variables(struct pass *pass, const struct container *container)
{
	NODE_EACH(item, node_get(container->node, "env")) {
		struct finding *finding;

		if (!reaches_daemon(container, docker_host(item)))
			continue;
		finding = pass_report(pass, node_place(node_get(item, "value")),
			"%s '%.*s' gives orders to a Docker daemon",
			CONTAINER_ARG(container));
		finding_label(finding, "as good as root where it runs");
	}
}

/* docker:28-dind, docker:dind-rootless, acme/dind. */
static bool
is_daemon(const struct container *container)
{
	const char *problem;
	struct image image;

	if (!image_parse(node_text(node_get(container->node, "image")), &image,
		    &problem))
		return false;
	return str_contains(image_base(&image), "dind") ||
	       (str_is(image_base(&image), "docker") &&
		       str_contains(image.tag, "dind"));
}

/* A neighbour that has the daemon, and says so nowhere else. */
static const struct container *
silent_neighbour(const struct container *daemon)
{
	const struct pod *pod = daemon->pod;
	const struct container *found = NULL;

	for (size_t i = 0; i < pod->container_count; i++) {
		const struct container *other = &pod->containers[i];

		NODE_EACH(item, node_get(other->node, "env"))
			if (reaches_daemon(other, docker_host(item)))
				return NULL;
		if (!found && other != daemon && !is_daemon(other))
			found = other;
	}
	return found;
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct container *neighbour =
		is_daemon(container) ? silent_neighbour(container) : NULL;
	struct finding *finding;

	check_variables(pass, container);
	if (!neighbour)
		return;
	finding = pass_report(pass,
		node_place(node_get(container->node, "image")),
		"%s '%.*s' is a Docker daemon in the agent's pod",
		CONTAINER_ARG(container));
	finding_label(finding, "as good as root where it runs");
	finding_relate(finding, container_place(neighbour),
		"reaches it on localhost, or by a socket");
}

const struct rule docker_daemon_reachable = {
	.id = "docker-daemon-reachable",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent gives orders to a Docker daemon",
	.why = "Whoever may speak to a Docker daemon starts privileged "
	       "containers with any path of its host in them. On a node that "
	       "is the node; in a docker:dind sidecar, which must be "
	       "privileged, it is the way to the node as well.",
	.fix = "build images with a rootless builder in a pod of its own, and "
	       "let the agent ask for a sandbox instead of starting containers",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      env:\n"
	       "        - name: DOCKER_HOST\n"
	       "          value: tcp://localhost:2375\n",
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
			{ "ATT&CK", "T1611" },
			{ "ATT&CK", "T1610" },
			{ "OWASP", "ASI05" },
			{ "CWE", "668" },
			{ "URL", "https://docs.docker.com/engine/"
				 "security/protect-access/" },
			{ 0 },
		},
	.since = "0.1.0",
};
