/* SPDX-License-Identifier: Apache-2.0 */
/* The kubelet calls whom a probe or a hook names. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check_handler(struct pass *pass, const struct container *container,
	const struct node *handler)
{
	static const char *const actions[] = { "httpGet", "tcpSocket" };

	for (size_t i = 0; i < 2; i++) {
		const struct node *host =
			node_get(node_get(handler, actions[i]), "host");
		struct finding *finding;

		if (!node_text(host).len)
			continue;
		finding = pass_report(pass, node_place(host),
			"%s '%.*s' makes its node call '%.*s'",
			CONTAINER_ARG(container), STR_ARG(node_text(host)));
		finding_label(finding, "called from the node's network");
	}
}

static void
check(struct pass *pass, const struct container *container)
{
	static const char *const handlers[] = { "livenessProbe",
		"readinessProbe", "startupProbe", "lifecycle.postStart",
		"lifecycle.preStop" };

	for (size_t i = 0; i < sizeof(handlers) / sizeof(*handlers); i++)
		check_handler(pass, container,
			node_path(container->node, handlers[i]));
}

const struct rule probe_of_other_host = {
	.id = "probe-of-other-host",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "A probe or a hook of an agent makes its node call a host",
	.why = "The kubelet runs probes and hooks, from the node's network, "
	       "past every network policy of the pod. With 'host' they go to "
	       "an address of the manifest's choice, the node's own or the "
	       "metadata service's among them, and their success or failure "
	       "comes back as the pod's status. Pod Security 'baseline' "
	       "refuses the field since Kubernetes 1.34.",
	.fix = "remove 'host': the probe then goes to the pod itself",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      livenessProbe:\n"
	       "        httpGet:\n"
	       "          path: /\n"
	       "          port: 8080\n"
	       "          host: 169.254.169.254\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      livenessProbe:\n"
		"        httpGet:\n"
		"          path: /\n"
		"          port: 8080\n",
	.references =
		(const struct reference[]){
			{ "PSS", "hostProbesAndHostLifecycle" },
			{ "ATT&CK", "T1552.005" },
			{ "CWE", "918" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
