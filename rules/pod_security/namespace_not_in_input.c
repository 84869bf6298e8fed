/* SPDX-License-Identifier: Apache-2.0 */
/* Namespaces that pods are in and that nobody has shown us. */
#include <agentlint/namespaces.h>

static void
report(struct pass *pass, const struct pod *pod)
{
	const struct node *namespace =
		node_path(pod->object->root, "metadata.namespace");
	struct finding *finding;

	if (node_is_placeholder(namespace))
		return;
	finding = pass_report(pass,
		namespace ? node_place(namespace) : pod_place(pod),
		"namespace '%.*s' is not in the input: nobody can say here "
		"which pods it takes",
		STR_ARG(pod->object->namespace));
	finding_about_pod(finding, pod);
	finding_help(finding,
		"pass the manifest of Namespace '%.*s' as well, for example "
		"from 'kubectl get namespace %.*s -o yaml'",
		STR_ARG(pod->object->namespace),
		STR_ARG(pod->object->namespace));
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct agent_namespaces all = agent_namespaces(pass);

	(void)graph;
	for (size_t i = 0; i < all.count; i++)
		if (!pod_namespace(all.items[i].agent))
			report(pass, all.items[i].agent);
}

const struct rule namespace_not_in_input = {
	.id = "namespace-not-in-input",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_NOTE,
	.check_graph = check,
	.summary = "The namespace of agents is not in the input",
	.why = "Whether Pod Security admission takes the pods, and whether the "
	       "namespace protects its agents at all, stands in labels of the "
	       "Namespace. Without them this layer is not judged.",
	.fix = "pass the Namespace's manifest as well",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  namespace: agents\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: agent\n"
	       "      image: registry.example/agent:1.0\n",
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: agents\n"
		"---\n"
		"apiVersion: v1\n"
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
			{ "CIS", "5.2.1" },
			{ 0 },
		},
	.since = "0.1.0",
};
