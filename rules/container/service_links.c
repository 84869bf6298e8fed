/* SPDX-License-Identifier: Apache-2.0 */
/* The environment lists every Service of the namespace. */
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	const struct node *links = pod_field(pod, "enableServiceLinks");
	struct finding *finding;

	/* Knative turns them off by itself. */
	if (!pod_can_carry(pod, "enableServiceLinks") || pod->guessed ||
		str_is(pod->object->group, "serving.knative.dev") ||
		(links && !node_is_true(links)))
		return;
	finding = pass_report(pass,
		links ? node_place(links) : pod_spec_place(pod),
		"the environment of agent '%.*s' lists the services of its "
		"namespace",
		STR_ARG(object_title(pod->object)));
	if (links) {
		finding_replace(finding, false, node_place(links), "false");
		return;
	}
	finding_field(finding, pod->spec, "enableServiceLinks");
	if (!pod->partial)
		finding_add_key(finding, false, pod->spec, "enableServiceLinks",
			"false");
}

const struct rule service_links = {
	.id = "service-links",
	.module = MODULE_CONTAINER,
	.severity = SEVERITY_NOTE,
	.check_pod = check,
	.summary = "An agent's environment lists the Services of its "
		   "namespace",
	.why = "Unless the pod says no, the kubelet puts the address and "
	       "ports of every Service of the namespace into the environment "
	       "of every container. An agent that is asked to look around "
	       "needs no scan: 'env' is the map.",
	.fix = "set 'enableServiceLinks: false' in the pod's spec",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  enableServiceLinks: false\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Hardening container environments" },
			{ "ATT&CK", "T1046" },
			{ "CWE", "668" },
			{ "URL",
				"https://kubernetes.io/docs/tutorials/"
				"services/connect-applications-service/#environment-variables" },
			{ 0 },
		},
	.since = "0.1.0",
};
