/* SPDX-License-Identifier: Apache-2.0 */
/* The seccomp annotations of old: nobody reads them any more. */
#include <agentlint/hardening.h>
#include <agentlint/rule.h>

static const char container_key[] =
	"container.seccomp.security.alpha.kubernetes.io/";
static const char pod_key[] = "seccomp.security.alpha.kubernetes.io/pod";

/* The last release whose API server copied annotations into fields; 1.27 has
 * stopped (kubernetes#114947). */
enum { LAST_MINOR_THAT_READS_THEM = 26 };

static bool
has_no_field(const struct container *container)
{
	return container_seccomp(container).type == SECCOMP_UNSET;
}

/* Whether a container is unconfined for relying on the annotation. */
static bool
is_relied_on(const struct pod *pod, const struct node *annotation)
{
	const struct container *container;

	if (str_is(annotation->key, pod_key))
		return pod_count_containers(pod, has_no_field) > 0;
	container = pod_container(
		pod, str_from(annotation->key, sizeof(container_key) - 1));
	return container && has_no_field(container);
}

static void
report(struct pass *pass, const struct pod *pod, const struct node *annotation)
{
	unsigned minor = pass_settings(pass)->cluster.kubernetes_minor;
	bool read = minor > 0 && minor <= LAST_MINOR_THAT_READS_THEM;
	bool relied_on = is_relied_on(pod, annotation);
	const char *fate = "is dead";
	struct finding *finding;

	if (read)
		fate = "is read for the last time";
	else if (relied_on)
		fate = "is dead: what relies on it runs without a profile";
	finding = pass_report(pass, node_key_place(annotation),
		"the seccomp annotation of agent '%.*s' %s",
		STR_ARG(object_title(pod->object)), fate);
	finding_label(finding, read ? "Kubernetes 1.27 ignores it"
				    : "ignored since Kubernetes 1.27");
	if (!relied_on || read)
		finding_lower(finding, SEVERITY_WARNING);
}

static void
check(struct pass *pass, const struct pod *pod)
{
	NODE_EACH(annotation, pod->annotations)
		if (str_is(annotation->key, pod_key) ||
			str_starts(annotation->key, container_key))
			report(pass, pod, annotation);
}

const struct rule seccomp_annotation_ignored = {
	.id = "seccomp-annotation-ignored",
	.module = MODULE_SECCOMP,
	.severity = SEVERITY_ERROR,
	.check_pod = check,
	.summary =
		"A seccomp profile is asked for by an annotation that nobody "
		"reads",
	.why = "Before Kubernetes 1.19 an annotation chose the seccomp "
	       "profile. Kubelets stopped reading it in 1.25, and since 1.27 "
	       "the API server no longer copies it into the field: the "
	       "manifest says runtime/default and the agent runs unconfined. "
	       "With a field beside it the annotation is only misleading, "
	       "which is a warning.",
	.fix = "remove the annotation and set 'seccompProfile: {type: "
	       "RuntimeDefault}' in the pod's securityContext",
	.bad = "apiVersion: v1\n"
	       "kind: Pod\n"
	       "metadata:\n"
	       "  name: agent\n"
	       "  annotations:\n"
	       "    seccomp.security.alpha.kubernetes.io/pod: "
	       "runtime/default\n"
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
			{ "CWE", "693" },
			{ "URL", "https://kubernetes.io/blog/2023/03/17/"
				 "upcoming-changes-in-kubernetes-v1-27/" },
			{ "URL", "https://github.com/kubernetes/kubernetes/"
				 "pull/114947" },
			{ 0 },
		},
	.since = "0.1.0",
};
