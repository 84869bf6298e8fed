/* SPDX-License-Identifier: Apache-2.0 */
/* Agents among everything that somebody forgot to put anywhere. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct object *object = pod->object;
	const struct node *namespace =
		node_path(object->root, "metadata.namespace");
	struct finding *finding;

	if (!str_is(object->namespace, "default"))
		return;
	finding = pass_report(pass,
		namespace ? node_place(namespace) : pod_place(pod),
		namespace ? "agent '%.*s' runs in namespace 'default'"
			  : "agent '%.*s' runs in namespace 'default', unless "
			    "whoever applies it says otherwise",
		STR_ARG(object_title(object)));
	if (namespace)
		return;
	finding_field(finding, node_get(object->root, "metadata"), "namespace");
	finding_lower(finding, SEVERITY_NOTE);
}

const struct rule agent_in_default_namespace = {
	.id = "agent-in-default-namespace",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent runs in the namespace 'default'",
	.why = "Pod Security, network policies, quotas and access rights are given "
	       "to namespaces. In 'default' an agent shares them with whatever "
	       "lands there by accident: neither can it be locked down without "
	       "breaking that, nor that kept away from it.",
	.fix = "give agents a namespace of their own, with the label "
	       "'pod-security.kubernetes.io/enforce: restricted'",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  namespace: default\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: agent\n"
	       "      image: registry.example/agent:1.0\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  namespace: agents\n"
		"spec:\n"
		"  containers:\n"
		"    - name: agent\n"
		"      image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.4" },
			{ "NSA", "Namespaces" },
			{ "CWE", "1188" },
			{ "URL", "https://kubernetes.io/docs/concepts/overview/"
				 "working-with-objects/namespaces/" },
			{ 0 },
		},
	.since = "0.1.0",
};
