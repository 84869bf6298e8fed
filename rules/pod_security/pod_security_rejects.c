/* SPDX-License-Identifier: Apache-2.0 */
/* Pods that their own namespace will not take. */
#include <agentlint/pod_security.h>

static void
tell_consequence(struct finding *finding, const struct pod *pod)
{
	const struct object *object = pod->object;

	if (object_is(object, "", "Pod"))
		finding_relate(finding, pod_place(pod), "will be refused");
	else if (object_is(object, "", "PodTemplate"))
		finding_relate(finding, pod_place(pod),
			"applies, but no pod can be made of it");
	else if (pod_security_knows(pod))
		finding_relate(finding, pod_place(pod),
			"applies with a warning at most, and its pods never "
			"appear");
	else
		finding_relate(finding, pod_place(pod),
			"applies without a word, and its pods never appear");
}

static void
check(struct pass *pass, const struct pod *pod)
{
	struct pod_security_verdict verdict =
		pod_security_judge(pass, pod, POD_SECURITY_ENFORCE);
	const struct node *users = pod_security_exempt_users(pod);
	bool single = object_is(pod->object, "", "Pod");
	struct finding *finding;

	if (!verdict.violations.count)
		return;
	finding = pass_report(pass, verdict.violations.items[0].place,
		"namespace '%.*s' (%s) rejects %s %.*s '%.*s': %s",
		STR_ARG(verdict.namespace->name),
		pod_security_demand_text(&verdict.demand).text,
		single ? "the" : "every pod of the", STR_ARG(pod->object->kind),
		STR_ARG(object_title(pod->object)),
		violations_reasons(pass, &verdict.violations));
	pod_security_explain(pass, finding, &verdict);
	tell_consequence(finding, pod);
	if (users)
		finding_unknown(finding,
			"whoever creates the pods may be among the exempt "
			"users");
	else if (pod->partial || pod->guessed)
		finding_unknown(finding,
			"the controller of %.*s may change the pods that it "
			"makes",
			STR_ARG(pod->object->kind));
}

const struct rule pod_security_rejects = {
	.id = "pod-security-rejects",
	.module = MODULE_POD_SECURITY,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.every_workload = true,
	.summary = "Pod Security admission will reject the pods",
	.why = "The namespace asks for more than the pod gives, so the API server "
	       "refuses the pod. Of a Deployment nobody hears: it applies "
	       "cleanly, and its pods never come. Under pressure the namespace's "
	       "label is then relaxed for everybody, instead of the pod mended.",
	.fix = "give the pod what the namespace asks for, at the places marked",
	.bad = "apiVersion: v1\n"
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
	       "      image: registry.example/agent:1.0\n"
	       "      securityContext:\n"
	       "        runAsNonRoot: true\n"
	       "        allowPrivilegeEscalation: false\n"
	       "        capabilities:\n"
	       "          drop: [ALL]\n",
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
			{ "NSA", "Pod security enforcement" },
			{ "URL", "https://kubernetes.io/docs/concepts/security/"
				 "pod-security-standards/" },
			{ 0 },
		},
	.since = "0.1.0",
};
