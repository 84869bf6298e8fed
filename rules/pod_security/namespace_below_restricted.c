/* SPDX-License-Identifier: Apache-2.0 */
/* Namespaces of agents that ask for less than they could. */
#include <agentlint/namespaces.h>
#include <agentlint/pod_security.h>

static void
check(struct pass *pass, const struct object *namespace)
{
	struct pod_security_policy policy = pod_security_policy_of(
		pass_graph(pass), pass_settings(pass), namespace);
	const struct pod_security_demand *enforce =
		&policy.demands[POD_SECURITY_ENFORCE];
	const struct node *label = pod_security_label(namespace, "enforce");
	const struct pod *agent = namespace_agent(pass, namespace);
	struct finding *finding;

	if (!agent || enforce->level != POD_SECURITY_BASELINE)
		return;
	finding = pass_report(pass,
		label ? node_place(label) : object_place(namespace),
		"namespace '%.*s' holds agents and enforces 'baseline', not "
		"'restricted'",
		STR_ARG(namespace->name));
	finding_relate(finding, pod_place(agent), "%.*s '%.*s' runs in it",
		STR_ARG(agent->object->kind),
		STR_ARG(object_title(agent->object)));
	if (label)
		finding_replace(
			finding, false, node_place(label), "restricted");
}

const struct rule namespace_below_restricted = {
	.id = "namespace-below-restricted",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_WARNING,
	.check_object = check,
	.group = "",
	.kind = "Namespace",
	.summary = "A namespace of agents enforces less than 'restricted'",
	.why = "'baseline' keeps out what is known to break isolation, and no "
	       "more: containers may run as root, gain privileges through setuid "
	       "programs and go without a seccomp profile. An agent executes what "
	       "a stranger may have talked it into; it needs none of that.",
	.fix = "set the label 'pod-security.kubernetes.io/enforce: restricted'",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "  labels:\n"
	       "    pod-security.kubernetes.io/enforce: baseline\n"
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
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: agents\n"
		"  labels:\n"
		"    pod-security.kubernetes.io/enforce: restricted\n"
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
			{ "NSA", "Pod security enforcement" },
			{ "OWASP", "ASI05" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
