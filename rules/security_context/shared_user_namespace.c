/* SPDX-License-Identifier: Apache-2.0 */
/* No sandbox and no user namespace: root inside would be root outside. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct pod *pod)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));
	const struct node *users = pod_field(pod, "hostUsers");
	struct finding *finding;

	/* Sandboxes have users of their own, and some refuse the field. */
	if (runtime.isolation == ISOLATION_KERNEL || runtime.placeholder ||
		node_is_placeholder(pod->spec) || pod_is_windows(pod) ||
		!pod_can_carry(pod, "hostUsers") ||
		pod_excludes_user_namespace(pod) ||
		(users && !node_is_true(users)))
		return;
	finding = pass_report(pass,
		users ? node_place(users) : pod_spec_place(pod),
		"the users of agent '%.*s' are the node's users",
		STR_ARG(object_title(pod->object)));
	if (!users)
		finding_field(finding, pod->spec, "hostUsers");
}

const struct rule shared_user_namespace = {
	.id = "shared-user-namespace",
	.module = MODULE_SECURITY_CONTEXT,
	.severity = SEVERITY_NOTE,
	.check_pod = check,
	.summary = "An agent without a sandbox shares the node's users",
	.why = "With 'hostUsers: false' the pod's user ids are mapped to ids "
	       "that nobody else on the node has: root in the container is "
	       "nobody outside, and capabilities count inside alone. It is "
	       "the cheapest second wall for an agent that cannot run in "
	       "gVisor or Kata. Kubernetes 1.33 and later have it on by "
	       "default, for runtimes and file systems that support it.",
	.fix = "set 'hostUsers: false' in the pod's spec",
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
		"  hostUsers: false\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "653" },
			{ "URL", "https://kubernetes.io/docs/concepts/"
				 "workloads/pods/user-namespaces/" },
			{ 0 },
		},
	.since = "0.1.0",
};
