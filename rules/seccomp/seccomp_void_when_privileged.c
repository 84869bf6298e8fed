/* SPDX-License-Identifier: Apache-2.0 */
/* A profile that the runtime does not apply, the container being privileged. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static void
check(struct pass *pass, const struct container *container)
{
	struct seccomp seccomp = container_seccomp(container);
	struct place privileged =
		container_own_setting(container, "privileged").place;
	struct place profile = node_place(
		seccomp.type_node ? seccomp.type_node : seccomp.setting.node);
	struct finding *finding;

	if (!container_is_privileged(container) ||
		(seccomp.type != SECCOMP_RUNTIME_DEFAULT &&
			seccomp.type != SECCOMP_LOCALHOST))
		return;
	finding = pass_report(pass,
		seccomp.setting.from_pod ? privileged : profile,
		"the seccomp profile of %s '%.*s' is void: the container is "
		"privileged",
		CONTAINER_ARG(container));
	if (seccomp.setting.from_pod)
		finding_relate(finding, profile, "not applied");
	else
		finding_relate(finding, privileged, "because of this");
}

const struct rule seccomp_void_when_privileged = {
	.id = "seccomp-void-when-privileged",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "A seccomp profile is void because its container is "
		   "privileged",
	.why = "containerd applies no seccomp profile to a privileged "
	       "container, neither RuntimeDefault nor one of your own; the "
	       "manifest says otherwise, and Pod Security's seccomp check is "
	       "satisfied by it. The filter that was meant to be the agent's "
	       "floor is not there.",
	.fix = "set 'privileged: false', the profile then holds",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n"
	       "      securityContext:\n"
	       "        privileged: true\n"
	       "        seccompProfile:\n"
	       "          type: RuntimeDefault\n",
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
			{ "CIS", "5.6.2" },
			{ "CIS", "5.2.2" },
			{ "ATT&CK", "T1611" },
			{ "CWE", "693" },
			{ "URL", "https://kubernetes.io/docs/tutorials/"
				 "security/seccomp/" },
			{ 0 },
		},
	.since = "0.1.0",
};
