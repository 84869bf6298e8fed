/* SPDX-License-Identifier: Apache-2.0 */
/* A Localhost profile that nobody here can look at. */
#include <agentlint/hardening.h>
#include <agentlint/seccomp_profile.h>

static void
check(struct pass *pass, const struct container *container)
{
	struct seccomp seccomp = container_seccomp(container);
	struct str path = node_text(seccomp.profile_path);
	struct finding *finding;

	if (seccomp.type != SECCOMP_LOCALHOST || path.len == 0 ||
		node_is_placeholder(seccomp.profile_path) ||
		seccomp_profile_at(pass, path))
		return;
	if (!container_tells_seccomp(container))
		return;
	finding = pass_report(pass, node_place(seccomp.profile_path),
		"the seccomp profile '%.*s' is not in the input",
		STR_ARG(path));
	if (seccomp.setting.from_pod)
		finding_about_pod(finding, container->pod);
	finding_unknown(finding,
		"what it allows, and whether the nodes have it, is not known");
}

const struct rule seccomp_profile_not_in_input = {
	.id = "seccomp-profile-not-in-input",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "An agent's own seccomp profile is not in the input",
	.why = "A Localhost profile is a file on the nodes. If it is missing "
	       "there the container does not start; if it is there, it may "
	       "allow more than RuntimeDefault. With the profile beside the "
	       "manifests, as a SeccompProfile, in a ConfigMap or as a file, "
	       "it is compared with the default.",
	.fix = "lint the profile together with the agent",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  securityContext:\n"
	       "    seccompProfile:\n"
	       "      type: Localhost\n"
	       "      localhostProfile: operator/coder.json\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: security-profiles-operator.x-k8s.io/v1beta1\n"
		"kind: SeccompProfile\n"
		"metadata:\n"
		"  name: coder\n"
		"spec:\n"
		"  defaultAction: SCMP_ACT_ERRNO\n"
		"---\n"
		"apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"spec:\n"
		"  securityContext:\n"
		"    seccompProfile:\n"
		"      type: Localhost\n"
		"      localhostProfile: operator/coder.json\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.2" },
			{ "URL", "https://kubernetes.io/docs/tutorials/"
				 "security/seccomp/" },
			{ 0 },
		},
	.since = "0.1.0",
};
