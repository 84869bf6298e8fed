/* SPDX-License-Identifier: Apache-2.0 */
/* gVisor and Kata do not apply the profile unless they are told to. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/rule.h>

static bool
has_profile(const struct container *container)
{
	enum seccomp_type type = container_seccomp(container).type;

	return type == SECCOMP_RUNTIME_DEFAULT || type == SECCOMP_LOCALHOST;
}

static void
check(struct pass *pass, const struct container *container)
{
	const struct pod *pod = container->pod;
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));
	struct finding *finding;

	if (!has_profile(container) || !runtime_drops_seccomp(&runtime, pod) ||
		!container_is_first(container, has_profile))
		return;
	finding = pass_report(pass,
		node_place(container_seccomp(container).type_node),
		"%s does not apply the seccomp profile of agent '%.*s' by "
		"default",
		runtime.technology->name, STR_ARG(object_title(pod->object)));
	finding_about_pod(finding, pod);
	finding_relate(finding, node_place(runtime.class),
		"the sandbox filters system calls itself");
	if (sandbox_is_kata(runtime.sandbox))
		finding_help(finding,
			"keep the profile; to have it applied in the guest, "
			"set the annotation 'io.katacontainers.config.runtime."
			"disable_guest_seccomp: \"false\"'");
}

const struct rule seccomp_inactive_in_sandbox = {
	.id = "seccomp-inactive-in-sandbox",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_NOTE,
	.check_container = check,
	.summary = "The agent's sandbox does not apply its seccomp profile",
	.why = "runsc drops the profile of the container unless it runs with "
	       "oci-seccomp, because gVisor answers system calls itself and "
	       "has a narrow filter of its own towards the node; Kata drops "
	       "it unless guest seccomp is enabled. The profile is right to "
	       "have: Pod Security 'restricted' asks for it, and it holds on "
	       "the day somebody removes the runtime class. Only do not count "
	       "it as a second wall until then.",
	.fix = "keep the profile; to have it applied, set the annotation "
	       "'dev.gvisor.flag.oci-seccomp: \"true\"' where containerd "
	       "passes it on",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "spec:\n"
	       "  runtimeClassName: gvisor\n"
	       "  securityContext:\n"
	       "    seccompProfile:\n"
	       "      type: RuntimeDefault\n"
	       "  containers:\n"
	       "    - name: coder\n"
	       "      image: coder:1.4\n",
	.good = "apiVersion: v1\n"
		"kind: Pod\n"
		"metadata:\n"
		"  name: agent\n"
		"  annotations:\n"
		"    dev.gvisor.flag.oci-seccomp: \"true\"\n"
		"spec:\n"
		"  runtimeClassName: gvisor\n"
		"  securityContext:\n"
		"    seccompProfile:\n"
		"      type: RuntimeDefault\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "CIS", "5.6.2" },
			{ "URL", "https://github.com/google/gvisor/blob/master/"
				 "runsc/boot/seccomp.go" },
			{ "URL", "https://github.com/kata-containers/"
				 "kata-containers/blob/main/docs/how-to/"
				 "how-to-set-sandbox-config-kata.md" },
			{ 0 },
		},
	.since = "0.1.0",
};
