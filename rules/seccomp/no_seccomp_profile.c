/* SPDX-License-Identifier: Apache-2.0 */
/* No seccomp profile: every system call of the kernel is open. */
#include <agentlint/hardening.h>
#include <agentlint/isolation.h>
#include <agentlint/seccomp_profile.h>

/* Privileged containers have no profile whatever is set; annotations are for
 * seccomp-annotation-ignored. */
static bool
lacks(const struct container *container)
{
	return container_seccomp(container).type == SECCOMP_UNSET &&
	       !container_is_privileged(container) &&
	       !container_seccomp_annotation(container) &&
	       !pod_is_windows(container->pod);
}

static bool
is_bound(const struct container *container)
{
	return container_profile_binding(container) != NULL;
}

static void
add_facts(struct pass *pass, struct finding *finding, const struct pod *pod,
	const struct node *context)
{
	struct runtime runtime = pod_runtime(pod, pass_settings(pass));

	finding_add_key(finding, false, context, "seccompProfile",
		"{type: RuntimeDefault}");
	if (runtime_drops_seccomp(&runtime, pod))
		finding_relate(finding, node_place(runtime.class),
			"%s applies no profile by default: it is for Pod "
			"Security and for the day this line goes",
			runtime.technology->name);
	if (!pod_can_carry(pod, "securityContext"))
		finding_unknown(finding,
			"the pod's securityContext is given by what uses this "
			"%.*s",
			STR_ARG(pod->object->kind));
	if (pod_count_containers(pod, is_bound) == pod->container_count) {
		finding_lower(finding, SEVERITY_NOTE);
		finding_relate(finding,
			object_place(
				container_profile_binding(pod->containers)),
			"the operator gives it one by this binding");
	}
	if (pass_settings(pass)->cluster.seccomp_default) {
		finding_lower(finding, SEVERITY_NOTE);
		finding_label(finding, "seccompDefault of the kubelets makes "
				       "it RuntimeDefault");
	}
}

static void
report_pod(struct pass *pass, const struct pod *pod)
{
	const struct node *context = pod->security_context;
	struct finding *finding =
		pass_report(pass, pod_setting(pod, "seccompProfile").place,
			"agent '%.*s' has no seccomp profile",
			STR_ARG(object_title(pod->object)));

	if (pod->container_count > 1)
		finding_label(finding, "none of its %zu containers has one",
			pod->container_count);
	finding_about_pod(finding, pod);
	finding_field(finding, context ? context : pod->spec,
		context ? "seccompProfile" : "securityContext");
	add_facts(pass, finding, pod, context);
}

static void
report_container(struct pass *pass, const struct container *container)
{
	const struct node *context = container->security_context;
	struct finding *finding = pass_report(pass,
		container_setting(container, "seccompProfile").place,
		"%s '%.*s' has no seccomp profile", CONTAINER_ARG(container));

	finding_field(finding, context ? context : container->node,
		context ? "seccompProfile" : "securityContext");
	add_facts(pass, finding, container->pod, context);
}

/* Whether one line of the pod would mend all of its containers, and none of
 * them alone is the place to write it. */
static bool
is_for_pod(const struct container *container)
{
	const struct pod *pod = container->pod;

	return pod_can_carry(pod, "securityContext") &&
	       pod_count_containers(pod, lacks) == pod->container_count &&
	       (pod->container_count > 1 ||
		       !container_has_security_context(container));
}

static void
check(struct pass *pass, const struct container *container)
{
	if (!lacks(container))
		return;
	if (!is_for_pod(container))
		report_container(pass, container);
	else if (container_is_first(container, lacks))
		report_pod(pass, container->pod);
}

const struct rule no_seccomp_profile = {
	.id = "no-seccomp-profile",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_ERROR,
	.check_container = check,
	.summary = "An agent's container has no seccomp profile",
	.why = "Without a profile Kubernetes tells the runtime nothing, and "
	       "the container runs unconfined: mount, bpf, userfaultfd, "
	       "keyctl, kexec and the namespace calls that kernel exploits "
	       "begin with are there to be called by whatever the agent "
	       "executes. 'RuntimeDefault' refuses them and breaks next to "
	       "nothing. Pod Security 'restricted' asks for a profile. Where "
	       "all kubelets run with seccompDefault, say so in the "
	       "configuration (cluster.seccompDefault).",
	.fix = "set 'seccompProfile: {type: RuntimeDefault}' in the pod's "
	       "securityContext",
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
		"  securityContext:\n"
		"    seccompProfile:\n"
		"      type: RuntimeDefault\n"
		"  containers:\n"
		"    - name: coder\n"
		"      image: coder:1.4\n",
	.references =
		(const struct reference[]){
			{ "PSS", "seccompProfile_restricted" },
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
