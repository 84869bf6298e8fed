/* SPDX-License-Identifier: Apache-2.0 */
/* operator/<namespace>/<name>.json, which the operator wrote before v0.9. */
#include <agentlint/hardening.h>
#include <agentlint/seccomp_profile.h>

static bool
is_old_form(struct str path)
{
	if (!str_starts(path, "operator/"))
		return false;
	path = str_from(path, sizeof("operator/") - 1);
	str_cut(&path, '/');
	return path.len > 0 && str_find(path, '/') == path.len;
}

static void
check(struct pass *pass, const struct container *container)
{
	struct seccomp seccomp = container_seccomp(container);
	struct str path = node_text(seccomp.profile_path);
	const struct seccomp_profile *profile;
	struct finding *finding;

	if (seccomp.type != SECCOMP_LOCALHOST || !is_old_form(path) ||
		node_is_placeholder(seccomp.profile_path))
		return;
	profile = seccomp_profile_at(pass, path);
	if (profile && !seccomp_profile_is_cluster_scoped(profile->object))
		return;
	if (!container_tells_seccomp(container))
		return;
	finding = pass_report(pass, node_place(seccomp.profile_path),
		"the seccomp profile's path has a namespace, which the "
		"operator's paths have no more");
	finding_label(finding, "the old form of before v0.9.0");
	if (seccomp.setting.from_pod)
		finding_about_pod(finding, container->pod);
	if (profile)
		finding_relate(finding, object_place(profile->object),
			"this profile has no namespace");
	else
		finding_unknown(finding,
			"the input does not hold the SeccompProfile, nor say "
			"which operator the cluster runs");
}

const struct rule old_seccomp_operator_path = {
	.id = "old-seccomp-operator-path",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_WARNING,
	.check_container = check,
	.summary = "A seccomp profile is named by the operator's former path",
	.why = "Since v0.9.0 of the security-profiles-operator a "
	       "SeccompProfile belongs to no namespace and is installed as "
	       "operator/<name>.json. Under the former path, with the "
	       "namespace in it, there is no file: the agent does not start, "
	       "until somebody takes the profile off.",
	.fix = "write 'localhostProfile: operator/<name>.json'",
	.bad = "apiVersion: security-profiles-operator.x-k8s.io/v1\n"
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
	       "      localhostProfile: operator/agents/coder.json\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
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
			{ "URL", "https://github.com/kubernetes-sigs/"
				 "security-profiles-operator/releases/tag/"
				 "v0.9.0" },
			{ 0 },
		},
	.since = "0.1.0",
};
