/* SPDX-License-Identifier: Apache-2.0 */
/* A Docker daemon takes the agent's orders over the network. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	NODE_EACH(item, node_get(container->node, "env")) {
		const struct node *value = node_get(item, "value");
		struct finding *finding;

		/* A socket is told where it is mounted. */
		if (!str_is(node_text(node_get(item, "name")), "DOCKER_HOST") ||
			!str_starts(node_text(value), "tcp://"))
			continue;
		finding = pass_report(pass, node_place(value),
			"%s '%.*s' gives orders to a Docker daemon",
			CONTAINER_ARG(container));
		finding_label(finding, "as good as root where it runs");
	}
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
