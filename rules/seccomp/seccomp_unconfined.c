/* SPDX-License-Identifier: Apache-2.0 */
/* A profile that says that there is none. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static bool
is_unconfined(const struct container *container)
{
	return container_seccomp(container).type == SECCOMP_UNCONFINED &&
	       !pod_is_windows(container->pod);
}

static bool
is_unconfined_through_pod(const struct container *container)
{
	return is_unconfined(container) &&
	       container_seccomp(container).setting.from_pod;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct seccomp seccomp = container_seccomp(container);
	const struct pod *pod = container->pod;
	struct finding *finding;

	if (!is_unconfined(container))
		return;
	if (!seccomp.setting.from_pod)
		finding = pass_report(pass, node_place(seccomp.type_node),
			"%s '%.*s' runs without seccomp",
			CONTAINER_ARG(container));
	else if (container_is_first(container, is_unconfined_through_pod))
		finding = pass_report(pass, node_place(seccomp.type_node),
			"agent '%.*s' runs without seccomp",
			STR_ARG(object_title(pod->object)));
	else
		return;
	if (seccomp.setting.from_pod)
		finding_about_pod(finding, pod);
	finding_label(finding, "every system call is allowed");
	finding_replace(finding, false, node_place(seccomp.type_node),
		"RuntimeDefault");
}

const struct rule seccomp_unconfined = {
	.id = "seccomp-unconfined",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "seccomp is switched off for an agent's container",
	.why = "'Unconfined' is the absence of a profile, written down, and it "
	       "also overrides the kubelet's seccompDefault and the pod's own "
	       "profile: mount, bpf, userfaultfd, keyctl and the namespace "
	       "calls that kernel exploits begin with are open to whatever "
	       "the agent executes. Pod Security 'baseline' refuses it.",
	.fix = "set the type to 'RuntimeDefault'; for a system call that it "
	       "refuses, write a Localhost profile that adds just that one",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        seccompProfile:\n"
	       "          type: Unconfined\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n"
		"      securityContext:\n"
		"        seccompProfile:\n"
		"          type: RuntimeDefault\n",
	.references =
		(const struct reference[]){
			{ "PSS", "seccompProfile_baseline" },
			{ "CIS", "5.6.2" },
			{ "NSA", "Hardening container environments" },
			{ "ATT&CK", "T1068" },
			{ "ATT&CK", "T1611" },
			{ "OWASP", "ASI05" },
			{ "CWE", "693" },
			{ "URL", "https://kubernetes.io/docs/tutorials/"
				 "security/seccomp/" },
			{ 0 },
		},
	.since = "0.1.0",
};
