/* SPDX-License-Identifier: Apache-2.0 */
/* The agent may land on any node, the control plane among them. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(toleration, pod_field(pod, "tolerations")) {
		const struct node *key = node_get(toleration, "key");
		const struct node *operator_ = node_get(toleration, "operator");
		struct finding *finding;

		if (!node_is(operator_, "Exists") || node_text(key).len ||
			node_is(node_get(toleration, "effect"),
				"PreferNoSchedule"))
			continue;
		finding = pass_report(pass, node_place(operator_),
			"agent '%.*s' tolerates every taint",
			STR_ARG(object_title(pod->object)));
		finding_label(finding, "the control plane's among them");
	}
}

const struct rule tolerates_every_taint = {
	.id = "tolerates-every-taint",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.summary = "An agent tolerates the taints of every node",
	.why = "Taints keep ordinary pods off the control plane and off nodes "
	       "that are kept for something else. A toleration that 'Exists' "
	       "without a key is for every taint: the agent may be put beside "
	       "etcd and the API server, and what gets out of its sandbox "
	       "there has the cluster.",
	.fix = "name the key of the taint that the agents' nodes have",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  tolerations:\n"
	       "    - operator: Exists\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  tolerations:\n"
		"    - key: sandbox.gke.io/runtime\n"
		"      operator: Equal\n"
		"      value: gvisor\n"
		"      effect: NoSchedule\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "CWE", "653" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "scheduling-eviction/taint-and-toleration/" },
			{ 0 },
		},
	.since = "0.1.0",
};
