/* SPDX-License-Identifier: Apache-2.0 */
/* Agents that the API server's own configuration lets pass. */
#include <agentlint/pod_security.h>

/* Whether an agent before AT is let pass by the same line. */
static bool
is_told(const struct pod *const *begin, const struct pod *const *at,
	const struct node *exemption)
{
	for (; begin != at; begin++)
		if ((*begin)->agent &&
			pod_security_exemption(*begin) == exemption)
			return true;
	return false;
}

static void
check(struct pass *pass, const struct graph *graph)
{
	struct pod_range pods = graph_pods(graph);

	if (!pod_security_has_exemptions(graph))
		return;
	for (const struct pod *const *at = pods.begin; at != pods.end; at++) {
		const struct pod *pod = *at;
		const struct node *exemption = pod_security_exemption(pod);
		struct finding *finding;

		if (!pod->agent || !exemption ||
			is_told(pods.begin, at, exemption))
			continue;
		finding = pass_report(pass, node_place(exemption),
			"Pod Security lets every pod of %.*s '%.*s' pass, "
			"whatever its namespace asks for",
			STR_ARG(pod->object->kind),
			STR_ARG(object_title(pod->object)));
		finding_about_pod(finding, pod);
		finding_relate(finding, pod_place(pod), "an agent");
	}
}

const struct rule exempt_from_pod_security = {
	.id = "exempt-from-pod-security",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_WARNING,
	.check_graph = check,
	.summary = "The API server exempts an agent from Pod Security",
	.why = "Exemptions stand above every namespace's labels: pods of an exempt "
	       "runtime class, namespace or controller are not judged at all. "
	       "Exempting 'gvisor' gives whoever writes that class into a pod "
	       "hostPath, hostNetwork and privileged containers as well.",
	.fix = "remove the exemption, or narrow it to what needs it",
	.bad = "apiVersion: pod-security.admission.config.k8s.io/v1\n"
	       "kind: PodSecurityConfiguration\n"
	       "defaults:\n"
	       "  enforce: restricted\n"
	       "exemptions:\n"
	       "  runtimeClasses: [gvisor]\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  containers:\n"
	       "    - name: agent\n"
	       "      image: registry.example/agent:1.0\n",
	.good = "apiVersion: pod-security.admission.config.k8s.io/v1\n"
		"kind: PodSecurityConfiguration\n"
		"defaults:\n"
		"  enforce: restricted\n"
		"exemptions:\n"
		"  namespaces: [kube-system]\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  runtimeClassName: gvisor\n"
		"  containers:\n"
		"    - name: agent\n"
		"      image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.2.1" },
			{ "CWE", "693" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-admission/#exemptions" },
			{ 0 },
		},
	.since = "0.1.0",
};
