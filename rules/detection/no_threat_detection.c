/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing watches what the agents do. */
#include <agentlint/detection.h>
#include <agentlint/rule.h>

static const struct pod *
first_agent(const struct graph *graph)
{
	struct pod_range pods = graph_pods(graph);

	for (; pods.begin != pods.end; pods.begin++)
		if ((*pods.begin)->agent)
			return *pods.begin;
	return NULL;
}

static bool
holds(const struct graph *graph, const char *group, const char *kind)
{
	struct object_range found = graph_objects_of(graph, group, kind);

	return found.begin != found.end;
}

/* Whether what belongs to the cluster, and to no single workload, is among
 * the manifests. */
static bool
looks_like_a_cluster(const struct graph *graph)
{
	return holds(graph, "", "Namespace") &&
	       (holds(graph, "node.k8s.io", "RuntimeClass") ||
		       holds(graph, "apps", "DaemonSet") ||
		       holds(graph, "apiextensions.k8s.io",
			       "CustomResourceDefinition"));
}

static void
check(struct pass *pass, const struct graph *graph)
{
	const struct detection *detection = pass_detection(pass);
	bool required = pass_settings(pass)->detection_required;
	const struct pod *agent = first_agent(graph);
	const struct object *namespace = pod_namespace(agent);
	struct finding *finding;

	if (!agent || !detection_is_absent(detection) ||
		(!required && !looks_like_a_cluster(graph)))
		return;
	finding = pass_report(pass,
		namespace ? object_place(namespace) : pod_place(agent),
		"nothing in the input watches what the agents do at run time");
	finding_label(finding, "agents live here");
	finding_about_object(finding, namespace ? namespace : agent->object);
	if (!required)
		finding_lower(finding, SEVERITY_NOTE);
}

const struct rule no_threat_detection = {
	.id = "no-threat-detection",
	.module = MODULE_DETECTION,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "The input deploys neither Falco nor another sensor",
	.why = "Every other layer prevents; none of them tells you that it "
	       "was tried. A sensor such as Falco, run as a DaemonSet, fires "
	       "when an agent opens a socket it never opened, changes a "
	       "program, or asks for a name it should not know. This is a "
	       "note, given where the input looks like a whole cluster; with "
	       "'detection: {required: true}' in the configuration it is a "
	       "warning.",
	.fix = "deploy Falco as a DaemonSet that tolerates the agents' nodes, "
	       "and send its alerts to whoever answers them; a sandboxed "
	       "agent is watched from within or by its network",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "---\n"
	       "apiVersion: node.k8s.io/v1\n"
	       "kind: RuntimeClass\n"
	       "metadata:\n"
	       "  name: kata\n"
	       "handler: kata\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  namespace: agents\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
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
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"---\n"
		"apiVersion: apps/v1\n"
		"kind: DaemonSet\n"
		"metadata:\n"
		"  name: falco\n"
		"  namespace: falco\n"
		"spec:\n"
		"  selector:\n"
		"    matchLabels: {app: falco}\n"
		"  template:\n"
		"    metadata:\n"
		"      labels: {app: falco}\n"
		"    spec:\n"
		"      containers:\n"
		"        - name: falco\n"
		"          image: falcosecurity/falco:0.44.0\n",
	.references =
		(const struct reference[]){
			{ "NSA", "Audit logging and threat detection" },
			{ "ATT&CK", "T1562.001" },
			{ "OWASP", "ASI10" },
			{ "CWE", "778" },
			{ "URL", "https://falco.org/docs/" },
			{ 0 },
		},
	.since = "0.1.0",
};
