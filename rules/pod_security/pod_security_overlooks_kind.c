/* SPDX-License-Identifier: Apache-2.0 */
/* Kinds of CRDs: Pod Security sees their pods, and not them. */
#include <agentlint/pod_security.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct pod_security_verdict verdict;
	struct finding *finding;

	if (pod_security_knows(pod))
		return;
	verdict = pod_security_judge(pass, pod, POD_SECURITY_WARN);
	if (!verdict.violations.count)
		verdict = pod_security_judge(pass, pod, POD_SECURITY_AUDIT);
	if (!verdict.violations.count)
		return;
	finding = pass_report(pass, verdict.violations.items[0].place,
		"Pod Security does not look into kind '%.*s': nothing warns who "
		"applies '%.*s' of %s",
		STR_ARG(pod->object->kind), STR_ARG(object_title(pod->object)),
		violations_reasons(pass, &verdict.violations));
	pod_security_explain(pass, finding, &verdict);
}

const struct rule pod_security_overlooks_kind = {
	.id = "pod-security-overlooks-kind",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_NOTE,
	.check_pod = check,
	.every_workload = true,
	.summary = "The namespace's warnings do not reach this kind",
	.why = "Pod Security admission looks into Pods, Deployments and the "
	       "cluster's other workloads. A Sandbox or any other kind that a CRD "
	       "defines applies without warning and without a line in the audit "
	       "log; only the pods that its controller makes later are judged.",
	.fix = "give the pod what the namespace asks for, at the places marked",
	.bad = "apiVersion: v1\n"
	       "kind: Namespace\n"
	       "metadata:\n"
	       "  name: agents\n"
	       "  labels:\n"
	       "    pod-security.kubernetes.io/warn: restricted\n"
	       "---\n"
	       "apiVersion: agents.x-k8s.io/v1beta1\n"
	       "kind: Sandbox\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  namespace: agents\n"
	       "spec:\n"
	       "  podTemplate:\n"
	       "    spec:\n"
	       "      containers:\n"
	       "        - name: agent\n"
	       "          image: registry.example/agent:1.0\n",
	.good = "apiVersion: v1\n"
		"kind: Namespace\n"
		"metadata:\n"
		"  name: agents\n"
		"  labels:\n"
		"    pod-security.kubernetes.io/warn: baseline\n"
		"---\n"
		"apiVersion: agents.x-k8s.io/v1beta1\n"
		"kind: Sandbox\n"
		"metadata:\n"
		"  name: agent\n"
		"  namespace: agents\n"
		"spec:\n"
		"  podTemplate:\n"
		"    spec:\n"
		"      containers:\n"
		"        - name: agent\n"
		"          image: registry.example/agent:1.0\n",
	.references =
		(const struct reference[]){
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-admission/" },
			{ 0 },
		},
	.since = "0.1.0",
};
