/* SPDX-License-Identifier: Apache-2.0 */
/* Workloads that the namespace takes, with a warning to who applies them. */
#include <agentlint/pod_security.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct pod_security_verdict verdict;
	struct finding *finding;

	if (!pod_security_knows(pod) ||
		pod_security_judge(pass, pod, POD_SECURITY_ENFORCE)
			.violations.count)
		return;
	verdict = pod_security_judge(pass, pod, POD_SECURITY_WARN);
	if (!verdict.violations.count)
		return;
	finding = pass_report(pass, verdict.violations.items[0].place,
		"namespace '%.*s' warns (%s) about the %.*s '%.*s': %s",
		STR_ARG(verdict.namespace->name),
		pod_security_demand_text(&verdict.demand).text,
		STR_ARG(pod->object->kind), STR_ARG(object_title(pod->object)),
		violations_reasons(pass, &verdict.violations));
	pod_security_explain(pass, finding, &verdict);
}

const struct rule pod_security_warns = {
	.id = "pod-security-warns",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_WARNING,
	.check_pod = check,
	.every_workload = true,
	.summary = "Pod Security admission will warn about the workload",
	.why = "The namespace's owner has said what pods should be like and lets "
	       "this one pass nonetheless. Whoever applies it sees the warning, "
	       "a pipeline does not; on the day the namespace enforces what it "
	       "warns about, the pods are refused.",
	.fix = "give the pod what the namespace asks for, at the places marked",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "  labels:\n"
	       "    pod-security.kubernetes.io/enforce: baseline\n"
	       "    pod-security.kubernetes.io/warn: restricted\n"
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
		"    pod-security.kubernetes.io/enforce: baseline\n"
		"    pod-security.kubernetes.io/warn: restricted\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  namespace: agents\n"
		"spec:\n"
		"  containers:\n"
		"    - name: agent\n"
		"      image: registry.example/agent:1.0\n"
		"      securityContext:\n"
		"        runAsNonRoot: true\n"
		"        allowPrivilegeEscalation: false\n"
		"        capabilities:\n"
		"          drop: [ALL]\n"
		"        seccompProfile:\n"
		"          type: RuntimeDefault\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.2.1" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-admission/" },
			{ 0 },
		},
	.since = "0.1.0",
};
