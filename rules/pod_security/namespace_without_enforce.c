/* SPDX-License-Identifier: Apache-2.0 */
/* Namespaces of agents that take any pod. */
#include <agentlint/namespaces.h>
#include <agentlint/pod_security.h>

/* A label that was meant to be the missing one, as far as one can tell. */
static const struct node *
misspelt_label(const struct object *namespace)
{
	NODE_EACH(label, namespace->labels)
		if (str_starts(label->key, POD_SECURITY_PREFIX "enforce") &&
			!str_is(label->key, POD_SECURITY_PREFIX "enforce") &&
			!str_ends(label->key, "-version"))
			return label;
	return NULL;
}

static struct place
labels_place(const struct object *namespace)
{
	return namespace->labels ? node_key_place(namespace->labels)
				 : object_place(namespace);
}

static void
report(struct pass *pass, const struct object *namespace,
	const struct pod_security_demand *demand, const struct pod *agent)
{
	const struct node *label = pod_security_label(namespace, "enforce");
	const struct node *misspelt = misspelt_label(namespace);
	struct finding *finding = pass_report(pass,
		label ? demand->place : labels_place(namespace),
		label ? "namespace '%.*s' holds agents and enforces 'privileged': it "
			"takes any pod"
		      : "namespace '%.*s' holds agents and enforces no Pod Security "
			"Standard: it takes any pod",
		STR_ARG(namespace->name));

	finding_about_object(finding, namespace);
	finding_relate(finding, pod_place(agent), "%.*s '%.*s' runs in it",
		STR_ARG(agent->object->kind),
		STR_ARG(object_title(agent->object)));
	if (label) {
		finding_replace(
			finding, false, node_place(label), "restricted");
		return;
	}
	if (misspelt)
		finding_relate(finding, node_key_place(misspelt),
			"the server does not know this label");
	finding_field(finding,
		namespace->labels ? namespace->labels
				  : node_get(namespace->root, "metadata"),
		namespace->labels ? POD_SECURITY_PREFIX "enforce" : "labels");
	finding_add_key(finding, false, namespace->labels,
		POD_SECURITY_PREFIX "enforce", "restricted");
}

static void
check(struct pass *pass, const struct object *namespace)
{
	struct pod_security_policy policy = pod_security_policy_of(
		pass_graph(pass), pass_settings(pass), namespace);
	const struct pod *agent = namespace_agent(pass, namespace);

	if (agent && policy.demands[POD_SECURITY_ENFORCE].level ==
			     POD_SECURITY_PRIVILEGED)
		report(pass, namespace, &policy.demands[POD_SECURITY_ENFORCE],
			agent);
}

const struct rule namespace_without_enforce = {
	.id = "namespace-without-enforce",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_ERROR,
	.check_object = check,
	.group = "",
	.kind = "Namespace",
	.summary = "A namespace of agents enforces no Pod Security Standard",
	.why = "Whoever may create a pod in the namespace, the agent through a "
	       "stolen token included, may create a privileged one and own the "
	       "node. Pod Security admission refuses such pods before they run, "
	       "but only where the namespace's label 'enforce' asks for it.",
	.fix = "add the label 'pod-security.kubernetes.io/enforce: restricted'; "
	       "where the cluster enforces a level by default, say so with "
	       "'cluster.podSecurityDefaults' in .agentlint.yaml",
	.bad = "apiVersion: v1\n"
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
			{ "ATT&CK", "T1610" },
			{ "OWASP", "ASI05" },
			{ "CWE", "1188" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-admission/" },
			{ 0 },
		},
	.since = "0.1.0",
};
