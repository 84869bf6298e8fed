/* SPDX-License-Identifier: Apache-2.0 */
/* Workloads of which only the audit log will tell. */
#include <agentlint/pod_security.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct pod_security_verdict verdict;
	struct finding *finding;

	if (!pod_security_knows(pod) ||
		pod_security_judge(pass, pod, POD_SECURITY_ENFORCE)
			.violations.count ||
		pod_security_judge(pass, pod, POD_SECURITY_WARN)
			.violations.count)
		return;
	verdict = pod_security_judge(pass, pod, POD_SECURITY_AUDIT);
	if (!verdict.violations.count)
		return;
	finding = pass_report(pass, verdict.violations.items[0].place,
		"namespace '%.*s' takes the %.*s '%.*s' and notes in the audit "
		"log (%s): %s",
		STR_ARG(verdict.namespace->name), STR_ARG(pod->object->kind),
		STR_ARG(object_title(pod->object)),
		pod_security_demand_text(&verdict.demand).text,
		violations_reasons(pass, &verdict.violations));
	pod_security_explain(pass, finding, &verdict);
}

const struct rule pod_security_audits = {
	.id = "pod-security-audits",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_NOTE,
	.check_pod = check,
	.every_workload = true,
	.summary = "Only the audit log will tell of the workload",
	.why = "The namespace audits a standard that it neither enforces nor warns "
	       "about, and the workload does not meet it. It runs; a line in the "
	       "API server's audit log is all that says so.",
	.fix = "give the pod what the namespace asks for, at the places marked",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "  labels:\n"
	       "    pod-security.kubernetes.io/audit: baseline\n"
	       "---\n"
	       "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  namespace: agents\n"
	       "spec:\n"
	       "  hostNetwork: true\n"
	       "  containers:\n"
	       "    - name: agent\n"
	       "      image: registry.example/agent:1.0\n",
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: agents\n"
		"  labels:\n"
		"    pod-security.kubernetes.io/audit: baseline\n"
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
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-admission/" },
			{ 0 },
		},
	.since = "0.1.0",
};
