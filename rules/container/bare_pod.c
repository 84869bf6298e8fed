/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing starts the agent again. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct object *object)
{
	const struct node *owners =
		node_path(object->root, "metadata.ownerReferences");

	if (node_count(owners) || !object->pod_count || !object->pods->agent)
		return;
	pass_report(pass, object_place(object),
		"agent '%.*s' is a bare pod: nothing starts it again",
		STR_ARG(object_title(object)));
}

const struct rule bare_pod = {
	.id = "bare-pod",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_object = check,
	.group = "",
	.kind = "Pod",
	.summary = "An agent is a bare Pod",
	.why = "A Pod without a controller is gone when its node is drained "
	       "or it is evicted, and nobody replaces it by a patched one. A "
	       "Sandbox, Deployment or Job does, and is the place where "
	       "admission policies for agents look.",
	.fix = "make it the template of a Sandbox, Deployment or Job",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: agents.x-k8s.io/v1beta1\n"
		"kind: Sandbox\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  podTemplate:\n"
		"    spec:\n"
		"      containers:\n"
		"        - name: coder\n"
		"          image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "workloads/pods/#working-with-pods" },
			{ 0 },
		},
	.since = "0.1.0",
};
