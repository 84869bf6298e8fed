/* SPDX-License-Identifier: Apache-2.0 */
/* hostPort: a port of the node that leads to the agent. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static const struct node *
host_port_of(const struct node *port)
{
	const struct node *host = node_get(port, "hostPort");

	return node_is_int(host, 0) ? NULL : host;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct finding *finding = NULL;

	/* Every port is the node's then; host-network says so. */
	if (node_is_true(pod_field(container->pod, "hostNetwork")))
		return;
	NODE_EACH(port, node_get(container->node, "ports")) {
		const struct node *host = host_port_of(port);

		if (!host)
			continue;
		if (finding) {
			finding_relate(
				finding, node_place(host), "and this one");
			continue;
		}
		finding = pass_report(pass, node_place(host),
			"%s '%.*s' takes port %.*s of its node",
			CONTAINER_ARG(container), STR_ARG(node_text(host)));
		finding_label(finding, "open on the node's addresses");
	}
}

const struct rule host_port = {
	.id = "host-port",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "An agent's container takes a port of its node",
	.why = "A hostPort opens the agent on every address of its node, "
	       "beside Services and their policies: whoever reaches the node "
	       "reaches the agent, with the node's address as the source on "
	       "some network plugins, so that ingress policies let it pass. "
	       "Pod Security 'baseline' refuses it.",
	.fix = "remove 'hostPort' and publish the agent through a Service",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      ports:\n"
	       "        - containerPort: 8080\n"
	       "          hostPort: 8080\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      ports:\n"
		"        - containerPort: 8080\n",
	.references =
		(const struct reference[]){
			{ "PSS", "hostPorts" },
			{ "CIS", "5.2.12" },
			{ "NSA", "Network separation and hardening" },
			{ "ATT&CK", "T1133" },
			{ "CWE", "668" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
